"""Which of several things a message counts out: "the second one", "number three". No health word is here."""

from __future__ import annotations

import re

from bot.answers.catalogue import Catalogue, about_same, group
from bot.answers.understanding import Context

_OTHER_ONE = re.compile(r"\bthe other one\b", re.I)
_COUNTING = (
    r"(?:(?:\b(?:the|that|this|your|number) (?:very )?|^\W*(?:(?:and|ok|okay|no|yes|maybe|please)\W+)*)(?:{words})\b"
    r"|\b(?:{words}) (?:one|thing|bit|way)\b)"
)
_ORDINALS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        _COUNTING.format(words="first|former") + r"|\bnumber (?:one|1)\b|^\W*1\W*$",
        _COUNTING.format(words="second|latter") + r"|\bother one\b|\bthe other\b(?! \w)|\bnumber (?:two|2)\b|^\W*2\W*$",
        _COUNTING.format(words="third|last") + r"|\bnumber (?:three|3)\b|^\W*3\W*$",
    )
)


def ordinal(text: str) -> int | None:
    """Returns which of several things a message means ("the second one": 1), or None if it does not count."""
    return next((place for place, pattern in enumerate(_ORDINALS) if pattern.search(text)), None)


def counted_out(text: str, context: Context, catalogue: Catalogue) -> str | None:
    """Returns which of the things just said a message counts out, or None if it counts nothing.

    They are those answered or named last, else those that the last answer lists, else the one of before.
    """
    place = ordinal(text)
    if place is None or not context.topics:
        return None
    last, named = context.topics[0], context.named
    if len(context.topics) == 1 and len(named) > 1:
        rest = [name for name in named if not about_same(last, name)]
        is_other = bool(_OTHER_ONE.search(text)) and len(rest) < len(named)
        name = (rest[0] if rest else last) if is_other else named[min(place, len(named) - 1)]
        return catalogue.same_thing(name, group(last)) or name
    listed = context.topics if len(context.topics) > 1 else catalogue.listed_by(last)
    if listed:
        return listed[min(place, len(listed) - 1)]
    before = (topic for topic in context.trail if group(topic) == group(last))
    return next((topic for topic in before if not catalogue.is_general(topic)), None)
