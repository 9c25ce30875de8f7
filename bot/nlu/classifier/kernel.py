"""How alike two sentences are: by meaning (sentence vectors) and by spelling (character n-grams)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from bot.nlu.char_ngrams import CharNgrams

BLOCK = 1024  # rows of the kernel made at once, which keeps what is dense on the way small
# Up to so many sentences the kernel is made in double precision; beyond, half of it solves in half the time and memory.
DOUBLE_UP_TO = 4_000
# A number of the vector that hardly varies says nothing; its scale is not let below this share of the usual one.
LEAST_SCALE = 0.3
# As many directions of the vectors are kept; they hold nine tenths of what tells the project's sentences apart, and a message is compared
# in a third of the time. From fewer sentences the directions could not be learned.
DIRECTIONS = 256
PROJECTED_FROM = 2_000


@dataclass(frozen=True)
class Scaler:
    """Takes from sentence vectors what the training sentences all share, and lets every number of the vector weigh alike.

    Sentences of one subject point the same way; only the difference from there tells them apart (Mu & Viswanath 2018). Of many sentences
    the main directions are learned as well (principal components), and only these are kept.

    Attributes:
        center, scale: float32, d.
        directions: float32, d x k; k is 0 where the vectors are kept whole.
    """

    center: np.ndarray
    scale: np.ndarray
    directions: np.ndarray

    @classmethod
    def learn(cls, vectors: np.ndarray) -> Scaler:
        """Learns from the training vectors, n x d."""
        spread = vectors.std(axis=0)
        least = LEAST_SCALE * float(np.median(spread)) or 1.0
        center, scale = vectors.mean(axis=0, dtype=np.float32), np.maximum(spread, least).astype(np.float32)
        whole = cls(center, scale, np.empty((vectors.shape[1], 0), dtype=np.float32))
        if len(vectors) < PROJECTED_FROM or vectors.shape[1] <= DIRECTIONS:
            return whole
        scaled = whole(vectors).astype(np.float64)
        _, directions = np.linalg.eigh(scaled.T @ scaled)  # by growing weight
        return cls(center, scale, np.ascontiguousarray(directions[:, : -DIRECTIONS - 1 : -1], dtype=np.float32))

    def __call__(self, vectors: np.ndarray) -> np.ndarray:
        """Returns scaled vectors (n x k, or n x d where they are kept whole; float32) of length one."""
        scaled = _unit((vectors - self.center) / self.scale)
        return _unit(scaled @ self.directions) if self.directions.shape[1] else scaled

    def arrays(self) -> dict[str, np.ndarray]:
        """Returns what is to be stored."""
        return {"center": self.center, "scale": self.scale, "directions": self.directions}

    @classmethod
    def of(cls, arrays: Mapping[str, np.ndarray]) -> Scaler:
        """Returns the scaler of stored arrays, others among them."""
        return cls(arrays["center"], arrays["scale"], arrays["directions"])


def _unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)).astype(np.float32, copy=False)


@dataclass(frozen=True)
class SentenceBatch:
    """Sentences as the kernel wants them.

    Attributes:
        vectors: float32, n x k, scaled, rows of length one.
        ngrams: sparse float32, n x vocabulary, rows of length one or zero.
    """

    vectors: np.ndarray
    ngrams: csr_matrix


class SentenceKernel:
    """exp(sharpness * (cosine - 1)) + spelling * (n-gram cosine).

    The exponential makes near neighbours count more than a linear kernel does; the linear n-gram part recognises a misspelt name.
    Chosen on the project's own leave-one-out accuracy (docs/accuracy.md).
    """

    def __init__(self, ngrams: CharNgrams, scaler: Scaler, sharpness: float, spelling: float) -> None:
        self.ngrams = ngrams
        self.scaler = scaler
        self.sharpness = sharpness
        self.spelling = spelling

    def batch(self, texts: Sequence[str], vectors: np.ndarray) -> SentenceBatch:
        """Prepares texts and their vectors (n x d) as the encoder gave them."""
        return SentenceBatch(self.scaler(vectors), self.ngrams.matrix(texts))

    def meaning(self, cosines: np.ndarray) -> np.ndarray:
        """Returns the part of the kernel that comes from the vectors' cosines, same shape."""
        return np.exp(self.sharpness * (cosines - 1.0))

    def gram(self, batch: SentenceBatch) -> np.ndarray:
        """Returns the kernel between all sentences of a batch, n x n, float64 up to DOUBLE_UP_TO sentences, else float32."""
        count = len(batch.vectors)
        gram = np.empty((count, count), dtype=np.float64 if count <= DOUBLE_UP_TO else np.float32)
        for rows in blocks(count):
            # From the diagonal on; what lies before it is the mirror image.
            rest = slice(rows.start, count)
            part = self.meaning(batch.vectors[rows] @ batch.vectors[rest].T)
            part += self.spelling * (batch.ngrams[rows] @ batch.ngrams[rest].T).toarray()
            gram[rows, rest] = part
            gram[rest, rows] = part.T
        return gram


def blocks(count: int) -> Iterator[slice]:
    """Yields the row blocks of a matrix with so many rows."""
    for start in range(0, count, BLOCK):
        yield slice(start, min(start + BLOCK, count))
