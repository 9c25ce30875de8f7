"""Two of our bots beside each other, one small and one large, asked by turns."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from bench.bots import Running
from bench.figures import in_milliseconds, median, ratio_range
from bench.load import one_by_one
from bench.talk import Turn


def compare(
    small: Running, large: Running, conversations: Sequence[Sequence[Turn]], rounds: int, progress: Callable[[str], None]
) -> dict[str, Any]:
    """Asks both the same, round by round.

    Args:
        small, large: the bots, up and answering.
        conversations: what is said to each in one round.
        rounds: how often.
        progress: is told what was measured so far.

    Returns:
        Percentiles of both, the ratio of their medians and its 95 % range.

    Raises:
        RuntimeError: if either gives a wrong answer.
    """
    seconds: dict[str, list[float]] = {"small": [], "large": []}
    for number in range(rounds + 1):
        for name, one in (("small", small), ("large", large)):
            samples = asyncio.run(one_by_one(one.bot.url, conversations))
            wrong = sorted({sample.text for sample in samples if not sample.right})
            if wrong:
                raise RuntimeError(f"wrong answers of the {name} bot: {wrong[:5]}")
            if number:  # the first round warms up
                seconds[name] += [sample.seconds for sample in samples]
        if number:
            progress(f"Round {number} of {rounds}: {1000 * median(seconds['small']):.1f} ms, {1000 * median(seconds['large']):.1f} ms")
    return {
        "small": in_milliseconds(seconds["small"]),
        "large": in_milliseconds(seconds["large"]),
        "ratio": round(median(seconds["large"]) / median(seconds["small"]), 3),
        "ratio_range": ratio_range(seconds["large"], seconds["small"]),
    }
