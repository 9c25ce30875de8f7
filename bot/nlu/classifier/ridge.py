"""Kernel ridge classification, solved in closed form.

For n sentences and kernel K the weights are A = (K + λ D)⁻¹ Y, where D holds the inverse class weights. The same inverse gives every
sentence's leave-one-out score, y - a_i / inv_ii (Rifkin & Lippert 2007), so calibration and the out-of-scope gate learn from predictions
for sentences that the model has not seen, at no extra training.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_factor, cho_solve

BALANCE = 0.5  # 0: every sentence weighs the same; 1: every class does


@dataclass(frozen=True)
class RidgeFit:
    """What training gives.

    Attributes:
        weights: n x classes.
        held_out: n x classes, each sentence's scores from a model trained without it.
    """

    weights: np.ndarray
    held_out: np.ndarray


def fit(gram: np.ndarray, labels: np.ndarray, classes: int, penalty: float) -> RidgeFit:
    """Trains.

    Args:
        gram: kernel between the sentences, float64, n x n; is overwritten.
        labels: class number of each sentence, n.
        classes: how many classes.
        penalty: λ, above zero.
    """
    counts = np.bincount(labels, minlength=classes)
    weight = (len(labels) / classes / counts[labels]) ** BALANCE
    gram[np.diag_indices_from(gram)] += penalty / weight
    inverse = cho_solve(cho_factor(gram, overwrite_a=True, check_finite=False), np.eye(len(labels)), overwrite_b=True, check_finite=False)
    targets = np.zeros((len(labels), classes))
    targets[np.arange(len(labels)), labels] = 1.0
    weights = inverse @ targets
    return RidgeFit(weights, targets - weights / np.diag(inverse)[:, None])


def softmax(scores: np.ndarray, sharpness: float) -> np.ndarray:
    """Returns scores (n x classes) as shares that add up to one in each row."""
    scaled = scores * sharpness
    shares = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    return shares / shares.sum(axis=-1, keepdims=True)


def calibrate(held_out: np.ndarray, labels: np.ndarray) -> float:
    """Returns the softmax sharpness under which the held-out scores make the true labels most likely."""
    best, best_loss = 1.0, np.inf
    for sharpness in np.geomspace(1.0, 64.0, 25):
        shares = softmax(held_out, sharpness)[np.arange(len(labels)), labels]
        loss = -float(np.log(np.maximum(shares, 1e-9)).mean())
        if loss < best_loss:
            best, best_loss = float(sharpness), loss
    return best
