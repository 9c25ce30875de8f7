"""Two ways to load a bot: one conversation after another, and many clients at once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence

from bench.talk import Sample, Talker, Turn


async def one_by_one(url: str, conversations: Sequence[Sequence[Turn]]) -> list[Sample]:
    """Holds conversations one after another; nothing else happens meanwhile."""
    async with Talker(url) as talker:
        return [sample for conversation in conversations for sample in await talker.converse(conversation)]


async def at_once(url: str, conversations: Iterator[Sequence[Turn]], clients: int, seconds: float) -> list[Sample]:
    """Lets clients talk at the same time, each in conversation after conversation, without pause.

    Args:
        url: of the bot.
        conversations: endless; each client takes the next one.
        clients: how many talk at the same time.
        seconds: for how long.

    Returns:
        The messages that were answered within the time.
    """
    end = time.monotonic() + seconds
    samples: list[Sample] = []

    async def client(talker: Talker) -> None:
        while time.monotonic() < end:
            samples.extend(await talker.converse(next(conversations)))

    async with Talker(url) as talker:
        await asyncio.gather(*(client(talker) for _ in range(clients)))
    return [sample for sample in samples if sample.done <= end]
