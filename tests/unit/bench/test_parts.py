"""The stopwatch, and which process is Rasa's."""

from __future__ import annotations

import asyncio

import pytest

from bench.anatomy.stopwatch import Stopwatch
from bench.memory import is_rasa, measure
from bench.talk import endless


@pytest.fixture
def clock(monkeypatch):
    """A clock that only moves when it is told to."""

    class Clock:
        now = 0.0

    monkeypatch.setattr("bench.anatomy.stopwatch.time.perf_counter", lambda: Clock.now)
    return Clock


def test_a_part_s_time_is_its_own(clock):
    class Thing:
        def outer(self):
            clock.now += 1
            self.inner()
            clock.now += 2
            return "done"

        @staticmethod
        def inner():
            clock.now += 10

    watch = Stopwatch()
    watch.wrap(Thing, "outer", "outside")
    watch.wrap(Thing, "inner", "inside")
    assert Thing().outer() == "done"
    assert watch.seconds == {"outside": 3.0, "inside": 10.0}
    assert watch.turns == 1
    watch.clear()
    assert (watch.turns, dict(watch.seconds)) == (0, {})


def test_a_part_that_fails_is_counted_and_still_fails(clock):
    def fail():
        clock.now += 1
        raise KeyError("no")

    watch = Stopwatch()
    with pytest.raises(KeyError):
        watch.measured(fail, "part")()
    assert watch.seconds == {"part": 1.0}


def test_waiting_counts_for_the_part_that_waits(clock):
    async def wait():
        clock.now += 4
        await asyncio.sleep(0)
        return 1

    watch = Stopwatch()
    assert asyncio.run(watch.measured(wait, "part")()) == 1
    assert watch.seconds == {"part": 4.0}


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("/x/.venv/bin/python -m bot.server --model m.tar.gz", True),
        ("/x/bin/python -m rasa run --port 1", True),
        ("/x/bin/python -m rasa run actions --port 1", False),
        ("/x/bin/python -m rasa_sdk --actions actions", False),
        ("make --silent run", False),
        ("", False),
    ],
)
def test_rasa_is_known_by_its_command(command, expected):
    assert is_rasa(command.split()) is expected


def test_memory_of_a_process_is_measured():
    import os

    found = measure([os.getpid()])
    assert found.rss >= found.pss > 1
    assert found.rasa == 0


def test_conversations_go_round():
    conversations = endless(["a", "b", "c"], start=2)
    assert [next(conversations) for _ in range(4)] == ["c", "a", "b", "c"]
