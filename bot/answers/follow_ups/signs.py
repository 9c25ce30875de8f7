"""What speaks for or against a topic, as numbers: the signs that the choice was learned from and is made with.

A sign's name is part of the learned file (`choice.json`): whoever adds, drops or changes one learns the choice anew (`make learn`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.answers.catalogue import about_same, group
from bot.answers.follow_ups.talk import NO_RANK, Talk
from bot.answers.learned.kinds import kind_of
from bot.answers.understanding import ADVICE_INTENT, FOLLOW_UP_INTENTS, OUTSIDE_INTENTS

NOTHING = (0.0, NO_RANK)
# Shares of these say what a message wants, whatever it is about.
INTENTS = (*sorted(FOLLOW_UP_INTENTS), ADVICE_INTENT, "out_of_scope", "ask_definition")


def _place(topic: str, among: Sequence[str]) -> int:
    """Returns the place of a topic on a list, from 1, or NO_RANK."""
    return among.index(topic) + 1 if topic in among else NO_RANK


def _is_named(talk: Talk, topic: str, names: Sequence[str]) -> bool:
    return any(about_same(topic, name) for name in names)


def _surest(talk: Talk, topic: str) -> float:
    return max(talk.by_itself.get(topic, NOTHING)[0], talk.in_talk.get(topic, NOTHING)[0], talk.of_parts.get(topic, 0.0))


def _confidence_left(talk: Talk, topic: str) -> float:
    """Returns the share of a topic among what the wish to follow up leaves."""
    return min(talk.by_itself.get(topic, NOTHING)[0] / max(1.0 - talk.said.leaning, 0.05), 1.0)


OF_TOPIC: Mapping[str, Callable[[Talk, str], float]] = {
    "is the last": lambda talk, topic: topic == talk.last,
    "is among the last": lambda talk, topic: topic in talk.context.topics,
    "place among earlier ones": lambda talk, topic: _place(topic, talk.context.trail),
    "is an option": lambda talk, topic: topic in talk.context.options,
    "is of the last one's kind": lambda talk, topic: group(topic) == group(talk.last),
    "is about the last thing": lambda talk, topic: topic in talk.family,
    "explains the last thing": lambda talk, topic: topic == talk.definition,
    "is a list": lambda talk, topic: talk.catalogue.is_general(topic),
    "is the list of the last one's kind": lambda talk, topic: topic == talk.own_list,
    "explains a word of the last answer": lambda talk, topic: topic in talk.terms,
    "uses the word explained last": lambda talk, topic: talk.last in talk.catalogue.terms_of.get(topic, ()),
    "is where the last word belongs": lambda talk, topic: talk.catalogue.parents.get(talk.last) == topic,
    "place among those offered": lambda talk, topic: _place(topic, talk.offered),
    "confidence by itself": lambda talk, topic: talk.by_itself.get(topic, NOTHING)[0],
    "rank by itself": lambda talk, topic: talk.by_itself.get(topic, NOTHING)[1],
    "confidence in what does not lean": _confidence_left,
    "confidence in a part": lambda talk, topic: talk.of_parts.get(topic, 0.0),
    "confidence in the talk": lambda talk, topic: talk.in_talk.get(topic, NOTHING)[0],
    "rank in the talk": lambda talk, topic: talk.in_talk.get(topic, NOTHING)[1],
    "confidence in both": lambda talk, topic: talk.by_itself.get(topic, NOTHING)[0] * talk.in_talk.get(topic, NOTHING)[0],
    "surest confidence": _surest,
    "is named": lambda talk, topic: topic in talk.said.names,
    "is the thing named, of the last one's kind": lambda talk, topic: topic in talk.named_of_kind,
    "is about a thing named": lambda talk, topic: _is_named(talk, topic, talk.said.names),
    "is about a thing named before": lambda talk, topic: _is_named(talk, topic, talk.context.named),
    "is what it would be alone": lambda talk, topic: topic == talk.alone,
    "is described, of the last one's kind": lambda talk, topic: topic == talk.described_of_kind,
    "is described, of a kind at hand": lambda talk, topic: topic == talk.described_at_hand,
    "is counted out": lambda talk, topic: topic == talk.counted,
    "is the list named": lambda talk, topic: topic == talk.list_named,
    "kind": lambda talk, topic: kind_of(topic),
}
OF_MESSAGE: Mapping[str, Callable[[Talk], float]] = {
    "words": lambda talk: len(talk.said.text.split()),
    "leaning": lambda talk: talk.said.leaning,
    "chance outside": lambda talk: talk.said.outside,
    "confidence in the intent": lambda talk: talk.said.confidence,
    "is outside": lambda talk: talk.said.intent in OUTSIDE_INTENTS,
    "is a follow-up": lambda talk: talk.said.intent in FOLLOW_UP_INTENTS,
    "questions": lambda talk: len(talk.said.questions),
    "names": lambda talk: len(talk.said.names),
    "other names": lambda talk: len(talk.said.other_names),
    "tells of a condition": lambda talk: talk.said.about_person,
    "has a question mark": lambda talk: "?" in talk.said.text,
    "comes after a refusal": lambda talk: talk.context.is_advice,
    "topics answered last": lambda talk: len(talk.context.topics),
    "kind of the last": lambda talk: kind_of(talk.last),
    "the last is a list": lambda talk: talk.catalogue.is_general(talk.last),
    "is read in the talk": lambda talk: talk.said.in_context is not None,
    "is outside in the talk": lambda talk: talk.said.in_context is not None and talk.said.in_context.intent in OUTSIDE_INTENTS,
    "wants advice in the talk": lambda talk: talk.said.in_context is not None and talk.said.in_context.intent == ADVICE_INTENT,
    "best confidence by itself": lambda talk: talk.said.best.confidence,
    "best confidence in the talk": lambda talk: max((confidence for confidence, _ in talk.in_talk.values()), default=0.0),
    "confidence in the last by itself": lambda talk: talk.by_itself.get(talk.last, NOTHING)[0],
    "confidence in the last in the talk": lambda talk: talk.in_talk.get(talk.last, NOTHING)[0],
}
NAMES: tuple[str, ...] = (*OF_TOPIC, *OF_MESSAGE, *(f"share of {intent}" for intent in INTENTS))


def rows(talk: Talk, topics: Sequence[str]) -> list[list[float]]:
    """Returns the signs of each topic in the order of NAMES."""
    shared = [float(sign(talk)) for sign in OF_MESSAGE.values()] + [talk.said.shares.get(intent, 0.0) for intent in INTENTS]
    return [[*(float(sign(talk, topic)) for sign in OF_TOPIC.values()), *shared] for topic in topics]
