"""What speaks for or against declining, as numbers: the signs that the verdict was learned from and is made with.

A sign's name is part of the learned file (`verdict.json`): whoever adds, drops or changes one learns the verdict anew (`make learn`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.answers.asides import only_tells_of_somebody
from bot.answers.catalogue import Catalogue
from bot.answers.decision import Answer, Clarify, Decision, OutOfScope
from bot.answers.declining import fishing
from bot.answers.learned.kinds import kind_of
from bot.answers.understanding import ADVICE_INTENT, FOLLOW_UP_INTENTS, Context, Understanding
from bot.answers.wording import asks_for_advice, asks_leave, asks_permission, insists, merely_names

# Shares of these say what a message wants, whatever it is about.
INTENTS = (
    *sorted(FOLLOW_UP_INTENTS),
    *("ask_cause", "ask_definition", "ask_diet", "ask_evidence", "ask_medication", "ask_prevention", "ask_relief", "ask_supplement"),
    *("ask_when_to_see_doctor", "out_of_scope", "report_condition"),
)
WISHES = tuple(fishing.Wish)


@dataclass(frozen=True)
class Case:
    """A message, and what the rules would do with it.

    Attributes:
        said: what was understood of the message.
        context: of the session.
        catalogue: the topics there are.
        plain: what was decided from intent and topics.
        ruled: the same once the rules over wordings have spoken.
    """

    said: Understanding
    context: Context
    catalogue: Catalogue
    plain: Decision
    ruled: Decision

    @property
    def topic(self) -> str:
        """The topic that would be answered; "" if none would."""
        return self.plain.topics[0] if isinstance(self.plain, Answer) else ""


def declines(decision: Decision) -> bool:
    """Whether a decision is an answer that declines first."""
    return isinstance(decision, Answer) and decision.advice


def _wish(case: Case) -> int:
    wish = fishing.wish_of(case.said.text)
    return WISHES.index(wish) if wish else -1


def _form(decision: Decision) -> int:
    return next((place for place, kind in enumerate((Answer, OutOfScope, Clarify)) if isinstance(decision, kind)), 3)


SIGNS: Mapping[str, Callable[[Case], float]] = {
    "rules decline": lambda case: declines(case.ruled),
    "intent and topic decline": lambda case: declines(case.plain),
    "wish of the wording": _wish,
    "share of advice": lambda case: case.said.advising,
    "wants advice": lambda case: case.said.intent == ADVICE_INTENT,
    "wants advice in the talk": lambda case: case.said.in_context is not None and case.said.in_context.intent == ADVICE_INTENT,
    "is read in the talk": lambda case: case.said.in_context is not None,
    "comes after an answer": lambda case: bool(case.context.topics),
    "comes after a refusal": lambda case: case.context.is_advice,
    "stays with the topic": lambda case: case.topic in case.context.topics,
    "kind": lambda case: kind_of(case.topic),
    "form": lambda case: _form(case.plain),
    "conditions": lambda case: len(case.context.conditions),
    "questions": lambda case: len(case.said.questions),
    "words": lambda case: len(case.said.text.split()),
    "has a question mark": lambda case: "?" in case.said.text,
    "leaning": lambda case: case.said.leaning,
    "chance outside": lambda case: case.said.outside,
    "confidence in the intent": lambda case: case.said.confidence,
    "confidence in the topic": lambda case: case.said.best.confidence,
    "speaks of oneself": lambda case: fishing.speaks_of_oneself(case.said.text),
    "speaks of a person": lambda case: fishing.speaks_of_a_person(case.said.text),
    "speaks of one's own case": lambda case: fishing.speaks_of_own_case(case.said.text),
    "plans for oneself": lambda case: fishing.plans_for_oneself(case.said.text),
    "asks how bad": lambda case: fishing.asks_how_bad(case.said.text),
    "asks a fact": lambda case: fishing.asks_a_fact(case.said.text),
    "pushes": lambda case: fishing.pushes(case.said.text),
    "insists": lambda case: insists(case.said.text),
    "asks for advice": lambda case: asks_for_advice(case.said.text),
    "asks permission": lambda case: asks_permission(case.said.text),
    "asks leave": lambda case: asks_leave(case.said.text),
    "merely names": lambda case: merely_names(case.said.text),
    "only tells": lambda case: only_tells_of_somebody(case.said.text),
}
NAMES: tuple[str, ...] = (*SIGNS, *(f"share of {intent}" for intent in INTENTS))


def row(case: Case) -> list[float]:
    """Returns the signs of a case in the order of NAMES."""
    return [*(float(sign(case)) for sign in SIGNS.values()), *(case.said.shares.get(intent, 0.0) for intent in INTENTS)]
