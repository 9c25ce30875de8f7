"""Which of several things a message counts out: "the second one", "number three". No health word is here."""

from __future__ import annotations

import re

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
