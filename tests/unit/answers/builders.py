"""Records made by hand, as short as a test can say them."""

from __future__ import annotations

from datetime import date

from bot.answers.understanding import (
    ADVICE_INTENT,
    FOLLOW_UP_INTENTS,
    OUTSIDE_INTENTS,
    Candidate,
    Question,
    Understanding,
    understanding_from_parse,
)
from bot.knowledge.records import Caution, Claim, Correction, Source, Term, Topic, TopicName

SURE = 0.95


def source(name: str = "trial-2020", kind: str = "trial", publisher: str = "A journal", year: int | None = 2020) -> Source:
    return Source(name, kind, f"Title of {name}", publisher, year, "https://example.org/x")


def caution(name: str = "kidneys", text: str = "Ask first if your kidneys are weak.") -> Caution:
    return Caution(name, "contraindication", text)


def correction(name: str = "little", known_today: str = "A trial found no change.", sources: tuple[Source, ...] = ()) -> Correction:
    return Correction(name, "unproven", "The article says that it helps.", known_today, "moderate", sources or (source("better"),))


def claim(
    name: str = "relaxes",
    topic: str = "supplement/magnesium",
    short: str = "It may not help.",
    detail: str = "It relaxes a muscle.",
    cautions: tuple[Caution, ...] | None = None,
    corrections: tuple[Correction, ...] = (),
    sources: tuple[Source, ...] | None = None,
    terms: tuple[Term, ...] = (),
    certainty: str = "low",
) -> Claim:
    return Claim(
        name,
        topic,
        short,
        detail,
        certainty,
        None,
        (source(),) if sources is None else sources,
        (caution(),) if cautions is None else cautions,
        corrections,
        terms,
        date(2026, 1, 1),
        date(2027, 1, 1),
        "not-reviewed-by-clinician",
    )


def name(topic: str = "supplement/magnesium", belongs_to: str | None = None, column: str | None = "MG") -> TopicName:
    return TopicName(topic, f"Title of {topic}"[:40], f"What of {topic}?", column, belongs_to)


def topic(topic_id: str = "supplement/magnesium", *claims: Claim, related: tuple[str, ...] = (), belongs_to: str | None = None) -> Topic:
    return Topic(name(topic_id, belongs_to), claims or (claim(topic=topic_id),), tuple(map(name, related)))


def term(word: str = "diuretic", shown: str | None = None) -> Term:
    return Term(word, shown or word, f"glossary/{word}", ())


def understood(
    text: str,
    intent: str,
    *topics: tuple[str, float],
    names: tuple[str, ...] = (),
    parts: tuple[Question, ...] = (),
    in_context: Question | None = None,
) -> Understanding:
    """A message with the likely topics of the whole, further questions of which it is made, and how it reads after the last answer.

    The classifier is sure of the intent: its shares say the same.
    """
    return Understanding(
        text=text,
        intent=intent,
        questions=(question(intent, *topics), *parts),
        names=names,
        in_context=in_context,
        leaning=SURE if intent in FOLLOW_UP_INTENTS else 0.0,
        advising=SURE if intent == ADVICE_INTENT else 0.0,
        outside=SURE if intent in OUTSIDE_INTENTS else 0.0,
        shares={intent: SURE},
    )


def question(intent: str, *topics: tuple[str, float]) -> Question:
    return Question(intent, tuple(Candidate(name, confidence) for name, confidence in topics))


def tapped(topic_id: str, intent: str = "ask_topic") -> Understanding:
    """A tapped button, as Rasa stores it."""
    return understanding_from_parse(
        {"text": f"/{intent}", "intent": {"name": intent}, "entities": [{"entity": "topic", "value": topic_id}]}
    )
