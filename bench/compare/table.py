"""The comparison in words and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bench.compare.targets import ACTION, FLOOR, HELLO, OURS, Figures, Verdict, look_up
from bench.document import table

_SHOWN = (
    ("reply, p50 (ms)", "reply.p50_ms"),
    ("reply, p95 (ms)", "reply.p95_ms"),
    ("reply, p99 (ms)", "reply.p99_ms"),
    ("messages a second, 1 client", "throughput.1"),
    ("messages a second, 8 clients", "throughput.8"),
    ("messages a second, 32 clients", "throughput.32"),
    ("memory of all processes, RSS (MiB)", "memory.rss"),
    ("memory of all processes, PSS (MiB)", "memory.pss"),
    ("memory of the Rasa process, PSS (MiB)", "memory.rasa"),
    ("start to the first right answer (s)", "start_s"),
    ("training from nothing (s)", "training_s"),
    ("understanding on one core, p50 (ms)", "nlu.p50_ms"),
    ("wrong answers", "wrong"),
)
_BOTS = (OURS, HELLO, ACTION, FLOOR)
_HEADS = {OURS: "ours, a fact", HELLO: 'stock, "hello"', ACTION: "stock, custom action", FLOOR: "floor"}


def figures(found: Figures) -> str:
    """Returns the table of what was measured; a dash where nothing was."""
    rows = []
    for name, place in _SHOWN:
        values = [look_up(found, bot, place) for bot in _BOTS]
        rows.append([name, *("–" if value is None else f"{value:g}" for value in values)])
    return table(["", *(_HEADS[bot] for bot in _BOTS)], rows)


def verdicts(judged: Sequence[Verdict]) -> str:
    """Returns the table of ratios against their targets."""
    rows = []
    for verdict in judged:
        target = verdict.target
        limit = f"{'≥' if target.at_least else '≤'} {target.limit:g}"
        ratio = "–" if verdict.ratio is None else f"{verdict.ratio:.2f}"
        rows.append([target.name, target.against, ratio, limit, {None: "not measured", True: "met", False: "**missed**"}[verdict.is_met]])
    return table(["Ours against stock", "stock bot", "ratio", "target", ""], rows)


def section(result: Mapping[str, Any], judged: Sequence[Verdict]) -> str:
    """Returns the section of docs/performance.md."""
    machine = result["machine"]
    stock = ", ".join(f"{name} {version}" for name, version in result["stock"].items())
    ranges = result["reply_ratio_range"]
    return "\n\n".join(
        [
            f"Measured on {result['date']} in one run of {result['minutes']} minutes: {machine['processor']}, {machine['cores']} cores, "
            f"{machine['memory_gib']} GiB; the clients run on the same cores. Stock: {stock}.",
            verdicts(judged),
            f"95 % range of the ratio of the medians of a reply (bootstrap): {_range(ranges[HELLO])} against a plain hello, "
            f"{_range(ranges[ACTION])} against a custom action.",
            figures(result["bots"]),
            "![Our bot beside stock Rasa](img/bench.png)",
        ]
    )


def _range(ends: Sequence[float]) -> str:
    return f"{ends[0]:.2f} to {ends[1]:.2f}"
