"""From what was understood and remembered to a decision."""

from __future__ import annotations

from bot.answers.catalogue import Catalogue, about_same, group
from bot.answers.decision import Answer, AskWhatAbout, Clarify, Decision, OutOfScope
from bot.answers.understanding import Candidate, Context, Question, Understanding
from bot.answers.wording import asks_for_advice, asks_for_verdict, asks_permission, carries_on, insists, ordinal, points_back

ADVICE_INTENT = "ask_personal_advice"
SEE_DOCTOR = "safety/see-doctor"
OUTSIDE_INTENTS = frozenset({"nlu_fallback", "out_of_scope"})
FOLLOW_UP_INTENTS = frozenset(
    {
        "ask_why",
        "ask_how",
        "ask_safety",
        "ask_amount_in_study",
        "ask_proof",
        "affirm",
        "ask_more",
        "ask_others",
        "ask_meaning",
        "reject_topic",
        "deny",
    }
)
# What a follow-up is about when nothing was said before it.
TOPIC_WITHOUT_CONTEXT = {"ask_proof": "evidence/general"}
# Groups in which "should I …" asks for a personal decision about a substance or an illness; a stretch or an ice pack does not.
ADVICE_GROUPS = frozenset({"supplement", "medication", "diet"})
# Groups whose names may be the person's own condition.
CONDITION_GROUPS = frozenset({"cause", "glossary"})
# Groups of things one can do or take; whoever tells of a condition first asks whether they may.
WAY_GROUPS = ADVICE_GROUPS | {"relief", "prevention"}
ADVICE_TOPICS = frozenset(
    {"cause/diuretics", "cause/thyroid", "cause/diabetes", "cause/parkinsons", "cause/dialysis", "cause/minerals", "cause/dairy"}
)

SURE = 0.75  # a topic this sure stands whatever was said before
VERY_SURE = 0.9  # … even if the message has a word that points back, or asks about two things together
IN_CONTEXT = 0.3  # confidence from which a message read in context counts
ALONE = 0.5  # below it a short message is read in context though no word points back
FAR = 0.15  # below it, with nothing named, the likeliest topic is no better than a guess
NEAR = 0.2  # below it no topic is near enough to offer
UNSURE = 0.22  # a first topic below it is asked about, if …
CLOSE = 0.8  # … the second has at least this share of the first one's confidence
SURE_PART = 0.4  # a topic that one question of a longer message must reach to be answered
NAME_SUPPORT = 0.12  # a named thing lifts a candidate that has at least this share of the first one's confidence
SURE_ADVICE = 0.3  # confidence from which the classifier alone decides that advice was asked for
VERY_SHORT = 3  # words: "which is best?" after an answer is about that answer
SHORT = 6


def resolve(understanding: Understanding, context: Context, catalogue: Catalogue) -> Decision:
    """Decides what to do.

    Args:
        understanding: of the message.
        context: of the session.
        catalogue: the topics there are.
    """
    if understanding.tapped:
        known = tuple(topic for topic in understanding.tapped if topic in catalogue.topics)
        return Answer(known, rest=understanding.intent == "ask_more") if known else OutOfScope()
    place = ordinal(understanding.text)
    if context.options and place is not None and len(understanding.text.split()) <= SHORT:
        return Answer((context.options[min(place, len(context.options) - 1)],))
    if asks_for_verdict(understanding.text) and understanding.intent not in OUTSIDE_INTENTS:
        return Answer((SEE_DOCTOR,), advice=True)
    if understanding.intent in FOLLOW_UP_INTENTS:
        decision = _follow_up(understanding, context, catalogue)
        if decision:
            return decision
    carried = _carried(understanding, context, catalogue)
    if carried:
        return _with_advice(understanding, (carried,), context)
    parts = _parts(understanding)
    if understanding.intent in OUTSIDE_INTENTS and not _is_covered_all_the_same(understanding, parts):
        return OutOfScope(_near(understanding))
    return _questions(understanding, parts, context)


