"""A kernel seen through some of its sentences: close enough to the whole one to steer an exact solution by."""

from __future__ import annotations

import numpy as np
from scipy.linalg import cho_factor, cho_solve, cholesky, solve_triangular

# Of so many sentences, spread over all; for 21,000 the exact solution then takes some twenty steps. Twice as many saved a quarter of the
# steps and took four times as long to prepare.
MOST = 1_000
# Added to the landmarks' own kernel, as a share of its mean diagonal, because two of them may be the same words.
JITTER = 1e-4


def choose(count: int) -> np.ndarray:
    """Returns which of so many sentences are landmarks."""
    chosen = min(count, MOST)
    return np.arange(chosen) * count // max(chosen, 1)


class NearlyInverse:
    """The inverse of Q + D, where Q is Nyström's approximation of a kernel (Williams & Seeger 2001) and D a diagonal.

    With Q = B Bᵀ it is D⁻¹ - D⁻¹ B (1 + Bᵀ D⁻¹ B)⁻¹ Bᵀ D⁻¹ (Woodbury). Written so, no number in it is smaller than one, and single
    precision is enough.
    """

    def __init__(self, columns: np.ndarray, rows: np.ndarray, diagonal: np.ndarray) -> None:
        """Prepares.

        Args:
            columns: the kernel between n sentences and m landmarks, float32, n x m.
            rows: which of the sentences are the landmarks, m.
            diagonal: D, n.
        """
        own = columns[rows].astype(np.float64)
        own[np.diag_indices_from(own)] += JITTER * np.trace(own) / len(own)
        half = cholesky(own, lower=True).astype(columns.dtype)
        self._scale = (1.0 / np.sqrt(diagonal)).astype(columns.dtype)
        # Symmetric around D: with V = D^-½ B the inverse is D^-½ (1 - V (1 + Vᵀ V)⁻¹ Vᵀ) D^-½.
        self._features = solve_triangular(half, columns.T, lower=True, check_finite=False) * self._scale
        inner = self._features @ self._features.T
        inner[np.diag_indices_from(inner)] += 1.0
        self._factor = cho_factor(inner, lower=True, overwrite_a=True, check_finite=False)

    def __call__(self, vector: np.ndarray) -> np.ndarray:
        """Returns the inverse times a vector, n."""
        scaled = vector.astype(self._scale.dtype) * self._scale
        inner = cho_solve(self._factor, self._features @ scaled, check_finite=False)
        return ((scaled - inner @ self._features) * self._scale).astype(vector.dtype)
