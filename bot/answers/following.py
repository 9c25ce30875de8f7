"""What a message means that comes after an answer: "is it safe?", "and the other one?", "in bed i mean"."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answers.catalogue import Catalogue, group
from bot.answers.counting import counted_out
from bot.answers.decision import Acknowledge, Answer, AskWhatAbout, Clarify, Decision, OutOfScope
from bot.answers.declining.fishing import Wish, wish_of
from bot.answers.follow_ups.candidates import OUT_OF_SCOPE
from bot.answers.follow_ups.choice import choose
from bot.answers.follow_ups.talk import Talk
from bot.answers.understanding import ADVICE_INTENT, FOLLOW_UP_INTENTS, OUTSIDE_INTENTS, Context, Understanding
from bot.answers.wording import insists, names_a_dose, of_others

# Kinds of things that one can take.
TAKEN_GROUPS = ("supplement", "medication", "diet")
# What a follow-up is about when nothing was said before it.
TOPIC_WITHOUT_CONTEXT = {"ask_proof": "evidence/general"}
REFUSING = frozenset({"reject_topic", "deny"})
NEAR = 0.2  # confidence from which a topic stands though the message leans on a talk that there was not
SHORT = 6  # words: a longer message does not merely count, or pick one of those offered
UNSURE = 0.3  # chance below which the bot rather asks which of several topics was meant, if the message alone made it ask
_AMOUNT = re.compile(r"\bhow (?:much|many|often)\b", re.I)
_DAILY = re.compile(r"\bhow (?:much|many)(?: \w+){0,3} (?:a|per|each|every) (?:day|night|week|time|go)\b", re.I)


def out_of_nothing(understanding: Understanding) -> Decision | None:
    """Returns what a message means that leans on a talk though there was none, or None if it stands for itself."""
    if understanding.intent not in FOLLOW_UP_INTENTS or understanding.names:
        return None
    if understanding.intent in TOPIC_WITHOUT_CONTEXT:
        return Answer((TOPIC_WITHOUT_CONTEXT[understanding.intent],))
    return None if understanding.best.confidence >= NEAR else AskWhatAbout(complains=understanding.intent == "reject_topic")


def follow(understanding: Understanding, context: Context, catalogue: Catalogue, alone: Decision) -> Decision:
    """Returns what a message means after an answer.

    Args:
        understanding: of the message.
        context: of the session, in which something was answered.
        catalogue: the topics there are.
        alone: what would be decided if nothing had been said before.
    """
    intent = understanding.intent
    if intent == "reject_topic" and len(context.options) > 1:
        return Clarify(tuple(topic for topic in context.options if topic not in context.topics))
    if isinstance(alone, OutOfScope) and understanding.other_names and intent in OUTSIDE_INTENTS:
        # With the last subject put into it, a thing that is not covered sounds like that subject; it stays outside all the same.
        return alone
    counted = counted_out(understanding.text, context, catalogue) if _counts_things_named(understanding, context) else None
    if counted:
        return Answer((counted,))
    choice = choose(Talk(understanding, context, catalogue, topic_of(alone)))
    if choice.topic == OUT_OF_SCOPE:
        return alone if isinstance(alone, OutOfScope) else OutOfScope()
    pushed = _is_pushed(understanding, context, choice.topic)
    if choice.topic == context.topics[0] and not pushed:
        if intent == "affirm":
            return Acknowledge()
        if intent in REFUSING:
            return AskWhatAbout(complains=intent == "reject_topic")
    if isinstance(alone, Clarify) and choice.chance < UNSURE:
        return alone
    if isinstance(alone, Answer) and choice.topic in alone.topics:
        return replace(alone, advice=alone.advice or pushed, rest=_wants_rest(intent, context, alone.topics))
    return Answer((choice.topic,), advice=pushed, rest=_wants_rest(intent, context, (choice.topic,)))


def _counts_things_named(understanding: Understanding, context: Context) -> bool:
    """Whether a short message that names nothing comes after things that were named side by side ("and the other one?")."""
    return len(context.named) > 1 and not understanding.names and len(understanding.text.split()) <= SHORT


def topic_of(decision: Decision) -> str | None:
    """Returns the topic that a decision puts first, OUT_OF_SCOPE, or None if it names none."""
    if isinstance(decision, Answer):
        return decision.topics[0]
    return OUT_OF_SCOPE if isinstance(decision, OutOfScope) else None


def _wants_rest(intent: str, context: Context, topics: tuple[str, ...]) -> bool:
    return intent == "ask_more" and topics == context.topics[:1]


def _is_pushed(understanding: Understanding, context: Context, topic: str) -> bool:
    """Whether a message asks for the person's own dose of what was spoken of, or presses on after a refusal."""
    text = understanding.text
    wants_advice = understanding.in_context is not None and understanding.in_context.intent == ADVICE_INTENT
    asks_dose = understanding.intent == "ask_amount_in_study" or names_a_dose(text) or bool(_DAILY.search(text))
    asks_dose = asks_dose or (wants_advice and bool(_AMOUNT.search(text))) or wish_of(text) is Wish.DOSE
    is_dose = asks_dose and group(topic) in TAKEN_GROUPS and not of_others(text)
    return is_dose or (context.is_advice and topic == context.topics[0] and insists(text))
