"""Kernel ridge classification, solved in closed form.

For n sentences and kernel K the weights are A = (K + λ D)⁻¹ Y, where D holds the inverse class weights. The inverse's diagonal gives a
sentence's leave-one-out score, y - a_i / inv_ii (Rifkin & Lippert 2007), so calibration and the out-of-scope gate learn from predictions
for sentences that the model has not seen, at no extra training. The inverse itself is never made: with K + λ D = L Lᵀ the inverse's lower
right corner is that of the same corner of L alone, so the scores of the last few thousand sentences cost next to nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_solve
from scipy.linalg.lapack import get_lapack_funcs

BALANCE = 0.5  # 0: every sentence weighs the same; 1: every class does


@dataclass(frozen=True)
class RidgeFit:
    """What training gives.

    Attributes:
        factor: L of K + λ D = L Lᵀ, n x n; only what stands on and below the diagonal is meant.
        diagonal: λ D, n.
        weights: n x classes.
        held_out: s x classes, the scores of the last s sentences, each from a model trained without it.
    """

    factor: np.ndarray
    diagonal: np.ndarray
    weights: np.ndarray
    held_out: np.ndarray


def diagonal(labels: np.ndarray, classes: int, penalty: float) -> np.ndarray:
    """Returns λ D, float64, n, for sentences by their class number: a sentence of a large class weighs less."""
    counts = np.bincount(labels, minlength=classes)
    return penalty / (len(labels) / classes / counts[labels]) ** BALANCE


def fit(gram: np.ndarray, labels: np.ndarray, classes: int, penalty: float, held_out: int) -> RidgeFit:
    """Trains.

    Args:
        gram: kernel between the sentences, n x n; only what stands on and above the diagonal is read; is overwritten. Its type (float32 or
            float64) is the precision of the solution.
        labels: class number of each sentence, n.
        classes: how many classes.
        penalty: λ, above zero.
        held_out: of how many sentences, the last ones, the held-out scores are wanted.

    Raises:
        np.linalg.LinAlgError: if the kernel is not positive definite, even with the penalty.
    """
    added = diagonal(labels, classes, penalty)
    gram[np.diag_indices_from(gram)] += added
    targets = np.zeros((len(labels), classes), dtype=gram.dtype)
    targets[np.arange(len(labels)), labels] = 1.0
    potrf, trtri = get_lapack_funcs(("potrf", "trtri"), (gram,))
    # The transpose of a symmetric C-ordered array is the same matrix in the order LAPACK works on, so nothing is copied.
    factor, failed = potrf(gram.T, lower=1, overwrite_a=1, clean=0)
    if failed:
        raise np.linalg.LinAlgError("The kernel between the training sentences is not positive definite; raise the penalty.")
    weights = cho_solve((factor, True), targets, check_finite=False)
    last = slice(len(labels) - held_out, len(labels))
    corner, _ = trtri(np.tril(factor[last, last]), lower=1)
    of_inverse = np.einsum("ij,ij->j", corner, corner)
    return RidgeFit(factor, added, weights, targets[last] - weights[last] / of_inverse[:, None])
