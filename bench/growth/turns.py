"""Does a reply cost more, the longer a conversation is?"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from bench.figures import median
from bench.talk import Talker, Turn, new_sender

EARLY, LATE = 5, 500
AROUND = 4  # turns before and after those two that are counted with them


async def _talk(url: str, turns: Sequence[Turn], count: int) -> list[float]:
    sender = new_sender()
    async with Talker(url) as talker:
        samples = [await talker.say(sender, turns[number % len(turns)], number) for number in range(count)]
    wrong = [sample.text for sample in samples if not sample.right]
    if wrong:
        raise RuntimeError(f"wrong answers in a long conversation: {sorted(set(wrong))[:5]}")
    return [sample.seconds for sample in samples]


def measure(url: str, turns: Sequence[Turn], conversations: int, late: int, progress: Callable[[str], None]) -> dict[str, Any]:
    """Holds long conversations one after another.

    Args:
        url: of the bot.
        turns: what is said, over and over. Their number must not divide the turns between early and late unevenly: the same
            questions stand around both places, because one question takes longer than another.
        conversations: how many.
        late: the last turn that is looked at.
        progress: is told how far it is.

    Returns:
        Milliseconds around both turns, their ratio, and the median of every turn, in milliseconds.
    """
    around = 2 * AROUND + 1
    said = turns[:around]
    lasting = []
    for number in range(conversations):
        lasting.append(asyncio.run(_talk(url, said, late + AROUND)))
        progress(f"Conversation {number + 1} of {conversations}, {late} turns each")
    early = [seconds for each in lasting for seconds in each[EARLY - 1 - AROUND : EARLY + AROUND]]
    last = [seconds for each in lasting for seconds in each[late - 1 - AROUND : late + AROUND]]
    by_turn = [round(1000 * median([each[turn] for each in lasting]), 2) for turn in range(late + AROUND)]
    return {
        "early_turn": EARLY,
        "late_turn": late,
        "early_ms": round(1000 * median(early), 2),
        "late_ms": round(1000 * median(last), 2),
        "ratio": round(median(last) / median(early), 3),
        "by_turn_ms": by_turn,
    }
