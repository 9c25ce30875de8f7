"""The marks of the phrase language, split into parts; brackets may hold several words and further brackets."""

from __future__ import annotations


class PhraseError(ValueError):
    """A phrase that cannot be understood; the message says which."""


def split_parts(phrase: str) -> list[str]:
    """'numb (left|right)? leg' -> ['numb', '(left|right)?', 'leg']."""
    return _split(phrase, " ")


def split_alternatives(part: str) -> list[str]:
    """'(hot|too warm)' -> ['hot', 'too warm']."""
    return _split(part[1:-1], "|")


def _split(text: str, separator: str) -> list[str]:
    pieces, depth, start = [], 0, 0
    for position, character in enumerate(text):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth < 0:
            raise PhraseError(f"bracket too many in {text!r}")
        if character == separator and depth == 0:
            pieces.append(text[start:position])
            start = position + 1
    if depth:
        raise PhraseError(f"bracket not closed in {text!r}")
    return [piece.strip() for piece in [*pieces, text[start:]] if piece.strip()]
