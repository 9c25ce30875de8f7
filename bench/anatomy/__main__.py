"""`make bench-turn`: where every millisecond of a turn goes, as a table, a plot and a flame graph.

    python -m bench.anatomy [--quick]

Needs what `make bench` has installed for the floor. Writes docs/measurements/turn.json, docs/img/turn.png, docs/img/turn-flame.svg and the
table in docs/performance.md; --quick writes nothing. About 3 minutes.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench import bots, document, machine
from bench.anatomy import plot
from bench.compare import training
from bench.figures import median
from bench.load import one_by_one
from bench.stock import environment, projects
from bot.knowledge.content import read_content
from bot.knowledge.database import migrate, open_engine
from bot.knowledge.loader import load
from bot.launcher.console import say
from bot.settings import PROJECT
from scripts.accuracy.measurements import replace_all

FLAME = document.IMAGES / "turn-flame.svg"
FLAME_S, RATE_HZ = 30, 500
REST = "the client, the network, the server's HTTP"


def main(arguments: list[str] | None = None) -> int:
    """Measures, prints and writes."""
    parser = argparse.ArgumentParser(prog="bench.anatomy", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="few turns; nothing is written into docs/")
    chosen = parser.parse_args(arguments)
    training.make_current()
    repeats = 1 if chosen.quick else 6
    with tempfile.TemporaryDirectory(prefix="bench-turn-") as folder:
        parts, whole = _parts(Path(folder), repeats)
        floor = _floor(repeats)
        if not chosen.quick:
            _flame(Path(folder))
    parts[REST] = round(max(0.0, whole - sum(parts.values())), 3)
    result = {"date": machine.today(), "machine": machine.describe(), "turn_ms": whole, "floor_ms": floor, "parts_ms": parts}
    say(_table(result))
    if not chosen.quick:
        replace_all("turn", result)
        plot.draw(parts, floor)
        document.put("turn", f"Measured on {result['date']}.\n\n{_table(result)}\n\n![Parts of a turn](img/turn.png)")
    return 0


def _load_content(data: Path) -> None:
    engine = open_engine(f"sqlite:///{data / 'knowledge.db'}")
    migrate(engine)
    load(engine, read_content(PROJECT / "content"))
    engine.dispose()


def _parts(data: Path, repeats: int) -> tuple[dict[str, float], float]:
    """Returns the mean milliseconds of each part of a turn, and those of a whole reply as the client sees it."""
    _load_content(data)
    file = data / "parts.json"
    bot = bots.our_servers(data, rasa=("-m", "bench.anatomy.server", str(file)))
    with bots.Running(bot) as running:
        asyncio.run(one_by_one(bot.url, bot.conversations))
        os.kill(running.pid("Rasa"), signal.SIGUSR1)
        time.sleep(0.2)
        samples = asyncio.run(one_by_one(bot.url, list(bot.conversations) * repeats))
        os.kill(running.pid("Rasa"), signal.SIGUSR2)
        while not file.exists():
            time.sleep(0.1)
            running.check()
    found = json.loads(file.read_text(encoding="utf-8"))
    parts = {part: round(1000 * seconds / found["turns"], 3) for part, seconds in found["seconds"].items()}
    return dict(sorted(parts.items(), key=lambda item: -item[1])), round(1000 * sum(s.seconds for s in samples) / len(samples), 2)


def _floor(repeats: int) -> float:
    """Returns the median milliseconds of a reply of a Rasa that does nothing."""
    environment.stock_python()
    project = projects.make_projects()[projects.FLOOR]
    training.stock(project)
    bot = bots.floor(project)
    with bots.Running(bot):
        asyncio.run(one_by_one(bot.url, list(bot.conversations) * 20))
        samples = asyncio.run(one_by_one(bot.url, list(bot.conversations) * 50 * repeats))
    return round(1000 * median([sample.seconds for sample in samples]), 2)


def _flame(data: Path) -> None:
    """Records both servers' work under the load of one client, Rasa's as docs/img/turn-flame.svg."""
    bot = bots.our_servers(data)
    with bots.Running(bot) as running:
        asyncio.run(one_by_one(bot.url, bot.conversations))
        spy = str(Path(sys.executable).with_name("py-spy"))
        options = ["--duration", str(FLAME_S), "--rate", str(RATE_HZ), "--format", "flamegraph", "--output", str(FLAME)]
        recorder = subprocess.Popen([spy, "record", *options, "--pid", str(running.pid("Rasa"))], stdout=subprocess.DEVNULL)
        while recorder.poll() is None:
            asyncio.run(one_by_one(bot.url, bot.conversations))
    say(f"Flame graph: {FLAME.relative_to(PROJECT)}")


def _table(result: dict[str, Any]) -> str:
    whole = result["turn_ms"]
    rows = [[part, f"{taken:.2f}", f"{100 * taken / whole:.0f} %"] for part, taken in result["parts_ms"].items()]
    rows += [
        ["**a whole turn**", f"**{whole:.2f}**", ""],
        ["floor: a turn of a Rasa with one keyword and one rule", f"{result['floor_ms']:.2f}", f"{100 * result['floor_ms'] / whole:.0f} %"],
    ]
    return document.table(["Part of a turn, its own time", "mean ms", "share"], rows)


if __name__ == "__main__":
    sys.exit(main())
