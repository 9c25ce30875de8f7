"""Puts the subject of the talk where a message only points at it."""

from __future__ import annotations

import re

MAX_WORDS = 14  # a longer message says itself what it is about
_POINTING = re.compile(
    r"\b(?:it|its|it's|that one|this one|that|this|those|these|them|they|the same|mine|the other one|which ones?|ones?|both)\b", re.I
)


def put_in_context(text: str, subject: str) -> str | None:
    """Returns a short message with the subject in it, or None for a message long enough to stand for itself.

    Args:
        text: what was typed ("so can i take it?").
        subject: what the last answer was about ("Vitamin E").

    Returns:
        The text with the first pointing word replaced ("so can i take vitamin e?"), or with the subject added at its end.
    """
    if not text.strip() or len(text.split()) > MAX_WORDS:
        return None
    replaced, count = _POINTING.subn(lambda _match: subject.lower(), text, count=1)
    return replaced if count else f"{text.rstrip(' ?!.')} {subject.lower()}?"