def _is_covered_all_the_same(understanding: Understanding, parts: tuple[Candidate, ...]) -> bool:
    """Whether a message that looks foreign is not: each of its questions is known, or it is about one known name and no other."""
    if parts and len(parts) == len(understanding.questions) - 1:
        return True
    best, names = _best(understanding.questions[0]), understanding.names
    known = len(names) == 1 and not understanding.other_names and about_same(best.topic, names[0])
    return known and best.confidence >= ALONE and understanding.intent == "nlu_fallback"


def _near(understanding: Understanding) -> tuple[str, ...]:
    return tuple(candidate.topic for candidate in understanding.candidates[:3] if candidate.confidence >= NEAR)


def _best(question: Question | None) -> Candidate:
    return question.candidates[0] if question and question.candidates else Candidate("", 0.0)


def _follow_up(understanding: Understanding, context: Context, catalogue: Catalogue) -> Decision | None:
    """Returns what a follow-up asks for, or None if the message stands for itself after all."""
    intent, best = understanding.intent, _best(understanding.questions[0])
    if understanding.names:
        target = understanding.names[0]
        if intent == "ask_meaning":
            return Answer((catalogue.definition_of(target) or target,))
        if intent in {"reject_topic", "deny"}:
            return Answer((_in_group(target, context.topics[0] if context.topics else "", catalogue),))
        return None
    if not context.topics:
        if intent in TOPIC_WITHOUT_CONTEXT:
            return Answer((TOPIC_WITHOUT_CONTEXT[intent],))
        return None if best.confidence >= NEAR else AskWhatAbout()
    last = context.topics[0]
    if intent == "reject_topic" and len(context.options) > 1:
        return Clarify(tuple(topic for topic in context.options if topic not in context.topics))
    if intent in {"reject_topic", "deny"}:
        return AskWhatAbout()
    if len(context.topics) > 1 and (place := ordinal(understanding.text)) is not None:
        return Answer((context.topics[min(place, len(context.topics) - 1)],))
    if intent == "ask_others":
        return Answer((catalogue.overview_of(last),))
    if intent == "ask_meaning":
        return Answer((_meaning(last, catalogue),))
    if best.confidence >= ALONE:
        return None
    return Answer((last,), rest=intent == "ask_more", advice=context.is_advice and insists(understanding.text))


def _meaning(topic: str, catalogue: Catalogue) -> str:
    terms = catalogue.terms_of.get(topic, ())
    return catalogue.definition_of(topic) or (terms[0] if terms else topic)


def _in_group(target: str, last: str, catalogue: Catalogue) -> str:
    """Returns the topic about a named thing in the group of the last answer, else as a remedy, else the named topic itself."""
    groups = [group(last)] if last and group(last) != "glossary" else []
    for wanted in [*groups, "supplement", "medication", "diet"]:
        if found := catalogue.same_thing(target, wanted):
            return found
    return target


def _carried(understanding: Understanding, context: Context, catalogue: Catalogue) -> str | None:
    """Returns the topic of a message that only makes sense after the last answer, or None if it stands for itself."""
    if not context.topics or len(understanding.questions) > 1:
        return None
    last, words = context.topics[0], len(understanding.text.split())
    plain, read = _best(understanding.questions[0]), _best(understanding.in_context)
    pointing, carrying = points_back(understanding.text), carries_on(understanding.text)
    # "im on dialysis, is it safe?" names the person's condition; "it" is still what was spoken of.
    of_oneself = understanding.about_person and pointing and all(group(name) in CONDITION_GROUPS for name in understanding.names)
    if understanding.names and not of_oneself:
        bare = words <= SHORT and carrying and plain.topic.startswith("glossary/")
        return _in_group(understanding.names[0], last, catalogue) if bare else None
    if len(context.topics) > 1 and words <= SHORT and (place := ordinal(understanding.text)) is not None:
        return context.topics[min(place, len(context.topics) - 1)]
    if understanding.in_context is None or understanding.in_context.intent in OUTSIDE_INTENTS or read.confidence < IN_CONTEXT:
        return None
    if carrying and words <= SHORT and plain.confidence < ALONE:
        # "and too little?" after "can too much exercise …": another topic of the same kind, if one is likely.
        others = [item for item in understanding.in_context.candidates if item.topic != last and group(item.topic) == group(last)]
        if others and others[0].confidence >= IN_CONTEXT:
            return others[0].topic
    if understanding.intent in OUTSIDE_INTENTS:
        return read.topic if pointing or words <= VERY_SHORT or carrying else None
    if of_oneself:
        return last
    if pointing and group(last) != "overview":
        return read.topic if plain.confidence < VERY_SURE else None
    if understanding.intent == ADVICE_INTENT:
        # "how many can i take": of what, only the talk before tells.
        return read.topic if group(plain.topic) + "/general" == plain.topic or plain.confidence < SURE else None
    return read.topic if plain.confidence < ALONE else None


