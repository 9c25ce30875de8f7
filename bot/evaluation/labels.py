"""Which topics a fair judge accepts for a message."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

EMERGENCY = "safety/emergency"
CLARIFY = "clarify"
# For a message that looks like an emergency and is none: whatever is answered is right, an alarm is wrong.
ANY = "any"
SILENCE = "(silence)"
_TOPIC = re.compile(r"[a-z]+(?:-[a-z]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)?")


class LabelError(ValueError):
    """A text is no label; the message says why."""


@dataclass(frozen=True)
class Labels:
    """The parts of a question; of each part the topics that answer it, the plainest first."""

    parts: tuple[tuple[str, ...], ...]

    def __str__(self) -> str:
        return "+".join("|".join(part) for part in self.parts)


def parse_labels(text: str) -> Labels:
    """Reads `a|b+c`: topic a or b, and topic c; "+" binds looser than "|".

    Raises:
        LabelError: if it is no such text.
    """
    parts = tuple(tuple(topic.strip() for topic in part.split("|")) for part in text.split("+"))
    for part in parts:
        for topic in part:
            if not _TOPIC.fullmatch(topic):
                raise LabelError(f"labels must be topics joined by | and +, not {text!r}")
    if len(parts) > 1 and any(ANY in part for part in parts):
        raise LabelError(f"{ANY!r} must stand alone, not in {text!r}")
    return Labels(parts)


def is_right(labels: Labels, topics: Sequence[Sequence[str]]) -> bool:
    """Judges an answer.

    Args:
        labels: what is accepted.
        topics: of each message of the answer.

    Returns:
        For a single part whether the first topic of the first message is accepted; for several whether each part is met by some topic.
    """
    if len(labels.parts) > 1:
        given = {topic for message in topics for topic in message}
        return all(given.intersection(part) for part in labels.parts)
    first = first_topic(topics)
    if ANY in labels.parts[0]:
        return first not in (EMERGENCY, SILENCE)
    return first in labels.parts[0]


def first_topic(topics: Sequence[Sequence[str]]) -> str:
    """Returns the topic that the answer puts first."""
    return topics[0][0] if topics and topics[0] else SILENCE
