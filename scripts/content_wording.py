"""Measures how the content is worded: reading grade and runs of words taken from a text. For checks and tests; the bot never needs it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import textstat

from bot.knowledge.content import Content
from bot.knowledge.schema import ClaimItem

MAX_GRADE = 8.0
MAX_MEDIAN_GRADE = 6.0
RUN = 8
TEXT_FIELDS = ("short", "detail", "text", "article_says", "known_today", "title", "question")

_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")


def all_claims(content: Content) -> list[ClaimItem]:
    """Returns the claims and the definitions of the glossary as claims."""
    return [*content.claims.values(), *(term.as_claim() for term in content.terms.values())]


def answer_text(content: Content, claim: ClaimItem) -> str:
    """Returns what a reader gets of one claim: answer, detail, what is known today, cautions."""
    parts = [claim.short, claim.detail]
    parts += [content.corrections[correction].known_today for correction in claim.corrections]
    parts += [content.cautions[caution].text for caution in claim.cautions]
    return "\n".join(part.strip() for part in parts if part.strip())


def grades(content: Content) -> dict[str, float]:
    """Returns the Flesch-Kincaid grade of each answer, by claim id."""
    return {claim.id: textstat.flesch_kincaid_grade(answer_text(content, claim)) for claim in all_claims(content)}


def _runs(text: str) -> Iterator[str]:
    words = _WORD.findall(text.lower())
    for start in range(len(words) - RUN + 1):
        yield " ".join(words[start : start + RUN])


def copied_runs(content: Content, text: str) -> Iterator[tuple[str, str]]:
    """Yields (kind id.field, words) for every run of RUN words of the content that also stands in a text."""
    theirs = set(_runs(text))
    for kind in ("topics", "cautions", "corrections", "claims", "terms"):
        for item in getattr(content, kind).values():
            for field in TEXT_FIELDS:
                for run in _runs(getattr(item, field, "") or ""):
                    if run in theirs:
                        yield f"{kind} {item.id}.{field}", run
