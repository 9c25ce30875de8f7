"""The shape of one content item: which fields it has and what they may hold. Whether ids exist is checked in `content.py`."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from pydantic import BaseModel, Extra, conlist, constr, validator

from bot.knowledge.models import ARTICLE_RATINGS, CAUTION_KINDS, CERTAINTIES, REVIEW_STATUSES, SOURCE_KINDS, VERDICTS

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Slug = constr(regex=SLUG, max_length=80)
SourceId = constr(regex=r"^(article#)?[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)
TopicId = constr(regex=r"^[a-z]+/[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)
Sentence = constr(strip_whitespace=True, min_length=10)


def _choice(field: str, allowed: tuple[str, ...]) -> classmethod:
    def check(cls: type, value: Any) -> Any:
        if value is not None and value not in allowed:
            raise ValueError(f"must be one of {', '.join(allowed)}, not {value!r}")
        return value

    return validator(field, allow_reuse=True)(check)


class Item(BaseModel):
    """What all items share. Unknown fields are refused, so a misspelt one cannot be lost."""

    id: Slug

    class Config:
        extra = Extra.forbid

    @validator("*", pre=True)
    def _no_blank_line(cls, value: Any) -> Any:
        # Rasa's channels cut a message at a blank line: the caution would leave without its claim.
        if isinstance(value, str) and "\n\n" in value:
            raise ValueError("must not hold a blank line; in YAML fold the text with >-")
        # A text is one paragraph, whatever line breaks its YAML has.
        return " ".join(value.split()) if isinstance(value, str) else value


class Reviewed(Item):
    """An item that somebody must look at again."""

    reviewed_on: date
    review_due: date

    @validator("review_due")
    def _due_after_review(cls, due: date, values: dict[str, Any]) -> date:
        if "reviewed_on" in values and due <= values["reviewed_on"]:
            raise ValueError("must be later than reviewed_on")
        return due


class TopicItem(Item):
    id: TopicId
    title: constr(strip_whitespace=True, min_length=3, max_length=40)
    question: constr(strip_whitespace=True, min_length=3, max_length=60)
    related: list[TopicId] = []
    aliases: list[constr(strip_whitespace=True, min_length=2, max_length=80)] = []
    column: constr(regex=r"^[A-Z]{2}$|^K$") | None = None
    belongs_to: TopicId | None = None  # the id of the outline under which answers report it


class SourceItem(Item):
    id: SourceId
    kind: str
    title: Sentence
    publisher: constr(strip_whitespace=True, min_length=2)
    year: int | None = None
    url: constr(regex=r"^https://[^\s]+$") | None = None
    seen: constr(regex=r"^(own-page|copy|secondary)$")
    _kind = _choice("kind", SOURCE_KINDS)


class CautionItem(Reviewed):
    kind: str
    text: Sentence
    sources: conlist(SourceId, min_items=1)
    _kind = _choice("kind", CAUTION_KINDS)


class CorrectionItem(Reviewed):
    verdict: str
    article_says: Sentence
    known_today: Sentence
    certainty: str
    sources: conlist(SourceId, min_items=1)
    _verdict = _choice("verdict", VERDICTS)
    _certainty = _choice("certainty", CERTAINTIES)


class ClaimItem(Reviewed):
    topic: TopicId
    short: Sentence
    detail: str = ""
    certainty: str
    article_rating: str | None = None
    sources: conlist(SourceId, min_items=1)
    corrections: list[Slug] = []
    cautions: conlist(Slug, min_items=1)
    terms: list[Slug] = []
    review_status: str
    _certainty = _choice("certainty", CERTAINTIES)
    _rating = _choice("article_rating", ARTICLE_RATINGS)
    _status = _choice("review_status", REVIEW_STATUSES)


class TermItem(Reviewed):
    """A glossary term; its definition becomes the claim `term-<id>` of the topic `glossary/<id>`."""

    id: constr(regex=SLUG, max_length=70)
    name: constr(strip_whitespace=True, min_length=2, max_length=80)
    aliases: list[constr(strip_whitespace=True, min_length=2, max_length=80)] = []
    short: Sentence
    detail: str = ""
    sources: conlist(SourceId, min_items=1)
    corrections: list[Slug] = []
    cautions: conlist(Slug, min_items=1)
    terms: list[Slug] = []
    review_status: str
    _status = _choice("review_status", REVIEW_STATUSES)

    GROUP: ClassVar[str] = "glossary"

    def as_claim(self) -> ClaimItem:
        """Returns the definition as a claim."""
        return ClaimItem(
            id=f"term-{self.id}",
            topic=f"{self.GROUP}/{self.id}",
            certainty="high",
            **self.dict(exclude={"id", "name", "aliases"}),
        )
