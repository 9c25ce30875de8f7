"""Chooses the topic of a message after an answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.answers.follow_ups import signs
from bot.answers.follow_ups.candidates import candidates
from bot.answers.follow_ups.talk import Talk
from bot.answers.learned.forest import Forest, forest_of, read_learned

LEARNED_FILE = Path(__file__).with_name("choice.json")


@dataclass(frozen=True)
class Choice:
    """A topic and how likely it is what was meant, 0 to 1."""

    topic: str
    chance: float


def choose(talk: Talk) -> Choice:
    """Returns the likeliest topic of a message; "out-of-scope" may be one.

    Raises:
        ForestError: if the learned file is not usable.
    """
    topics = candidates(talk)
    chances = _forest().chances(signs.rows(talk, topics))
    best = int(chances.argmax())
    return Choice(topics[best], float(chances[best]))


def forget_learned() -> None:
    """Makes the next choice read the learned file anew."""
    _forest.cache_clear()


@lru_cache(maxsize=1)
def _forest() -> Forest:
    return forest_of(read_learned(LEARNED_FILE, signs.NAMES))
