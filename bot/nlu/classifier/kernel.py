"""How alike two sentences are: by meaning (sentence vectors) and by spelling (character n-grams)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from bot.nlu.char_ngrams import CharNgrams


@dataclass(frozen=True)
class SentenceBatch:
    """Sentences as the kernel wants them.

    Attributes:
        vectors: float32, n x d, rows of length one.
        ngrams: sparse float32, n x vocabulary, rows of length one or zero.
    """

    vectors: np.ndarray
    ngrams: csr_matrix


class SentenceKernel:
    """exp(sharpness * (cosine - 1)) + spelling * (n-gram cosine).

    The exponential makes near neighbours count more than a linear kernel does; the linear n-gram part recognises a misspelt name.
    Chosen on the project's own leave-one-out accuracy (docs/accuracy.md).
    """

    def __init__(self, ngrams: CharNgrams, sharpness: float, spelling: float) -> None:
        self.ngrams = ngrams
        self.sharpness = sharpness
        self.spelling = spelling

    def batch(self, texts: Sequence[str], vectors: np.ndarray) -> SentenceBatch:
        """Prepares texts and their vectors (n x d)."""
        return SentenceBatch(vectors.astype(np.float32, copy=False), self.ngrams.matrix(texts))

    def meaning(self, cosines: np.ndarray) -> np.ndarray:
        """Returns the part of the kernel that comes from the vectors' cosines, same shape."""
        return np.exp(self.sharpness * (cosines - 1.0))

    def gram(self, batch: SentenceBatch) -> np.ndarray:
        """Returns the kernel between all sentences of a batch, float64, n x n."""
        gram = self.meaning(batch.vectors @ batch.vectors.T).astype(np.float64)
        # Row blocks keep the sparse product's dense result small.
        for start in range(0, len(gram), 1024):
            rows = slice(start, start + 1024)
            gram[rows] += self.spelling * (batch.ngrams[rows] @ batch.ngrams.T).toarray()
        return gram
