"""How alike two sentences are: by meaning (sentence vectors) and by spelling (character n-grams)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from bot.nlu.char_ngrams import CharNgrams

BLOCK = 1024  # rows of the kernel made at once, which keeps what is dense on the way small
# Up to so many sentences the kernel is made in double precision; more would not fit beside other things in 8 GB.
DOUBLE_UP_TO = 12_000
# A number of the vector that hardly varies says nothing; its scale is not let below this share of the usual one.
LEAST_SCALE = 0.3


@dataclass(frozen=True)
class Scaler:
    """Takes from sentence vectors what the training sentences all share, and lets every number of the vector weigh alike.

    Sentences of one subject point the same way; only the difference from there tells them apart (Mu & Viswanath 2018).

    Attributes:
        center, scale: float32, d.
    """

    center: np.ndarray
    scale: np.ndarray

    @classmethod
    def learn(cls, vectors: np.ndarray) -> Scaler:
        """Learns from the training vectors, n x d."""
        spread = vectors.std(axis=0)
        least = LEAST_SCALE * float(np.median(spread)) or 1.0
        return cls(vectors.mean(axis=0, dtype=np.float32), np.maximum(spread, least).astype(np.float32))

    def __call__(self, vectors: np.ndarray) -> np.ndarray:
        """Returns scaled vectors (n x d, float32) of length one."""
        scaled = (vectors - self.center) / self.scale
        lengths = np.linalg.norm(scaled, axis=1, keepdims=True)
        return (scaled / np.maximum(lengths, 1e-12)).astype(np.float32, copy=False)


@dataclass(frozen=True)
class SentenceBatch:
    """Sentences as the kernel wants them.

    Attributes:
        vectors: float32, n x d, scaled, rows of length one.
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
            gram[rows] = self.meaning(batch.vectors[rows] @ batch.vectors.T)
            gram[rows] += self.spelling * (batch.ngrams[rows] @ batch.ngrams.T).toarray()
        return gram


def blocks(count: int) -> Iterator[slice]:
    """Yields the row blocks of a matrix with so many rows."""
    for start in range(0, count, BLOCK):
        yield slice(start, min(start + BLOCK, count))
