"""The training sentences' vectors, in whole numbers; a cosine moves by half a hundredth at most."""

from __future__ import annotations

import numpy as np

from bot.nlu.classifier.whole_numbers import LARGEST, WholeMatrix

LARGEST_ASKED = 127
ZERO = 128  # the byte that stands for nothing in a message's vector


class Neighbours:
    """Vectors of length one that messages are compared with."""

    def __init__(self, matrix: WholeMatrix, scales: np.ndarray) -> None:
        """Takes the vectors as columns, and what a whole number stands for in each (float32, n)."""
        self.matrix = matrix
        self.scales = scales

    @classmethod
    def of(cls, vectors: np.ndarray) -> Neighbours:
        """Returns vectors (n x k) in whole numbers."""
        numbers, scales = _whole(vectors, LARGEST)
        return cls(WholeMatrix.of(numbers.T, ZERO), scales)

    def cosines(self, vectors: np.ndarray) -> np.ndarray:
        """Returns the cosine of each of m vectors (m x k, of length one) with each stored one, float32, m x n."""
        numbers, scales = _whole(vectors, LARGEST_ASKED)
        return self.matrix.times((numbers + ZERO).astype(np.uint8)) * (scales[:, None] * self.scales)


def _whole(vectors: np.ndarray, largest: int) -> tuple[np.ndarray, np.ndarray]:
    """Returns rows of whole numbers from -largest to largest, and what one of them stands for in each row."""
    scales = np.maximum(np.abs(vectors).max(axis=1), 1e-12) / largest
    return np.rint(vectors / scales[:, None]).astype(np.int16), scales.astype(np.float32)
