"""What was understood of a message, and what is remembered of the conversation. Plain data between Rasa and the answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

TRAIL = 6  # as many earlier topics are remembered
OUTSIDE_INTENTS = frozenset({"nlu_fallback", "out_of_scope"})
ADVICE_INTENT = "ask_personal_advice"
LEFT = 0.2  # share for other topics below which they are not made up for
RED_FLAG_PREFIX = "red-flag/"  # of labels that the classifier knows and nothing is told about
# Intents of messages that mean something only after an answer.
FOLLOW_UP_INTENTS = frozenset(
    {
        "ask_why",
        "ask_how",
        "ask_detail",
        "ask_safety",
        "ask_amount_in_study",
        "ask_proof",
        "ask_more",
        "ask_others",
        "ask_meaning",
        "refer_back",
        "affirm",
        "reject_topic",
        "deny",
    }
)


@dataclass(frozen=True)
class Candidate:
    """A topic that a question may be about, with a confidence from 0 to 1."""

    topic: str
    confidence: float


@dataclass(frozen=True)
class Question:
    """One question of a message.

    Attributes:
        intent: what the person wants.
        candidates: topics, the most likely first; may be empty.
    """

    intent: str
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True)
class Understanding:
    """One message.

    Attributes:
        text: as typed.
        intent: of the whole message.
        questions: one, or each question of a message that asks several.
        names: topic ids of things named in the text, in their order.
        confidence: in the intent, from 0 to 1.
        other_names: things named that the article does not cover.
        care: id of the reply for a sign that wants a visit soon, but is no emergency; None if there is none.
        about_person: whether the message says what applies to the person.
        tapped: topics of a button that was tapped; certain, whatever else was understood.
        in_context: a short message read together with the subject of the last answer; None where that was not done.
        leaning: how surely the message leans on what was said before: the share of FOLLOW_UP_INTENTS, from 0 to 1.
        advising: how surely it wants advice for one person: the share of ADVICE_INTENT, from 0 to 1.
        outside: how surely it is about nothing that is covered, from 0 to 1.
        shares: of the likeliest intents, each from 0 to 1.
    """

    text: str
    intent: str
    questions: tuple[Question, ...]
    names: tuple[str, ...] = ()
    confidence: float = 1.0
    other_names: tuple[str, ...] = ()
    care: str | None = None
    about_person: bool = False
    tapped: tuple[str, ...] = ()
    in_context: Question | None = None
    leaning: float = 0.0
    advising: float = 0.0
    outside: float = 0.0
    shares: Mapping[str, float] = field(default_factory=dict)

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        return self.questions[0].candidates if self.questions else ()

    @property
    def best(self) -> Candidate:
        """The likeliest topic; one of no confidence where there is none."""
        return self.candidates[0] if self.candidates else Candidate("", 0.0)


@dataclass(frozen=True)
class Context:
    """What is remembered within a session.

    Attributes:
        topics: of the last answer.
        trail: topics answered before, the latest first, each once.
        named: things that the person named side by side ("magnesium or calcium?"), in their order, until others are named.
        options: topics that the bot has just offered to choose from; empty if it did not ask.
        conditions: what the person said applies to them, as ids of content/conditions.
        is_advice: whether the last answer declined to prescribe; a push for it is declined again.
        is_emergency: whether the person told of a red flag and has not said since that all is well.
    """

    topics: tuple[str, ...] = ()
    trail: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    is_advice: bool = False
    is_emergency: bool = False

    def after(self, topics: tuple[str, ...], *, is_advice: bool, names: tuple[str, ...] = ()) -> Context:
        """Returns what is remembered once these topics have been answered to a message that named these things."""
        before = tuple(dict.fromkeys(topic for topic in (*self.topics, *self.trail) if topic not in topics))
        named = self.named if set(names) <= set(self.named) else names if len(names) > 1 else ()
        return replace(self, topics=topics, trail=before[:TRAIL], named=named, is_advice=is_advice)


def understanding_from_parse(message: Mapping[str, Any]) -> Understanding:
    """Reads a message as Rasa stores it.

    Args:
        message: `tracker.latest_message`: text, intent, entities and our own `questions`.

    Returns:
        The understanding. A tapped button arrives as an intent with an entity `topic`: one certain question.
    """
    intent = str((message.get("intent") or {}).get("name") or "nlu_fallback")
    entities = [entity for entity in message.get("entities") or [] if isinstance(entity.get("value"), str)]
    tapped = tuple(entity["value"] for entity in entities if entity.get("entity") == "topic")
    if tapped:
        questions = tuple(Question(intent, (Candidate(topic, 1.0),)) for topic in tapped)
    else:
        questions = tuple(_question(question, intent) for question in message.get("questions") or [])
    named = {
        kind: tuple(dict.fromkeys(item["value"] for item in entities if item.get("entity") == kind)) for kind in ("name", "other_subject")
    }
    in_context = message.get("in_context")
    shares = {str(item["name"]): float(item["confidence"]) for item in message.get("intent_ranking") or ()}
    return Understanding(
        text=str(message.get("text") or ""),
        intent=intent,
        questions=questions or (Question(intent),),
        names=named["name"],
        confidence=float((message.get("intent") or {}).get("confidence") or 0.0),
        other_names=named["other_subject"],
        care=next((item["value"] for item in entities if item.get("entity") == "care_level"), None),
        tapped=tapped,
        in_context=_question(in_context, intent) if isinstance(in_context, Mapping) else None,
        leaning=sum(share for name, share in shares.items() if name in FOLLOW_UP_INTENTS),
        advising=shares.get(ADVICE_INTENT, 0.0),
        outside=float(message.get("chance_outside") or 0.0),
        shares=shares,
    )


def _question(found: Mapping[str, Any], intent: str) -> Question:
    """Reads a question. What the classifier gave to red flags goes to the other topics: had it been one, nothing would be answered."""
    found_topics = [Candidate(str(item["topic"]), float(item["confidence"])) for item in found.get("topics") or []]
    known = [candidate for candidate in found_topics if not candidate.topic.startswith(RED_FLAG_PREFIX)]
    left = 1 - sum(candidate.confidence for candidate in found_topics if candidate not in known)
    candidates = tuple(replace(candidate, confidence=min(candidate.confidence / max(left, LEFT), 1.0)) for candidate in known)
    return Question(str(found.get("intent") or intent), candidates)
