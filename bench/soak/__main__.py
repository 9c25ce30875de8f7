"""`make soak MINUTES=30`: mixed load for a long time; memory must not grow, no answer may be wrong, p99 must stay.

    python -m bench.soak [--minutes 30] [--clients 4] [--check]

Writes docs/measurements/soak.json, docs/img/soak.png and the table in docs/performance.md. With --check it is a test of correctness for CI:
nothing is written, speed is not judged, and memory may grow by half (a minute is too short for more).
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench import bots, document, machine
from bench.compare.training import make_current
from bench.figures import in_milliseconds
from bench.soak import conversations, plot
from bench.soak.verdict import MAX_GROWTH, MAX_P99_RATIO, Course
from bench.talk import Talker, Turn, endless
from bot.launcher.console import say
from scripts.accuracy.measurements import replace_all

SAMPLES = 400  # of memory, over the whole time
CHECK_GROWTH = 0.5


async def soak(running: bots.Running, said: list[list[Turn]], clients: int, seconds: float) -> Course:
    """Lets clients talk without pause, looks at memory now and then, and tells every half a minute how it stands."""
    begun = time.monotonic()
    memory: list[tuple[float, float]] = []
    replies: list[tuple[float, float]] = []
    wrong: list[str] = []
    conversation = endless(said)

    async def client(talker: Talker) -> None:
        while time.monotonic() - begun < seconds:
            for sample in await talker.converse(next(conversation)):
                replies.append((sample.done - begun, sample.seconds))
                if not sample.right:
                    wrong.append(sample.text)

    async def watch() -> None:
        told = 0.0
        while (now := time.monotonic() - begun) < seconds:
            running.check()
            memory.append((now, (await asyncio.to_thread(running.memory)).pss))
            if now > told + 30:
                told = now
                say(f"{now / 60:5.1f} min: {len(replies)} replies, {memory[-1][1]:.0f} MiB, {len(wrong)} wrong")
            await asyncio.sleep(max(0.5, seconds / SAMPLES))

    async with Talker(running.bot.url) as talker:
        await asyncio.gather(watch(), *(client(talker) for _ in range(clients)))
    return Course(memory, replies, wrong, seconds)


def main(arguments: list[str] | None = None) -> int:
    """Soaks, prints the verdict; returns 1 if there is a fault."""
    parser = argparse.ArgumentParser(prog="bench.soak", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--check", action="store_true", help="for CI: correctness only, nothing is written")
    chosen = parser.parse_args(arguments)
    make_current()
    with tempfile.TemporaryDirectory(prefix="bench-soak-") as data, bots.Running(bots.ours(Path(data))) as running:
        course = asyncio.run(soak(running, conversations.read(), chosen.clients, 60 * chosen.minutes))
    faults = course.faults(CHECK_GROWTH, None) if chosen.check else course.faults()
    result = _result(course, chosen.clients)
    say(_table(result))
    if not chosen.check:
        replace_all("soak", result)
        plot.draw(course)
        document.put("soak", f"Measured on {result['date']}.\n\n{_table(result)}\n\n![The soak's course](img/soak.png)")
    for fault in faults:
        say(f"Fault: {fault}")
    return 1 if faults else 0


def _result(course: Course, clients: int) -> dict[str, Any]:
    return {
        "date": machine.today(),
        "machine": machine.describe(),
        "minutes": round(course.seconds / 60, 1),
        "clients": clients,
        "replies": len(course.replies),
        "wrong": len(course.wrong),
        "reply": in_milliseconds([took for _, took in course.replies]),
        "memory_growth": round(course.growth(), 4),
        "p99_by_part_ms": course.p99_by_part(),
        "p99_ratio": round(course.p99_ratio(), 3),
    }


def _table(result: dict[str, Any]) -> str:
    rows = [
        ["replies", result["replies"], ""],
        ["wrong answers and errors", result["wrong"], "0"],
        ["memory growth after warm-up", f"{100 * result['memory_growth']:.1f} %", f"≤ {100 * MAX_GROWTH:.0f} %"],
        ["p99, second half against first", result["p99_ratio"], f"≤ {MAX_P99_RATIO:g}"],
        ["p50 / p99 of a reply", f"{result['reply']['p50_ms']} / {result['reply']['p99_ms']} ms", ""],
    ]
    return document.table([f"{result['minutes']:g} minutes, {result['clients']} clients without pause", "", "target"], rows)


if __name__ == "__main__":
    sys.exit(main())
