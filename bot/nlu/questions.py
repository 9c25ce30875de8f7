"""Splits a message into the questions it asks."""

from __future__ import annotations

import re

ASKING = (
    "what|what's|whats|how|how's|hows|why|when|where|which|who|whose|can|could|does|do|did|is|are|isn't|aren't|was|were|will|would|should"
    "|shall|has|have you|may|any|tell me|explain|define|describe"
)
_STARTS_ASKING = re.compile(rf"^(?:and |or |but |also |so |then |plus |ok |okay |please |pls |oh )*(?:{ASKING})\b", re.I)
_SENTENCE_END = re.compile(r"(?<=[.?!;])\s+|\n+")
_JOINT = re.compile(rf"[,;]?\s+(?:and also|and|also|plus|but|or|then|oh and)\s+(?=(?:also )?(?:{ASKING})\b)|,\s+(?=(?:{ASKING})\b)", re.I)
# "Does anybody else get these?" opens a story and wants no fact.
_OPENS_STORY = re.compile(
    r"^(?:so |ok |hi |hello )?(?:does|do|did|is|are|has|have)(?: you)? (?:any(?:body|one)|ever\b|you ever|you guys|other people)\b", re.I
)
MIN_WORDS = 2
MAX_QUESTIONS = 3


def split_questions(text: str) -> list[str]:
    """Returns the questions of a message, in order; an empty list for a message that is nothing but one question, or asks none.

    Sentences that tell something are left out: they belong to the story, not to the question.
    """
    parts = [part.strip(" ,") for sentence in _SENTENCE_END.split(text) for part in _JOINT.split(sentence)]
    parts = [part for part in parts if part]
    asking = [part for part in parts if len(part.split()) >= MIN_WORDS and _asks(part)]
    return asking[:MAX_QUESTIONS] if len(asking) > 1 or (asking and len(parts) > 1) else []


def _asks(part: str) -> bool:
    return ("?" in part or bool(_STARTS_ASKING.match(part))) and not _OPENS_STORY.match(part)


_EITHER = re.compile(r"\b(?:or|and|vs\.?|versus|nor)\b|[,/&+]", re.I)
_SPACES = re.compile(r"\s+")


def split_alternatives(text: str, names: list[tuple[int, int]]) -> list[str]:
    """Returns one text for each of several names that stand side by side ("magnesium or potassium?"), else an empty list.

    Args:
        text: the message.
        names: start and end of each name, in order, not overlapping.

    Returns:
        The message with all but one of the names left out, for each name.
    """
    if not 2 <= len(names) <= MAX_QUESTIONS:
        return []
    for (_, end), (start, _) in zip(names, names[1:], strict=False):
        between = text[end:start]
        if not _EITHER.search(between) or len(between.split()) > 2:
            return []
    head, tail = text[: names[0][0]], text[names[-1][1] :]
    return [_SPACES.sub(" ", f"{head}{text[start:end]}{tail}").strip() for start, end in names]
