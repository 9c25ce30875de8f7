"""Sentence vectors made comparable: what all sentences share is taken out, and only the directions that tell them apart are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

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
        scaled = whole(vectors)
        _, directions = np.linalg.eigh((scaled.T @ scaled).astype(np.float64))  # by growing weight
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
