"""The parts of a turn as a picture: docs/img/turn.png."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bench.document import IMAGES

SHOWN_MS = 0.05


def draw(parts: Mapping[str, float], floor: float, path: Path = IMAGES / "turn.png") -> None:
    """Draws each part's own time, and the floor as a line."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    shown = [(part, taken) for part, taken in parts.items() if taken >= SHOWN_MS][::-1]
    figure, axes = pyplot.subplots(figsize=(9, 0.32 * len(shown) + 1.2), constrained_layout=True)
    axes.barh([part for part, _ in shown], [taken for _, taken in shown], color="#1b6ca8")
    axes.axvline(floor, color="#d98c21", label=f"a whole turn of an empty Rasa, {floor:.1f} ms")
    axes.set(xlabel="milliseconds of a turn")
    axes.legend(frameon=False, loc="lower right")
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, dpi=110)
    pyplot.close(figure)
