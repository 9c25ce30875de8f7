"""Solves large systems of equations for one column without a factorisation, by preconditioned conjugate gradients.

Hestenes & Stiefel 1952; in the words of Shewchuk 1994, "An Introduction to the Conjugate Gradient Method Without the Agonizing Pain".
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

Map = Callable[[np.ndarray], np.ndarray]

# With a fitting preconditioner some twenty are enough; so many only a system takes that cannot be solved.
MOST_STEPS = 500


def solve(times: Map, nearly_inverse: Map, target: np.ndarray, tolerance: float) -> np.ndarray:
    """Returns the x for which `times(x)` is `target`.

    Args:
        times: multiplies a vector (n) with a symmetric, positive definite matrix.
        nearly_inverse: multiplies a vector with another such matrix that is about the first one's inverse; the nearer, the fewer steps.
        target: float64, n.
        tolerance: how long the rest, target - times(x), may be, as a share of the target's length.

    Raises:
        np.linalg.LinAlgError: if the rest does not become so small.
    """
    solution = np.zeros_like(target)
    rest = target.copy()
    enough = tolerance * np.linalg.norm(target)
    direction, last = np.zeros_like(target), 1.0
    for _ in range(MOST_STEPS):
        if np.linalg.norm(rest) <= enough:
            return solution
        turned = nearly_inverse(rest)
        weight = rest @ turned
        direction = turned + weight / last * direction
        last = weight
        product = times(direction)
        step = weight / (direction @ product)
        solution += step * direction
        rest -= step * product
    raise np.linalg.LinAlgError("The alarm's score cannot be solved for; raise the penalty.")
