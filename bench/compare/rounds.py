"""Replies and throughput, measured in turns: each round meets every bot once, so that whatever slows the machine slows all."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.bots import Running
from bench.figures import in_milliseconds
from bench.load import at_once, one_by_one
from bench.talk import Sample, endless

WARM_UP = 5  # conversations before anything is counted


@dataclass
class Measured:
    """What one bot did. `answered` holds, by number of clients, right answers and seconds."""

    samples: list[Sample] = field(default_factory=list)
    answered: dict[int, list[tuple[int, float]]] = field(default_factory=lambda: defaultdict(list))
    waits: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)
    spoken: int = 0

    def figures(self) -> dict[str, Any]:
        """Returns percentiles of single replies, messages a second, and what went wrong."""
        throughput = {str(clients): _rate(parts) for clients, parts in self.answered.items()}
        under_load = {str(clients): in_milliseconds(waits) for clients, waits in self.waits.items()}
        return {
            "reply": in_milliseconds([sample.seconds for sample in self.samples]),
            "throughput": throughput,
            "reply_under_load": under_load,
            "wrong": len(self.wrong),
            "wrong_texts": sorted(set(self.wrong))[:10],
        }


def _rate(parts: Sequence[tuple[int, float]]) -> float:
    return round(sum(count for count, _ in parts) / sum(seconds for _, seconds in parts), 1)


@dataclass(frozen=True)
class Plan:
    """How much is measured.

    Attributes:
        rounds: how often every bot has its turn.
        messages: of single replies, in each round.
        seconds: of each load, in each round.
        clients: how many talk at once, one number after another.
    """

    rounds: int
    messages: int
    seconds: float
    clients: Sequence[int]


def warm_up(running: Sequence[Running]) -> None:
    """Lets every bot talk a little that is not counted."""
    for one in running:
        asyncio.run(one_by_one(one.bot.url, _take(one, 0, WARM_UP)))


def measure(running: Sequence[Running], plan: Plan, progress: Callable[[str], None]) -> dict[str, Measured]:
    """Measures the bots in rounds.

    Args:
        running: the bots, all of them up.
        plan: how much.
        progress: is told what is done.

    Returns:
        By the name of the bot what it did.
    """
    found = {one.bot.name: Measured() for one in running}
    for number in range(plan.rounds):
        # Another one goes first each time.
        first = number % len(running)
        for one in [*running[first:], *running[:first]]:
            _replies(one, plan, found[one.bot.name])
        for clients in plan.clients:
            for one in [*running[first:], *running[:first]]:
                _load(one, plan, clients, found[one.bot.name])
        progress(f"Round {number + 1} of {plan.rounds}: " + "; ".join(_line(name, done) for name, done in found.items()))
    return found


def _replies(one: Running, plan: Plan, into: Measured) -> None:
    turns = len(one.bot.conversations[0])
    chosen = _take(one, into.spoken, -(-plan.messages // turns))
    into.spoken += len(chosen)
    samples = asyncio.run(one_by_one(one.bot.url, chosen))
    into.samples += samples
    into.wrong += [sample.text for sample in samples if not sample.right]
    one.check()


def _load(one: Running, plan: Plan, clients: int, into: Measured) -> None:
    samples = asyncio.run(at_once(one.bot.url, endless(one.bot.conversations, into.spoken), clients, plan.seconds))
    into.answered[clients].append((sum(sample.right for sample in samples), plan.seconds))
    into.waits[clients] += [sample.seconds for sample in samples]
    into.wrong += [sample.text for sample in samples if not sample.right]
    one.check()


def _take(one: Running, start: int, count: int) -> list[Any]:
    conversations = endless(one.bot.conversations, start)
    return [next(conversations) for _ in range(count)]


def _line(name: str, done: Measured) -> str:
    figures = done.figures()
    rates = "/".join(f"{rate:g}" for rate in figures["throughput"].values())
    return f"{name} p50 {figures['reply']['p50_ms']:.1f} ms, {rates} a second" + (f", {len(done.wrong)} WRONG" if done.wrong else "")
