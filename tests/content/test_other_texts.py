"""Everything the bot can say beside its answers reads as easily as they do."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from typing import Any

import pytest
import textstat
from ruamel.yaml import YAML

from bot.knowledge.content import Content
from bot.settings import PROJECT
from scripts.content_wording import MAX_GRADE, MAX_MEDIAN_GRADE

SHORTEST = 6  # words; a grade of fewer says nothing
OUTSIDE = ("data/responses/*.yml", "bot/channels/texts.yml", "bot/channels/telegram/texts.yml")
WORDS = "messages/answers"


def _sentences(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if len(value.split()) >= SHORTEST and not value.startswith("/"):
            yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _sentences(item)
    elif isinstance(value, list):
        for item in value:
            yield from _sentences(item)


def _of_conditions(content: Content) -> Iterator[str]:
    """What stands before an answer: the sentence of the mark and the condition's line; and what is said when a condition is noted."""
    documents = [document for name, document in content.documents.items() if name.startswith("conditions/")]
    groups = [group for document in documents for group in document.get("mark_texts", [])]
    for condition in (condition for document in documents for condition in document.get("conditions", [])):
        yield condition["acknowledgement"]
        for group in groups:
            given = {condition["marks"][column] for column in group["columns"]} - {"."}
            yield from (f"{group[mark].format(condition=condition['name'])} {condition['line']}" for mark in sorted(given))


def _outside() -> Iterator[str]:
    for pattern in OUTSIDE:
        for path in sorted(PROJECT.glob(pattern)):
            yield from _sentences(YAML(typ="safe").load(path.read_text(encoding="utf-8")))


def _texts(content: Content, kind: str) -> list[str]:
    return list(
        {
            "emergency replies": lambda: (reply["text"] for reply in content.documents["red_flags/replies"]["replies"]),
            "conditions": lambda: _of_conditions(content),
            "messages": lambda: _sentences(content.documents[WORDS]),
            "corrections": lambda: (f"{item.article_says} {item.known_today}" for item in content.corrections.values()),
            "responses and channels": _outside,
        }[kind]()
    )


@pytest.mark.parametrize(
    ("kind", "fewest"),
    [("emergency replies", 30), ("conditions", 150), ("messages", 10), ("corrections", 25), ("responses and channels", 20)],
)
def test_other_texts_when_measured_then_each_reads_at_grade_eight_or_lower_and_half_at_six(
    content: Content, kind: str, fewest: int
) -> None:
    grades = {text: textstat.flesch_kincaid_grade(text) for text in _texts(content, kind)}
    assert len(grades) >= fewest
    assert {text: grade for text, grade in grades.items() if grade > MAX_GRADE} == {}
    assert statistics.median(grades.values()) <= MAX_MEDIAN_GRADE
