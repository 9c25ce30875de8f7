"""Declines where the wording fishes for a decision about one person, whatever the classifier made of the message."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.asides import only_tells_of_somebody
from bot.answers.catalogue import about_same, group
from bot.answers.decision import Acknowledge, Answer, AskWhatAbout, Decision, OutOfScope
from bot.answers.declining.fishing import (
    Wish,
    asks_a_fact,
    asks_how_bad,
    asks_of_others,
    asks_when_to_go,
    asks_whether_it_suits,
    plans_for_oneself,
    pushes,
    speaks_of_changing,
    speaks_of_oneself,
    speaks_of_own_case,
    wish_of,
)
from bot.answers.understanding import ADVICE_INTENT, Context, Understanding
from bot.answers.wording import asks_where_or_why

SEE_DOCTOR = "safety/see-doctor"
# Groups in which a plan for oneself ("so two at bedtime, right?") asks for a decision that is a professional's.
SUBSTANCE_GROUPS = frozenset({"supplement", "medication", "diet"})
# Groups in which a message that the classifier takes for a wish for advice, even unsurely, is one if it speaks of the person.
PERSONAL_GROUPS = SUBSTANCE_GROUPS | {"cause", "safety"}
# Ways to move: "how long should I hold the stretch" asks how it is done.
WAY_GROUPS = frozenset({"relief", "prevention"})
# What these ask is about the person's body, so any message of the kind is answered, even if no topic was understood.
ABOUT_THE_BODY = frozenset({Wish.DIAGNOSIS, Wish.ODDS, Wish.REASSURANCE})
# Follow-ups that ask for a figure of a study or for proof.
FACT_INTENTS = frozenset({"ask_amount_in_study", "ask_proof", "ask_meaning", "ask_why"})
MEDICINE_TOPICS = frozenset({"cause/diuretics", "glossary/diuretic"})
VERY_SHORT = 6  # words: after a refusal such a message presses on unless it asks for a fact
LIKELY = 0.2  # confidence from which a wish for advice that no topic was found for is one all the same
SURE = 0.75  # confidence from which an intent stands, however the message is worded
SHORT = 12  # words: a longer message says itself what it is about


def decline_if_fishing(decision: Decision, understanding: Understanding, context: Context) -> Decision:
    """Returns the decision, turned into one that declines first where the message fishes for a dose, a diagnosis, odds or reassurance.

    Args:
        decision: what was decided from intent and topics.
        understanding: of the message.
        context: of the session; a push after an answer about a substance is about that substance.
    """
    wish = wish_of(understanding.text) or (Wish.STOPPING if _changes_medicine(understanding) else None)
    if isinstance(decision, Answer) and decision.advice:
        return replace(decision, advice=wish is not None or not asks_of_others(understanding.text))
    if understanding.tapped:
        return decision
    if isinstance(decision, Answer):
        return replace(decision, advice=True) if _is_personal(decision, wish, understanding, context) else decision
    complains = isinstance(decision, AskWhatAbout) and understanding.confidence >= SURE and not context.is_advice
    if complains and not speaks_of_oneself(understanding.text):
        return decision
    if isinstance(decision, Acknowledge) and not pushes(understanding.text):
        return decision
    topics = _subject(decision, wish, understanding, context)
    return Answer(topics, advice=True) if topics else decision


def _is_personal(decision: Answer, wish: Wish | None, understanding: Understanding, context: Context) -> bool:
    if wish is Wish.DOSE and group(decision.topics[0]) in WAY_GROUPS:
        return speaks_of_own_case(understanding.text)
    if wish is not None:
        return True
    if only_tells_of_somebody(understanding.text) and not context.is_advice:
        return False
    is_substance = group(decision.topics[0]) in SUBSTANCE_GROUPS
    if is_substance and asks_whether_it_suits(understanding.text):
        return True
    if understanding.intent in FACT_INTENTS:
        return False
    if decision.topics == (SEE_DOCTOR,) and asks_when_to_go(understanding.text):
        return False
    is_unsure_wish = understanding.intent == ADVICE_INTENT and not asks_where_or_why(understanding.text)
    if is_unsure_wish and group(decision.topics[0]) in PERSONAL_GROUPS and speaks_of_oneself(understanding.text):
        return True
    if decision.topics == (SEE_DOCTOR,) and understanding.confidence < SURE and asks_how_bad(understanding.text):
        return True
    if is_substance and plans_for_oneself(understanding.text):
        return True
    pressed = _is_push(understanding, context) and group(decision.topics[0]) not in WAY_GROUPS - _groups(context)
    return pressed and (understanding.confidence < SURE or (decision.topics[0] in context.topics and not asks_a_fact(understanding.text)))


def _is_push(understanding: Understanding, context: Context) -> bool:
    """Whether a short message presses on after a refusal, naming nothing new."""
    words = len(understanding.text.split())
    if not context.is_advice or words > SHORT or understanding.names:
        return False
    if asks_a_fact(understanding.text) and not speaks_of_oneself(understanding.text):
        return False
    return pushes(understanding.text) or (words <= VERY_SHORT and understanding.confidence < SURE)


def _groups(context: Context) -> frozenset[str]:
    return frozenset(map(group, context.topics))


def _changes_medicine(understanding: Understanding) -> bool:
    """Whether a message speaks of changing a medicine that it names, covered by the article or not."""
    medicine = any(name in MEDICINE_TOPICS or group(name) == "medication" for name in understanding.names)
    named = medicine or bool(understanding.other_names) or understanding.about_person
    return named and understanding.confidence < SURE and speaks_of_changing(understanding.text)


def _subject(decision: Decision, wish: Wish | None, understanding: Understanding, context: Context) -> tuple[str, ...]:
    """Returns what a message that was not understood fishes about, or nothing if it does not fish for anything of ours."""
    last = context.topics[:1]
    fishing = wish is not None or plans_for_oneself(understanding.text)
    if (
        last
        and understanding.confidence < SURE
        and (_is_push(understanding, context) or (fishing and _points_at_last(understanding, last[0])))
    ):
        return last
    if wish is None:
        return _likeliest(understanding)
    if wish in ABOUT_THE_BODY or wish is Wish.STOPPING:
        return (SEE_DOCTOR,) if _is_health(decision, wish, understanding, context) else ()
    if understanding.names and about_same(understanding.best.topic, understanding.names[0]):
        return (understanding.best.topic,)
    return understanding.names[:1] or _likeliest(understanding)


def _likeliest(understanding: Understanding) -> tuple[str, ...]:
    """Returns what a wish for a dose is about as far as the classifier knows, if it knows that it is such a wish."""
    if understanding.intent != ADVICE_INTENT or understanding.confidence < LIKELY:
        return ()
    return tuple(candidate.topic for candidate in understanding.candidates[:1]) or (SEE_DOCTOR,)


def _points_at_last(understanding: Understanding, last: str) -> bool:
    return not understanding.names and not understanding.other_names and len(understanding.text.split()) <= SHORT and bool(last)


def _is_health(decision: Decision, wish: Wish, understanding: Understanding, context: Context) -> bool:
    """Whether a message is about the person's health at all: "do i have adhd" or "will i be ok in the exam" is not ours to decline."""
    if context.topics or understanding.names or not isinstance(decision, OutOfScope):
        return True
    unsure = understanding.confidence < SURE and wish is not Wish.DIAGNOSIS
    return wish is Wish.STOPPING or unsure or understanding.intent != "out_of_scope"
