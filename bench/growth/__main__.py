"""`make bench-growth`: does a reply cost more with a long conversation, a full store or a large knowledge base?

    python -m bench.growth [--quick]

Writes docs/measurements/growth.json, docs/img/growth.png and the table in docs/performance.md. About 5 minutes; --quick is small
everywhere and leaves the document alone. Stores are SQLite, as `make run` has them.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bench import bots, document, machine
from bench.compare.training import make_current
from bench.growth import events, plot, side_by_side, topics, turns
from bot.knowledge.content import read_content
from bot.knowledge.database import migrate, open_engine
from bot.knowledge.loader import load
from bot.launcher.console import say
from bot.settings import PROJECT
from scripts.accuracy.measurements import replace_all

LIMITS = {"turns": 1.3, "events": 1.2, "topics": 1.2}


@dataclass(frozen=True)
class Size:
    """How large "large" is, and how often it is asked."""

    late_turn: int
    long_conversations: int
    conversations: int
    events_each: int
    topics: int
    rounds: int


FULL = Size(late_turn=turns.LATE, long_conversations=5, conversations=100_000, events_each=10, topics=10_000, rounds=8)
QUICK = Size(late_turn=60, long_conversations=2, conversations=2_000, events_each=10, topics=500, rounds=1)


def main(arguments: list[str] | None = None) -> int:
    """Measures all three, prints and writes them; returns 1 if an answer was wrong."""
    parser = argparse.ArgumentParser(prog="bench.growth", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="small everywhere; nothing is written into docs/")
    chosen = parser.parse_args(arguments)
    size = QUICK if chosen.quick else FULL
    make_current()
    with tempfile.TemporaryDirectory(prefix="bench-growth-") as folder:
        found = _measure(size, Path(folder))
    result = {"date": machine.today(), "machine": machine.describe(), "size": size.__dict__, **found}
    say(_table(size, found))
    if not chosen.quick:
        replace_all("growth", result)
        plot.draw(found)
        document.put("growth", f"Measured on {result['date']}.\n\n{_table(size, found)}\n\n![Growth](img/growth.png)")
    return 0


def _measure(size: Size, folder: Path) -> dict[str, Any]:
    small, full = (bots.ours(folder / name) for name in ("small", "full"))
    found: dict[str, Any] = {}
    with bots.Running(small) as running:
        said = [turn for conversation in small.conversations for turn in conversation]
        found["turns"] = turns.measure(running.bot.url, said, size.long_conversations, size.late_turn, say)
        say(f"Full store: adding {size.conversations * size.events_each:,} events in {size.conversations:,} conversations ...")
        with bots.Running(full):
            pass  # makes the tables and their indexes
        events.fill(sa.create_engine(f"sqlite:///{folder / 'full' / 'conversations.db'}"), size.conversations, size.events_each, say)
        with bots.Running(full) as crowded:
            found["events"] = side_by_side.compare(running, crowded, small.conversations, size.rounds, say)
        say(f"Knowledge base: making {size.topics:,} topics ...")
        _load_topics(folder / "large", size.topics)
        with bots.Running(bots.our_servers(folder / "large")) as learned:
            found["topics"] = side_by_side.compare(running, learned, small.conversations, size.rounds, say)
    return found


def _load_topics(data: Path, count: int) -> None:
    data.mkdir(parents=True)
    engine = open_engine(f"sqlite:///{data / 'knowledge.db'}")
    migrate(engine)
    load(engine, topics.enlarge(read_content(PROJECT / "content"), count))
    engine.dispose()


def _table(size: Size, found: dict[str, Any]) -> str:
    long, full, large = found["turns"], found["events"], found["topics"]
    rows = [
        [f"turn {long['late_turn']} of a conversation against turn {long['early_turn']}", long["early_ms"], long["late_ms"], long["ratio"]],
        [_of(size.conversations * size.events_each, "stored events against none"), *_medians(full)],
        [_of(size.topics, "topics in the knowledge base against those of the content"), *_medians(large)],
    ]
    limits = [f"≤ {limit:g}" for limit in LIMITS.values()]
    return document.table(
        ["", "small, p50 (ms)", "large, p50 (ms)", "ratio", "target"], [[*r, x] for r, x in zip(rows, limits, strict=True)]
    )


def _of(count: int, what: str) -> str:
    return f"{count:,} {what}"


def _medians(pair: dict[str, Any]) -> list[float]:
    return [pair["small"]["p50_ms"], pair["large"]["p50_ms"], pair["ratio"]]


if __name__ == "__main__":
    sys.exit(main())
