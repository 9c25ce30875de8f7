"""The weights of the alarm: one column beside the labels', over more sentences and with the signs in the kernel.

A factorisation of its own would cost three times that of the labels. The labels' factor already holds the kernel between their
sentences: L Lᵀ = K + λ D. Only the alarm's own sentences and the signs come new to it, and one column is soon solved by conjugate
gradients. The solution is the exact one, to the tolerance; it gives no held-out scores.
"""

from __future__ import annotations

import numpy as np
from scipy.linalg.blas import get_blas_funcs

from bot.nlu.classifier import conjugate_gradients, landmarks, ridge
from bot.nlu.classifier.kernel import SentenceBatch, SentenceKernel

# Of the rest's length; weights in whole numbers are not finer (see weight_table).
TOLERANCE = 5e-4


class AlarmSystem:
    """K + λ D of the alarm, as what a vector is multiplied with; most of it is never written down."""

    def __init__(self, kernel: SentenceKernel, batch: SentenceBatch, fit: ridge.RidgeFit, diagonal: np.ndarray) -> None:
        """Takes what the labels' solution left.

        Args:
            kernel: compares sentences.
            batch: n sentences, the p of the labels first.
            fit: of the labels.
            diagonal: λ D of the alarm, n.
        """
        self._factor = fit.factor
        (self._half,) = get_blas_funcs(("trmv",), (fit.factor,))
        self._count = len(fit.factor)
        # The factor holds the labels' diagonal.
        self._diagonal = diagonal.copy()
        self._diagonal[: self._count] -= fit.diagonal
        self._weights = kernel.weights
        self._own = kernel.meanings(batch.vectors, batch.vectors[self._count :])
        self._ngrams = batch.ngrams[: self._count], batch.ngrams[self._count :]
        self._signs = batch.signs

    def times(self, vector: np.ndarray) -> np.ndarray:
        """Returns the matrix times a vector, n."""
        labelled, own = (part.astype(self._factor.dtype) for part in np.split(vector, [self._count]))
        product = self._diagonal * vector + self._weights.signs * (self._signs @ (self._signs.T @ vector))
        product[: self._count] += self._half(self._factor, self._half(self._factor, labelled, lower=1, trans=1), lower=1)
        product += self._own @ own.astype(self._own.dtype)
        product[self._count :] += self._own[: self._count].T @ labelled.astype(self._own.dtype)
        return product + self._spelling(labelled, own)

    def _spelling(self, labelled: np.ndarray, own: np.ndarray) -> np.ndarray:
        """Returns what likeness in spelling adds to that in the factor."""
        ngrams, own_ngrams = self._ngrams
        seen = own_ngrams.T @ own
        return self._weights.spelling * np.concatenate([ngrams @ seen, own_ngrams @ (seen + ngrams.T @ labelled)])


def weights(kernel: SentenceKernel, batch: SentenceBatch, fit: ridge.RidgeFit, rings: np.ndarray, penalty: float) -> np.ndarray:
    """Solves for the alarm.

    Args:
        kernel: compares sentences.
        batch: n sentences, those of the labels first, in the order of their solution.
        fit: the labels' solution.
        rings: which of the sentences are emergencies, boolean, n.
        penalty: of the ridge.

    Returns:
        float64, n.

    Raises:
        np.linalg.LinAlgError: if the kernel is not positive definite, even with the penalty.
    """
    diagonal = ridge.diagonal(rings.astype(int), 2, penalty)
    rows = landmarks.choose(len(rings))
    nearly = landmarks.NearlyInverse(kernel.between(batch, batch.of(rows)), rows, diagonal)
    system = AlarmSystem(kernel, batch, fit, diagonal)
    return conjugate_gradients.solve(system.times, nearly, rings.astype(np.float64), TOLERANCE)
