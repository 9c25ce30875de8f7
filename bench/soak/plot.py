"""The course of a soak as a picture: docs/img/soak.png."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from bench.document import IMAGES
from bench.soak.verdict import WARM_UP_SHARE, Course

SLICES = 60


def draw(course: Course, path: Path = IMAGES / "soak.png") -> None:
    """Draws memory, and p50 and p99 of a reply, over the time."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, (memory, replies) = pyplot.subplots(2, 1, figsize=(10, 5.5), sharex=True, constrained_layout=True)
    at, held = (np.asarray(values) for values in zip(*course.memory, strict=True))
    memory.plot(at / 60, held, color="#1b6ca8")
    memory.set(ylabel="memory, PSS (MiB)", ylim=(0, None))
    at, took = (np.asarray(values) for values in zip(*course.replies, strict=True))
    edges = np.linspace(0, course.seconds, SLICES + 1)
    middles = (edges[:-1] + edges[1:]) / 2 / 60
    for share, colour in ((50, "#1b6ca8"), (99, "#d98c21")):
        line = [np.percentile(took[inside], share) * 1000 if inside.any() else np.nan for inside in _slices(at, edges)]
        replies.plot(middles, line, color=colour, label=f"p{share}")
    replies.set(ylabel="reply (ms)", xlabel="minutes", ylim=(0, None))
    replies.legend(frameon=False)
    for axes in (memory, replies):
        axes.axvspan(0, WARM_UP_SHARE * course.seconds / 60, color="#eeeeee", zorder=0)
        axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, dpi=110)
    pyplot.close(figure)


def _slices(at: np.ndarray, edges: np.ndarray) -> list[np.ndarray]:
    return [(at >= low) & (at < high) for low, high in zip(edges[:-1], edges[1:], strict=True)]
