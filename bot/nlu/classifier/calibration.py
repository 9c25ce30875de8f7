"""From the ridge's scores to shares that can be read as chances.

A plain temperature (Guo et al. 2017) is not enough: the scores shrink with the distance from the training sentences, so that of two
sentences with the same lead of the best label the farther one is the surer. The temperature therefore follows the best score. On the
project's own leave-one-out scores this lowers the negative log-likelihood from 1.31 to 1.18 (docs/decisions/0015).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

SHARPNESSES = np.geomspace(1.0, 64.0, 25)
FADINGS = (0.0, 0.25, 0.5, 0.75, 1.0)
LEAST_SCORE = 0.02  # a best score below it says nothing about how far away the sentence is
MOST_SENTENCES = 3000  # as many tell the two numbers well enough


@dataclass(frozen=True)
class Calibration:
    """shares = softmax(sharpness * best score ** -fading * scores)."""

    sharpness: float
    fading: float

    def shares(self, scores: np.ndarray) -> np.ndarray:
        """Returns scores (n x labels) as shares that add up to one in each row."""
        best = np.maximum(scores.max(axis=1, keepdims=True), LEAST_SCORE)
        scaled = scores * (self.sharpness * best**-self.fading)
        shares = np.exp(scaled - scaled.max(axis=1, keepdims=True))
        return shares / shares.sum(axis=1, keepdims=True)


def calibrate(held_out: np.ndarray, labels: np.ndarray) -> Calibration:
    """Returns the calibration under which held-out scores make the true labels most likely.

    Args:
        held_out: scores of n sentences from models trained without them, n x labels.
        labels: the number of the true label of each, n.
    """
    step = -(-len(labels) // MOST_SENTENCES)
    scores, true = held_out[::step], labels[::step]
    tried = [Calibration(float(sharpness), fading) for fading in FADINGS for sharpness in SHARPNESSES]
    return min(tried, key=lambda calibration: _loss(calibration, scores, true))


def _loss(calibration: Calibration, scores: np.ndarray, labels: np.ndarray) -> float:
    """Returns the mean negative log-likelihood of the labels."""
    chosen = calibration.shares(scores)[np.arange(len(labels)), labels]
    return -float(np.log(np.maximum(chosen, 1e-9)).mean())
