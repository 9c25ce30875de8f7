"""What a soak must show: nothing wrong, memory that does not grow, a p99 that stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

WARM_UP_SHARE = 0.2
MAX_GROWTH = 0.05
MAX_P99_RATIO = 1.5
PARTS = 10


@dataclass(frozen=True)
class Course:
    """What was seen over a soak, all of it in the order of time.

    Attributes:
        memory: (seconds since the start, MiB).
        replies: (seconds since the start, seconds that the reply took).
        wrong: texts that were not answered rightly.
        seconds: how long it lasted.
    """

    memory: Sequence[tuple[float, float]]
    replies: Sequence[tuple[float, float]]
    wrong: Sequence[str]
    seconds: float

    def growth(self) -> float:
        """Returns by which share memory grew from the first to the last quarter of the time after warm-up, median against median."""
        start = WARM_UP_SHARE * self.seconds
        quarter = (self.seconds - start) / 4
        first = [value for at, value in self.memory if start <= at < start + quarter]
        last = [value for at, value in self.memory if at >= self.seconds - quarter]
        if not first or not last:
            raise ValueError("too few samples of memory for a verdict")
        return float(np.median(last) / np.median(first)) - 1

    def p99_by_part(self) -> list[float]:
        """Returns the p99 of a reply, in milliseconds, in equal parts of the time after warm-up."""
        edges = np.linspace(WARM_UP_SHARE * self.seconds, self.seconds, PARTS + 1)
        at, took = (np.asarray(values) for values in zip(*self.replies, strict=True))
        parts = [took[(at >= low) & (at < high)] for low, high in zip(edges[:-1], edges[1:], strict=True)]
        return [round(1000 * float(np.percentile(part, 99)), 1) for part in parts if len(part)]

    def p99_ratio(self) -> float:
        """Returns the p99 of the second half of the time after warm-up against that of its first half."""
        parts = self.p99_by_part()
        middle = len(parts) // 2
        return float(np.median(parts[middle:]) / np.median(parts[:middle]))

    def faults(self, max_growth: float = MAX_GROWTH, max_p99_ratio: float | None = MAX_P99_RATIO) -> list[str]:
        """Returns what is wrong, in words. Without a limit of the p99 ratio speed is not judged, as on a machine shared with others."""
        found = []
        if self.wrong:
            found.append(f"{len(self.wrong)} wrong answers, such as to {sorted(set(self.wrong))[:5]}")
        if self.growth() > max_growth:
            found.append(f"memory grew by {100 * self.growth():.1f} %, more than {100 * max_growth:.0f} %")
        if max_p99_ratio is not None and self.p99_ratio() > max_p99_ratio:
            found.append(f"p99 grew {self.p99_ratio():.2f} times, more than {max_p99_ratio:g}")
        return found
