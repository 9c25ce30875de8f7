"""Growth as a picture: docs/img/growth.png."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from bench.document import IMAGES

SMOOTHED = 9  # turns; as many questions as are asked over and over, so that every point holds each once


def draw(found: Mapping[str, Any], path: Path = IMAGES / "growth.png") -> None:
    """Draws the reply turn by turn, and small beside large for the store and the knowledge base."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, (by_turn, pairs) = pyplot.subplots(1, 2, figsize=(12, 4.2), constrained_layout=True)
    turns = np.asarray(found["turns"]["by_turn_ms"])
    smooth = np.convolve(turns, np.ones(SMOOTHED) / SMOOTHED, mode="valid")
    by_turn.plot(np.arange(len(turns)) + 1, turns, ".", color="#b8cfe0", markersize=2)
    by_turn.plot(np.arange(len(smooth)) + 1 + SMOOTHED // 2, smooth, color="#1b6ca8")
    by_turn.set(title="One conversation, turn by turn", xlabel="turn", ylabel="reply (ms)", ylim=(0, None))
    for number, name in enumerate(("events", "topics")):
        for side, (size, colour) in enumerate((("small", "#8fb8d4"), ("large", "#1b6ca8"))):
            heights = [found[name][size][f"p{share}_ms"] for share in (50, 95)]
            pairs.bar([number * 3 + at + 0.4 * side for at in (0, 1)], heights, 0.38, color=colour, label=size if not number else None)
    pairs.set_xticks([0.2, 1.2, 3.2, 4.2], ["p50", "p95\nstored events", "p50", "p95\ntopics"])
    pairs.set(title="Small beside large", ylabel="reply (ms)")
    pairs.legend(frameon=False)
    for axes in (by_turn, pairs):
        axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, dpi=110)
    pyplot.close(figure)