def _choose(question: Question, names: tuple[str, ...]) -> Candidate | None:
    """Returns a question's topic, checked against the things the message names."""
    if not question.candidates:
        return Candidate(names[0], UNSURE) if names else None
    best = question.candidates[0]
    if len(names) == 1 and not about_same(best.topic, names[0]) and best.confidence < SURE:
        for candidate in question.candidates[1:]:
            if about_same(candidate.topic, names[0]) and candidate.confidence >= NAME_SUPPORT * best.confidence:
                return candidate
        if best.confidence < UNSURE:
            return Candidate(names[0], best.confidence)
    return best


def _parts(understanding: Understanding) -> tuple[Candidate, ...]:
    """Returns the topics of those questions of a longer message that are surely about something known."""
    parts = [question for question in understanding.questions[1:] if question.intent not in OUTSIDE_INTENTS]
    picked = [_choose(question, ()) for question in parts]
    return tuple(candidate for candidate in picked if candidate and candidate.confidence >= SURE_PART)


def _questions(understanding: Understanding, parts: tuple[Candidate, ...], context: Context) -> Decision:
    whole = understanding.questions[0]
    chosen = _choose(whole, understanding.names)
    topics = tuple(dict.fromkeys(part.topic for part in parts))
    if len(topics) >= 2:
        # "do calcium and magnesium work together?" is one question, about the two together.
        together = chosen is not None and chosen.topic not in topics and chosen.confidence >= VERY_SURE
        return _with_advice(understanding, (chosen.topic,) if together and chosen else topics, context)
    if chosen is None:
        return AskWhatAbout()
    if parts and chosen.confidence >= SURE and parts[0].confidence >= ALONE and group(parts[0].topic) != group(chosen.topic):
        # A story about one thing, with a question about another: "30 weeks pregnant and cramping … what helps?"
        return _with_advice(understanding, (chosen.topic, parts[0].topic), context)
    if chosen.confidence < FAR and not understanding.names and understanding.confidence < SURE_ADVICE:
        return OutOfScope()
    if not context.options and _is_close(whole, chosen) and not _wants_advice(understanding):
        return Clarify(tuple(candidate.topic for candidate in whole.candidates[:3] if candidate.confidence >= CLOSE * chosen.confidence))
    return _with_advice(understanding, (chosen.topic,), context)


def _is_close(question: Question, chosen: Candidate) -> bool:
    others = [candidate for candidate in question.candidates if candidate.topic != chosen.topic]
    return chosen.confidence < UNSURE and bool(others) and others[0].confidence >= CLOSE * chosen.confidence


def _wants_advice(understanding: Understanding) -> bool:
    """Whether the wording or, surely enough, the classifier says that this very person wants advice."""
    classified = understanding.intent == ADVICE_INTENT and understanding.confidence >= SURE_ADVICE
    return classified or asks_for_advice(understanding.text)


def _with_advice(understanding: Understanding, topics: tuple[str, ...], context: Context) -> Answer:
    kind = group(topics[0])
    of_oneself = understanding.about_person and kind in WAY_GROUPS and asks_permission(understanding.text)
    worded = asks_for_advice(understanding.text)
    classified = understanding.intent == ADVICE_INTENT and (understanding.confidence >= SURE_ADVICE or worded)
    pushed = context.is_advice and topics[:1] == context.topics[:1] and insists(understanding.text)
    personal = topics[0] in ADVICE_TOPICS or kind in ADVICE_GROUPS
    return Answer(topics, advice=classified or pushed or of_oneself or (personal and worded))
