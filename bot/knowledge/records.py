"""What leaves the knowledge base: plain frozen rows, no ORM object and no session behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Source:
    """Where a statement comes from. `year` and `url` are None where the page shows none or only a copy was seen."""

    id: str
    kind: str
    title: str
    publisher: str
    year: int | None
    url: str | None


@dataclass(frozen=True)
class Caution:
    """What a reader must know beside a claim."""

    id: str
    kind: str
    text: str


@dataclass(frozen=True)
class Correction:
    """Where the article is out of date, unproven, unsafe or wrong, and what is known today."""

    id: str
    verdict: str
    article_says: str
    known_today: str
    certainty: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Term:
    """A word that the glossary defines; `topic_id` is where its definition is."""

    id: str
    name: str
    topic_id: str
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class Claim:
    """One statement of the article.

    `cautions` and `sources` are never empty: the database refuses such a row, and so does this type.
    """

    id: str
    topic_id: str
    short: str
    detail: str
    certainty: str
    article_rating: str | None
    sources: tuple[Source, ...]
    cautions: tuple[Caution, ...]
    corrections: tuple[Correction, ...]
    terms: tuple[Term, ...]
    reviewed_on: date
    review_due: date
    review_status: str

    def __post_init__(self) -> None:
        if not self.cautions:
            raise ValueError(f"claim {self.id} has no caution")
        if not self.sources:
            raise ValueError(f"claim {self.id} has no source")


@dataclass(frozen=True)
class TopicName:
    """A topic as a button shows it.

    `belongs_to` is the id under which the answer contract reports it, where that is another one.
    """

    id: str
    title: str
    question: str
    column: str | None
    belongs_to: str | None = None


@dataclass(frozen=True)
class Topic:
    """A topic with everything that an answer about it needs; `claims` holds the main claim first and is never empty."""

    name: TopicName
    claims: tuple[Claim, ...]
    related: tuple[TopicName, ...]

    @property
    def id(self) -> str:
        return self.name.id
