"""How alike two sentences are: by meaning (sentence vectors), by spelling (character n-grams), and by what earlier components saw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from bot.nlu.char_ngrams import CharNgrams
from bot.nlu.classifier.scaler import Scaler
from bot.nlu.classifier.sign_table import SignTable

BLOCK = 256  # rows of the kernel made at once, which keeps what is dense on the way small
# An n-gram in more than this share of the sentences is common: multiplied as a dense column, which costs the same however many share it.
# A sparse one costs the square of how many do; at about this share both cost the same.
COMMON = 0.08
# Up to so many sentences the kernel is made in double precision; beyond, half of it solves in half the time and memory.
DOUBLE_UP_TO = 4_000


@dataclass(frozen=True)
class KernelWeights:
    """What counts how much.

    Attributes:
        sharpness: how fast likeness in meaning fades.
        spelling: of likeness in spelling beside likeness in meaning.
        signs: of likeness in signs beside likeness in meaning; only the alarm looks at signs.
    """

    sharpness: float
    spelling: float
    signs: float


@dataclass(frozen=True)
class SentenceBatch:
    """Sentences as the kernel wants them.

    Attributes:
        vectors: float32, n x k, scaled, rows of length one.
        ngrams: sparse float32, n x vocabulary, rows of length one or zero.
        signs: sparse float32, n x signs, rows shorter than one.
    """

    vectors: np.ndarray
    ngrams: csr_matrix
    signs: csr_matrix

    def of(self, rows: np.ndarray) -> SentenceBatch:
        """Returns some of them."""
        return SentenceBatch(self.vectors[rows], self.ngrams[rows], self.signs[rows])


SparseRow = tuple[np.ndarray, np.ndarray]  # columns (int) and their values (float32)


@dataclass(frozen=True)
class LinearWeights:
    """The parts of the kernel that are linear, folded over all training sentences.

    Attributes:
        ngrams: float32, vocabulary x columns.
        signs: float32, signs; for the last column, the alarm.
    """

    ngrams: np.ndarray
    signs: np.ndarray

    def scores(self, ngrams: SparseRow, signs: SparseRow) -> np.ndarray:
        """Returns what spelling and signs of one sentence say for each column."""
        scores = ngrams[1] @ self.ngrams[ngrams[0]]
        scores[-1] += signs[1] @ self.signs[signs[0]]
        return scores


class SentenceKernel:
    """exp(sharpness * (cosine - 1)) + spelling * (n-gram cosine), and for the alarm + signs * (product of signs).

    The exponential makes near neighbours count more than a linear kernel does; the linear n-gram part recognises a misspelt name; the
    signs tell what is denied or past from what is said. Chosen on the project's own leave-one-out accuracy (docs/accuracy.md).
    """

    def __init__(self, ngrams: CharNgrams, signs: SignTable, scaler: Scaler, weights: KernelWeights) -> None:
        self.ngrams = ngrams
        self.signs = signs
        self.scaler = scaler
        self.weights = weights

    def batch(self, texts: Sequence[str], vectors: np.ndarray, signs: Sequence[Sequence[str]]) -> SentenceBatch:
        """Prepares n texts, their vectors (n x d) as the encoder gave them, and their signs."""
        return SentenceBatch(self.scaler(vectors), self.ngrams.matrix(texts), self.signs.matrix(signs))

    def meaning(self, cosines: np.ndarray) -> np.ndarray:
        """Returns the part of the kernel that comes from the vectors' cosines, same shape."""
        return np.exp(self.weights.sharpness * (cosines - 1.0))

    def rows(self, text: str, signs: Sequence[str]) -> tuple[SparseRow, SparseRow]:
        """Returns a sentence's n-grams and signs as `batch` has them, for one sentence at a time: a matrix costs more than its product."""
        return self.ngrams.row(text), self.signs.row(signs)

    def meanings(self, vectors: np.ndarray, others: np.ndarray) -> np.ndarray:
        """Returns the part of the kernel that comes from the vectors, between n (n x k) and m (m x k) of them, float32, n x m."""
        found = np.empty((len(vectors), len(others)), dtype=np.float32)
        for rows in blocks(len(vectors)):
            # In place: fresh memory for every step would cost more than the arithmetic.
            part = np.matmul(vectors[rows], others.T, out=found[rows])
            part -= 1.0
            part *= self.weights.sharpness
            np.exp(part, out=part)
        return found

    def between(self, batch: SentenceBatch, others: SentenceBatch) -> np.ndarray:
        """Returns the kernel, signs and all, between the n sentences of one batch and the m of another, float32, n x m."""
        found = self.meanings(batch.vectors, others.vectors)
        for rows in blocks(len(found)):
            found[rows] += self.weights.spelling * (batch.ngrams[rows] @ others.ngrams.T).toarray()
            found[rows] += self.weights.signs * (batch.signs[rows] @ others.signs.T).toarray()
        return found

    def gram(self, batch: SentenceBatch) -> np.ndarray:
        """Returns the kernel between all sentences of a batch, signs aside, n x n, float64 up to DOUBLE_UP_TO sentences, else float32.

        It is symmetric, and only what stands on and above the diagonal is filled in: nobody reads the rest.
        """
        count = len(batch.vectors)
        gram = np.empty((count, count), dtype=np.float64 if count <= DOUBLE_UP_TO else np.float32)
        common, rare = _by_frequency(batch.ngrams * np.float32(np.sqrt(self.weights.spelling)))
        for rows in blocks(count):
            rest = slice(rows.start, count)
            part = self.meanings(batch.vectors[rows], batch.vectors[rest])
            part += common[rows] @ common[rest].T
            part += (rare[rows] @ rare[rest].T).toarray()
            gram[rows, rest] = part
        return gram

    def fold(self, batch: SentenceBatch, weights: np.ndarray) -> LinearWeights:
        """Returns the linear parts of the kernel with the sentences of a batch, times their weights (n x columns, the last the alarm's)."""
        ngrams = self.weights.spelling * (batch.ngrams.T @ weights)
        signs = self.weights.signs * (batch.signs.T @ weights[:, -1])
        return LinearWeights(np.ascontiguousarray(ngrams, dtype=np.float32), np.ascontiguousarray(signs, dtype=np.float32))


def _by_frequency(ngrams: csr_matrix) -> tuple[np.ndarray, csr_matrix]:
    """Returns the columns of common n-grams as they are and those of rare ones, which are nearly empty, as sparse ones."""
    is_common = ngrams.getnnz(axis=0) > COMMON * ngrams.shape[0]
    columns = ngrams.tocsc()
    return columns[:, np.flatnonzero(is_common)].toarray(), columns[:, np.flatnonzero(~is_common)].tocsr()


def blocks(count: int) -> Iterator[slice]:
    """Yields the row blocks of a matrix with so many rows."""
    for start in range(0, count, BLOCK):
        yield slice(start, min(start + BLOCK, count))
