"""Whether a message asks at all, or tells of somebody, by its wording. No health word is here."""

from __future__ import annotations

import re

_WANTS_TEST = re.compile(r"\b(?:need|get|have|book|ask for|want)\b(?: \w+){0,3} (?:tests?|tested)\b", re.I)
_ASKING = re.compile(
    r"\?|^\W*so\b|\bthen\W*$|\b(?:suggest|recommend|choose|decide|pick|torn|between|what|whats|which|who|how|hows|why|when|where|can"
    r"|could|should|shall|may|might|would|will|do|does|did|am i|is it|is that"
    r"|is this|are they|are these|ok|okay|alright|safe|right|please|pls|tell|give|say|confirm|need|want|reckon|think(?:ing)?|tempted"
    r"|wonder(?:ing)?|going to|gonna|about to|planning|yes or no|or not|advice|advise|much|many|dose|sounds? like)\b",
    re.I,
)
_STATE = re.compile(
    r"\b(?:my|his|her) (?:\w+ ){1,3}?(?:is|are|feels?|looks?)\b|\bi(?:'?m|'?ve| am| have| had)\b|\b(?:he|she)(?:'?s| is| has| had)\b", re.I
)
_MINE = re.compile(r"\b(?:mine|hers)\b", re.I)
_MAY = re.compile(r"\b(?:ok|okay|safe|alright|all right|fine|allowed)\W*$", re.I)


def wants_a_test(text: str) -> bool:
    """Whether what a message asks for is a test, which is no dose and no verdict."""
    return bool(_WANTS_TEST.search(text))


def only_tells(text: str) -> bool:
    """Whether a message says something and has no word that asks, wishes or doubts ("she's on tablets if that matters")."""
    return bool(text.strip()) and not _ASKING.search(text)


def only_tells_of_somebody(text: str) -> bool:
    """Whether a message does nothing but say how somebody is ("mine come once a month"); "one pill tonight" may well ask for leave."""
    return only_tells(text) and bool(_STATE.search(text) or _MINE.search(text))


def asks_if_it_may_be(text: str) -> bool:
    """Whether a message tells how somebody is and asks if a thing is all right then ("my feet are numb so is a hot bath ok")."""
    return bool(_STATE.search(text)) and bool(_MAY.search(text))
