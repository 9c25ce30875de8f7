"""Summaries of many times: percentiles, and how they compare."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

PERCENTILES = (50, 95, 99)


def in_milliseconds(seconds: Sequence[float]) -> dict[str, float]:
    """Returns p50, p95, p99 and the mean in milliseconds, and how many there were.

    Raises:
        ValueError: if there are none.
    """
    if not len(seconds):
        raise ValueError("nothing was measured")
    found = np.percentile(np.asarray(seconds) * 1000, PERCENTILES)
    figures = {f"p{share}_ms": round(float(value), 2) for share, value in zip(PERCENTILES, found, strict=True)}
    return {**figures, "mean_ms": round(float(np.mean(seconds)) * 1000, 2), "count": len(seconds)}


def median(values: Sequence[float]) -> float:
    """Returns the median."""
    return float(np.median(values))


def ratio_range(ours: Sequence[float], theirs: Sequence[float], draws: int = 2000, seed: int = 1) -> tuple[float, float]:
    """Returns the 95 % range of the ratio of two medians, by bootstrap (Efron 1979): both samples are drawn again and again."""
    random = np.random.default_rng(seed)
    a = np.median(random.choice(np.asarray(ours), (draws, len(ours))), axis=1)
    b = np.median(random.choice(np.asarray(theirs), (draws, len(theirs))), axis=1)
    low, high = np.percentile(a / b, (2.5, 97.5))
    return round(float(low), 3), round(float(high), 3)
