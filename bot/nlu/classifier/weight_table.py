"""The ridge's weights, each in two whole numbers: a coarse one, and a fine one for what the coarse one leaves.

One alone would not do: a label's weights range from hundredths to several, and a score is a sum over all training sentences. With two, and
with likenesses in two as well, a score moves by a thousandth.
"""

from __future__ import annotations

import numpy as np

from bot.nlu.classifier.whole_numbers import LARGEST, WholeMatrix

FINER = 2 * LARGEST  # a fine number stands for so much less than a coarse one
BYTE = 255


class WeightTable:
    """Weights of n sentences for each label."""

    def __init__(self, matrix: WholeMatrix, scales: np.ndarray) -> None:
        """Takes coarse and fine numbers beside each other (n x 2 labels), and what a coarse one stands for (float32, labels)."""
        self.matrix = matrix
        self.scales = scales

    @classmethod
    def of(cls, weights: np.ndarray) -> WeightTable:
        """Returns weights (float32, n x labels) in whole numbers."""
        scales = (np.maximum(np.abs(weights).max(axis=0), 1e-12) / LARGEST).astype(np.float32)
        coarse = np.rint(weights / scales)
        fine = np.rint((weights / scales - coarse) * FINER)
        return cls(WholeMatrix.of(np.hstack([coarse, fine]).astype(np.int8)), scales)

    def scores(self, likeness: np.ndarray) -> np.ndarray:
        """Returns likenesses (m x n, from 0 to 1) times the weights, float32, m x labels."""
        scaled = likeness * BYTE
        coarse = np.floor(scaled)
        fine = (scaled - coarse) * BYTE
        products = self.matrix.times(np.concatenate([coarse, fine]).astype(np.uint8)).astype(np.float32)
        rows = len(likeness)
        both = products[:rows] + products[rows:] / BYTE
        labels = len(self.scales)
        return (both[:, :labels] + both[:, labels:] / FINER) * (self.scales / BYTE)
