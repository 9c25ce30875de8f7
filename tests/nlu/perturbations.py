"""How people really type: the same question with slips that leave its meaning alone."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

MIN_LETTERS = 5
_NEIGHBOURS = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok", "o": "ipl", "p": "ol",
    "a": "qsz", "s": "adwx", "d": "sfec", "f": "dgrv", "g": "fhtb", "h": "gjyn", "j": "hkum", "k": "jlim", "l": "kop",
    "z": "asx", "x": "zsdc", "c": "xdfv", "v": "cfgb", "b": "vghn", "n": "bhjm", "m": "njk",
}  # fmt: skip
_WORD = re.compile(r"[A-Za-z]+")
_SENTENCE = re.compile(r"(?<=[.?!])\s+")
_OPENINGS = ("hi, ", "so ", "ok so ", "um, ", "quick question: ", "sorry, ", "hello there, ", "just wondering, ")
_CLOSINGS = (" thanks", " please", " cheers", ", anyone know", " pls", " lol", " thank you")
# Words that only mean something beside the one before them; a sentence that opens with one cannot go first.
_LEANING = re.compile(r"(?:and|but|or|so|also|it|its|it's|that|this|they|them|he|she|if so|is it|does it|is that|why|how come)\b", re.I)


def typos(text: str, chance: random.Random) -> str:
    """One slip: a letter's neighbour on the keyboard or two letters swapped, in one word of at least MIN_LETTERS letters."""
    words = [match for match in _WORD.finditer(text) if len(match.group()) >= MIN_LETTERS]
    if not words:
        return text
    match = chance.choice(words)
    return text[: match.start()] + _slip(match.group(), chance) + text[match.end() :]


def _slip(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word) - 1)
    if chance.random() < 0.5:
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    near = chance.choice(_NEIGHBOURS[word[place].lower()])
    return word[:place] + near + word[place + 1 :]


def case(text: str, chance: random.Random) -> str:
    """All capitals, all small, or a capital on every word."""
    return chance.choice((str.upper, str.lower, str.title))(text)


def punctuation(text: str, chance: random.Random) -> str:
    """No punctuation; figures keep their points and slashes, words their apostrophes."""
    return " ".join(re.sub(r"(?<!\d)[.,/](?!\d)|[?!;:\"()…-]", " ", text).split())


def filler(text: str, chance: random.Random) -> str:
    """Words that say nothing, before or after."""
    if chance.random() < 0.5:
        return chance.choice(_OPENINGS) + text
    return re.sub(r"[.?!]+$", "", text) + chance.choice(_CLOSINGS)


def order(text: str, chance: random.Random) -> str:
    """The sentences the other way round, where none leans on the one before it."""
    sentences = _SENTENCE.split(text.strip())
    if len(sentences) != 2 or any(_LEANING.match(sentence) for sentence in sentences):
        return text
    first, second = sentences
    return f"{second if second[-1] in '.?!' else second + '.'} {first}"


PERTURBATIONS: dict[str, Callable[[str, random.Random], str]] = {
    "typos": typos,
    "case": case,
    "punctuation": punctuation,
    "filler": filler,
    "order": order,
}
