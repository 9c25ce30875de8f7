"""How sure a share is."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

Z = 1.959964  # 95 %


@dataclass(frozen=True)
class Share:
    """How many of how many."""

    right: int
    total: int

    @classmethod
    def of(cls, values: Iterable[bool]) -> Share:
        """Counts."""
        counted = list(values)
        return cls(sum(counted), len(counted))

    @property
    def value(self) -> float:
        """The share, from 0 to 1; 0 of nothing."""
        return self.right / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval, which holds for small sets and for shares near 1 too."""
        if not self.total:
            return 0.0, 1.0
        spread = Z * Z / self.total
        centre = self.value + spread / 2
        half = Z * math.sqrt(self.value * (1 - self.value) / self.total + spread / 4 / self.total)
        return max(0.0, (centre - half) / (1 + spread)), min(1.0, (centre + half) / (1 + spread))

    def __str__(self) -> str:
        low, high = self.interval
        return f"{100 * self.value:5.1f} %  {self.right}/{self.total}  ({100 * low:.1f} to {100 * high:.1f})"
