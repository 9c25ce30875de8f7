"""Which fields an item has and what they may hold."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from bot.knowledge.schema import CautionItem, ClaimItem, CorrectionItem, SourceItem, TermItem, TopicItem

REVIEW = {"reviewed_on": "2026-01-01", "review_due": "2027-01-01"}
TOPIC = {"id": "diet/dairy", "title": "Milk", "question": "Is milk bad?"}
SOURCE = {"id": "nhs-x", "kind": "review", "title": "A review of cramps", "publisher": "NHS", "seen": "copy"}
CAUTION = {"id": "kidneys", "kind": "warning", "text": "Ask a doctor first.", "sources": ["nhs-x"], **REVIEW}
CORRECTION = {
    "id": "old-news",
    "verdict": "wrong",
    "article_says": "The article says so.",
    "known_today": "Today it is known not to be so.",
    "certainty": "low",
    "sources": ["nhs-x"],
    **REVIEW,
}
CLAIM = {
    "id": "milk-helps",
    "topic": "diet/dairy",
    "short": "It may help.",
    "certainty": "low",
    "sources": ["article#dairy"],
    "cautions": ["kidneys"],
    "review_status": "not-reviewed-by-clinician",
    **REVIEW,
}
TERM = {
    "id": "iu",
    "name": "IU",
    "short": "A measure of strength.",
    "sources": ["nhs-x"],
    "cautions": ["kidneys"],
    "review_status": "not-reviewed-by-clinician",
    **REVIEW,
}
VALID = [
    (TopicItem, TOPIC),
    (SourceItem, SOURCE),
    (CautionItem, CAUTION),
    (CorrectionItem, CORRECTION),
    (ClaimItem, CLAIM),
    (TermItem, TERM),
]


@pytest.mark.parametrize(("kind", "fields"), VALID)
def test_item_when_every_field_is_right_then_it_is_accepted(kind: type, fields: dict[str, Any]) -> None:
    assert kind.parse_obj(fields).id == fields["id"]


@pytest.mark.parametrize(("kind", "fields"), VALID)
def test_item_when_a_field_is_misspelt_then_it_is_refused(kind: type, fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="extra fields not permitted"):
        kind.parse_obj({**fields, "caution": "none"})


@pytest.mark.parametrize(
    ("kind", "fields", "field", "value"),
    [
        (TopicItem, TOPIC, "id", "dairy"),
        (TopicItem, TOPIC, "title", "x" * 41),
        (TopicItem, TOPIC, "question", "x" * 61),
        (TopicItem, TOPIC, "column", "magnesium"),
        (SourceItem, SOURCE, "id", "article-minerals#x"),
        (SourceItem, SOURCE, "kind", "blog"),
        (SourceItem, SOURCE, "url", "http://example.org"),
        (SourceItem, SOURCE, "seen", "hearsay"),
        (CautionItem, CAUTION, "kind", "hint"),
        (CautionItem, CAUTION, "text", "Careful"),
        (CautionItem, CAUTION, "sources", []),
        (CorrectionItem, CORRECTION, "verdict", "maybe"),
        (CorrectionItem, CORRECTION, "certainty", "sure"),
        (CorrectionItem, CORRECTION, "sources", []),
        (ClaimItem, CLAIM, "id", "Milk helps"),
        (ClaimItem, CLAIM, "id", "x" * 81),
        (ClaimItem, CLAIM, "topic", "dairy"),
        (ClaimItem, CLAIM, "short", ""),
        (ClaimItem, CLAIM, "short", "One thing.\n\nAnd the next."),
        (ClaimItem, CLAIM, "certainty", None),
        (ClaimItem, CLAIM, "certainty", "certain"),
        (ClaimItem, CLAIM, "article_rating", "good"),
        (ClaimItem, CLAIM, "sources", []),
        (ClaimItem, CLAIM, "cautions", []),
        (ClaimItem, CLAIM, "review_status", "fine"),
        (ClaimItem, CLAIM, "reviewed_on", "soon"),
        (ClaimItem, CLAIM, "review_due", "2026-01-01"),
        (TermItem, TERM, "id", "x" * 71),
        (TermItem, TERM, "sources", []),
        (TermItem, TERM, "cautions", []),
    ],
)
def test_field_when_its_value_is_not_allowed_then_the_error_names_it(kind: type, fields: dict[str, Any], field: str, value: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        kind.parse_obj({**fields, field: value})
    assert [error["loc"][0] for error in caught.value.errors()] == [field]


def test_term_when_made_a_claim_then_it_keeps_its_caution_and_belongs_to_the_glossary() -> None:
    claim = TermItem.parse_obj({**TERM, "id": "x" * 70}).as_claim()
    assert (claim.id, claim.topic) == ("term-" + "x" * 70, "glossary/" + "x" * 70)
    assert (claim.cautions, claim.sources, claim.short) == (["kidneys"], ["nhs-x"], TERM["short"])
