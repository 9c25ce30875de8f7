"""`make bench`: our bot, the stock `rasa init` bot and that bot with a custom action, side by side in one run on this machine.

    python -m bench.compare [--quick]

It installs stock Rasa into .cache/bench, trains all bots from nothing, starts them by turns, then loads them by turns, and writes
docs/measurements/bench.json, docs/img/bench.png and the table in docs/performance.md. About 14 minutes; --quick takes about 5, leaves the
document alone and proves only that everything works.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench import bots, document, machine
from bench.compare import nlu, plot, rounds, table, training
from bench.compare.targets import ACTION, CLIENTS, FLOOR, HELLO, OURS, judge
from bench.figures import in_milliseconds, median, ratio_range
from bench.stock import environment, projects
from bot.launcher.console import say
from bot.launcher.preparing import MODELS
from bot.launcher.staleness import read_current
from scripts.accuracy.measurements import replace_all


@dataclass(frozen=True)
class Size:
    """How much is measured. `starts` and `trainings` are repetitions, `texts` those that are understood."""

    plan: rounds.Plan
    starts: int
    trainings: int
    texts: int


FULL = Size(rounds.Plan(rounds=5, messages=150, seconds=5.0, clients=CLIENTS), starts=3, trainings=1, texts=400)
QUICK = Size(rounds.Plan(rounds=2, messages=30, seconds=2.0, clients=CLIENTS), starts=1, trainings=0, texts=60)


def main(arguments: list[str] | None = None) -> int:
    """Measures, prints and writes; returns 1 if a bot gave a wrong answer, whatever the speed."""
    parser = argparse.ArgumentParser(prog="bench.compare", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="little of everything; nothing is written into docs/")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    chosen = parser.parse_args(arguments)
    begun = time.monotonic()
    for python in (environment.stock_python(), Path(sys.executable)):
        environment.compile_ahead(python)
    result = _measure(QUICK if chosen.quick else FULL)
    result["minutes"] = round((time.monotonic() - begun) / 60, 1)
    verdicts = judge(result["bots"])
    say("\n" + table.figures(result["bots"]) + "\n\n" + table.verdicts(verdicts))
    if chosen.json:
        chosen.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    if not chosen.quick:
        replace_all("bench", result)
        plot.draw(result["bots"], verdicts)
        document.put("compare", table.section(result, verdicts))
    wrong = {name: figures["wrong"] for name, figures in result["bots"].items() if figures["wrong"]}
    if wrong:
        say(f"Wrong answers: {wrong}")
    return 1 if wrong else 0


def _measure(size: Size) -> dict[str, Any]:
    found: dict[str, dict[str, Any]] = {name: {} for name in (OURS, HELLO, ACTION, FLOOR)}
    folders = projects.make_projects()
    _train(size, folders, found)
    with tempfile.TemporaryDirectory(prefix="bench-") as data:
        all_bots = [
            bots.ours(Path(data)),
            bots.stock_hello(folders[projects.HELLO]),
            bots.stock_action(folders[projects.ACTION]),
            bots.floor(folders[projects.FLOOR]),
        ]
        _start(size, all_bots, found)
        samples = _load(size, all_bots, found)
    _understand(size, folders, found)
    ranges = {name: ratio_range(samples[OURS], samples[name]) for name in (HELLO, ACTION)}
    return {
        "date": machine.today(),
        "machine": machine.describe(),
        "stock": environment.packages(),
        "bots": found,
        "reply_ratio_range": ranges,
    }


def _train(size: Size, folders: dict[str, Path], found: dict[str, dict[str, Any]]) -> None:
    """Trains the stock bots, which need a model in any case, and ours beside them if training is measured."""
    names = {HELLO: projects.HELLO, ACTION: projects.ACTION, FLOOR: projects.FLOOR}
    seconds: dict[str, list[float]] = {name: [] for name in found}
    for _ in range(max(1, size.trainings)):
        for name, folder in names.items():
            seconds[name].append(training.stock(folders[folder]))
            say(f"Training {name}: {seconds[name][-1]:.1f} s")
        if size.trainings:
            seconds[OURS].append(training.ours())
            say(f"Training ours: {seconds[OURS][-1]:.1f} s")
    for name, taken in seconds.items():
        if taken:
            found[name]["training_s"] = round(median(taken), 1)
    training.make_current()


def _start(size: Size, all_bots: list[bots.Bot], found: dict[str, dict[str, Any]]) -> None:
    """Starts each bot alone, by turns. The first start of ours loads the content and is not counted."""
    with bots.Running(all_bots[0]):
        say("ours: content loaded")
    for number in range(size.starts):
        for bot in all_bots:
            with bots.Running(bot) as running:
                found[bot.name].setdefault("starts_s", []).append(round(running.start_seconds, 2))
        say(f"Starts {number + 1} of {size.starts}: " + ", ".join(f"{bot.name} {found[bot.name]['starts_s'][-1]} s" for bot in all_bots))
    for bot in all_bots:
        found[bot.name]["start_s"] = round(median(found[bot.name]["starts_s"]), 2)


def _load(size: Size, all_bots: list[bots.Bot], found: dict[str, dict[str, Any]]) -> dict[str, list[float]]:
    """Runs all bots beside each other and loads one at a time; returns the seconds of single replies."""
    with ExitStack() as stack:
        running = [stack.enter_context(bots.Running(bot)) for bot in all_bots]
        rounds.warm_up(running)
        measured = rounds.measure(running, size.plan, say)
        for one in running:
            found[one.bot.name] |= {**measured[one.bot.name].figures(), "memory": asdict(one.memory())}
    return {name: [sample.seconds for sample in done.samples] for name, done in measured.items()}


def _understand(size: Size, folders: dict[str, Path], found: dict[str, dict[str, Any]]) -> None:
    current = read_current(MODELS)
    assert current is not None
    for name, seconds in nlu.measure(current.path, projects.model_of(folders[projects.HELLO]), size.texts).items():
        found[name]["nlu"] = in_milliseconds(seconds)
        say(f"Understanding on one core, {name}: p50 {found[name]['nlu']['p50_ms']} ms")


if __name__ == "__main__":
    sys.exit(main())
