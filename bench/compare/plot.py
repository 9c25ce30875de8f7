"""The comparison as a picture: docs/img/bench.png."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench.compare.targets import ACTION, CLIENTS, FLOOR, HELLO, OURS, Figures, Verdict, look_up
from bench.document import IMAGES

COLOURS = {OURS: "#1b6ca8", HELLO: "#d98c21", ACTION: "#b5463c", FLOOR: "#8a8a8a"}


def draw(found: Figures, judged: Sequence[Verdict], path: Path = IMAGES / "bench.png") -> None:
    """Draws percentiles of a reply, messages a second, and the ratios with their targets."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, (replies, rates, ratios) = pyplot.subplots(1, 3, figsize=(15, 4.6), constrained_layout=True)
    _bars(replies, found, [("p50", "reply.p50_ms"), ("p95", "reply.p95_ms"), ("p99", "reply.p99_ms")])
    replies.set(title="Time of a reply", ylabel="milliseconds")
    _bars(rates, found, [(f"{clients}", f"throughput.{clients}") for clients in CLIENTS], leave_out=FLOOR)
    rates.set(title="Messages a second", xlabel="clients at once")
    _ratios(ratios, judged)
    replies.legend(frameon=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=110)
    pyplot.close(figure)


def _bars(axes, found: Figures, places: Sequence[tuple[str, str]], leave_out: str = "") -> None:
    shown = [bot for bot in COLOURS if bot != leave_out]
    width = 0.8 / len(shown)
    for number, bot in enumerate(shown):
        heights = [look_up(found, bot, place) or 0.0 for _, place in places]
        axes.bar([at + number * width for at in range(len(places))], heights, width, color=COLOURS[bot], label=bot)
    axes.set_xticks([at + width * (len(shown) - 1) / 2 for at in range(len(places))], [name for name, _ in places])
    axes.spines[["top", "right"]].set_visible(False)


def _ratios(axes, judged: Sequence[Verdict]) -> None:
    """Draws how much of its target each ratio uses up: left of the line it is met."""
    measured = [verdict for verdict in judged if verdict.ratio][::-1]
    used = [
        verdict.target.limit / verdict.ratio if verdict.target.at_least else verdict.ratio / verdict.target.limit for verdict in measured
    ]
    colours = ["#3a8f4d" if verdict.is_met else "#b5463c" for verdict in measured]
    axes.barh(range(len(measured)), used, color=colours)
    axes.set_yticks(range(len(measured)), [verdict.target.name for verdict in measured], fontsize=8)
    axes.axvline(1.0, color="black", linewidth=1)
    axes.set(title="Share of the target used (under 1: met)")
    axes.spines[["top", "right"]].set_visible(False)
