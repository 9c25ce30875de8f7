"""From what was understood and remembered to a decision."""

from __future__ import annotations

from bot.answers.catalogue import Catalogue, about_same, group
from bot.answers.decision import Answer, AskWhatAbout, Clarify, Decision, OutOfScope
from bot.answers.understanding import Candidate, Context, Question, Understanding
from bot.answers.wording import asks_for_advice, carries_on, points_back

ADVICE_INTENT = "ask_personal_advice"
OUTSIDE_INTENTS = frozenset({"nlu_fallback", "out_of_scope"})
# Follow-ups that stay with the topic, and what they want of it.
SAME_TOPIC_INTENTS = frozenset({"ask_why", "ask_how", "ask_safety", "ask_amount_in_study", "ask_proof", "affirm"})
FOLLOW_UP_INTENTS = SAME_TOPIC_INTENTS | {"ask_more", "ask_others", "ask_meaning", "reject_topic", "deny"}
# Groups in which "should I …" asks for a personal decision about a substance or an illness; a stretch or an ice pack does not.
ADVICE_GROUPS = frozenset({"supplement", "medication", "diet"})
ADVICE_TOPICS = frozenset({"cause/diuretics", "cause/thyroid", "cause/diabetes", "cause/parkinsons", "cause/dialysis", "cause/minerals", "cause/dairy"})

SURE = 0.75  # a topic this sure is not moved by what was said before
NEAR = 0.2  # below it no topic is near enough to offer
UNSURE = 0.3  # a first topic below it is asked about, if …
CLOSE = 0.8  # … the second has at least this share of the first one's confidence
SURE_PART = 0.4  # a topic that one question of a longer message must reach to be answered
NAME_SUPPORT = 0.12  # a named thing lifts a candidate that has at least this share of the first one's confidence
SHORT = 8  # words; a longer message stands for itself


def resolve(understanding: Understanding, context: Context, catalogue: Catalogue) -> Decision:
    """Decides what to do.

    Args:
        understanding: of the message.
        context: of the session.
        catalogue: the topics there are.
    """
    tapped = [question.candidates[0].topic for question in understanding.questions if _is_certain(question)]
    if tapped:
        known = tuple(topic for topic in tapped if topic in catalogue.topics)
        return Answer(known, rest=understanding.intent == "ask_more") if known else OutOfScope()
    if understanding.intent in FOLLOW_UP_INTENTS:
        decision = _follow_up(understanding, context, catalogue)
        if decision:
            return decision
    carried = _carried(understanding, context, catalogue)
    if carried:
        return _with_advice(understanding, (carried,))
    inside = _parts(understanding)
    if understanding.intent in OUTSIDE_INTENTS and not (inside and len(inside) == len(understanding.questions) - 1):
        return OutOfScope(_near(understanding))
    return _questions(understanding, inside, context)


def _parts(understanding: Understanding) -> tuple[str, ...]:
    """Returns the topics of those questions of a longer message that are surely about something known."""
    parts = [question for question in understanding.questions[1:] if question.intent not in OUTSIDE_INTENTS]
    picked = [_choose(question, ()) for question in parts]
    return tuple(candidate.topic for candidate in picked if candidate and candidate.confidence >= SURE_PART)


def _is_certain(question: Question) -> bool:
    return len(question.candidates) == 1 and question.candidates[0].confidence >= 1.0


def _near(understanding: Understanding) -> tuple[str, ...]:
    return tuple(candidate.topic for candidate in understanding.candidates[:3] if candidate.confidence >= NEAR)


def _follow_up(understanding: Understanding, context: Context, catalogue: Catalogue) -> Decision | None:
    """Returns what a follow-up asks for, or None if the message stands for itself after all."""
    if understanding.names:
        target = understanding.names[0]
        last = context.topics[0] if context.topics else ""
        if understanding.intent == "ask_meaning":
            return Answer((catalogue.definition_of(target) or target,))
        return Answer((_in_group(target, last, catalogue),)) if last or understanding.intent == "reject_topic" else None
    if not context.topics:
        return None if _best(understanding) and _best(understanding).confidence >= SURE else AskWhatAbout()
    last = context.topics[0]
    if understanding.intent in {"reject_topic", "deny"}:
        options = tuple(topic for topic in context.options if topic not in context.topics)
        return Clarify(options) if len(options) > 1 and understanding.intent == "reject_topic" else AskWhatAbout()
    if understanding.intent == "ask_others":
        return Answer((catalogue.overview_of(last),))
    if understanding.intent == "ask_meaning":
        return Answer((_meaning(last, catalogue),))
    return Answer((last,), rest=understanding.intent == "ask_more")


def _meaning(topic: str, catalogue: Catalogue) -> str:
    terms = catalogue.terms_of.get(topic, ())
    return catalogue.definition_of(topic) or (terms[0] if terms else topic)


def _in_group(target: str, last: str, catalogue: Catalogue) -> str:
    """Returns the topic about a named thing in the group of the last answer, or the named topic itself."""
    wanted = group(last)
    return (wanted and wanted != "glossary" and catalogue.same_thing(target, wanted)) or target


def _best(understanding: Understanding) -> Candidate | None:
    return understanding.candidates[0] if understanding.candidates else None


def _carried(understanding: Understanding, context: Context, catalogue: Catalogue) -> str | None:
    """Returns the topic of a short message that only makes sense after the last answer, or None."""
    words = understanding.text.split()
    if not context.topics or len(words) > SHORT or len(understanding.questions) > 1:
        return None
    last, best = context.topics[0], _best(understanding)
    if understanding.names:
        name = understanding.names[0]
        if carries_on(understanding.text) and best and best.confidence < SURE:
            return _in_group(name, last, catalogue)
        return None
    if best and best.confidence >= SURE:
        return None
    if carries_on(understanding.text) and best:
        # "and too little?": of the candidates the one of the kind just spoken of.
        alike = [candidate for candidate in understanding.candidates if group(candidate.topic) == group(last) and candidate.topic != last]
        if alike and alike[0].confidence >= NAME_SUPPORT * best.confidence:
            return alike[0].topic
    if points_back(understanding.text) and (understanding.intent not in OUTSIDE_INTENTS or carries_on(understanding.text)):
        return last
    return None


def _choose(question: Question, names: tuple[str, ...]) -> Candidate | None:
    """Returns a question's topic, checked against the things the message names."""
    if not question.candidates:
        return Candidate(names[0], UNSURE) if names else None
    best = question.candidates[0]
    if len(names) == 1 and not about_same(best.topic, names[0]) and best.confidence < SURE:
        for candidate in question.candidates[1:]:
            if about_same(candidate.topic, names[0]) and candidate.confidence >= NAME_SUPPORT * best.confidence:
                return candidate
    return best


def _questions(understanding: Understanding, parts: tuple[str, ...], context: Context) -> Decision:
    topics = tuple(dict.fromkeys(parts))
    if len(topics) >= 2:
        return _with_advice(understanding, topics)
    whole = understanding.questions[0]
    chosen = _choose(whole, understanding.names)
    if chosen is None:
        return AskWhatAbout()
    if not context.options and _is_close(whole, chosen):
        return Clarify(tuple(candidate.topic for candidate in whole.candidates[:3] if candidate.confidence >= CLOSE * chosen.confidence))
    return _with_advice(understanding, (chosen.topic,))


def _is_close(question: Question, chosen: Candidate) -> bool:
    others = [candidate for candidate in question.candidates if candidate.topic != chosen.topic]
    return chosen.confidence < UNSURE and bool(others) and others[0].confidence >= CLOSE * chosen.confidence


def _with_advice(understanding: Understanding, topics: tuple[str, ...]) -> Answer:
    personal = topics[0] in ADVICE_TOPICS or group(topics[0]) in ADVICE_GROUPS
    advice = understanding.intent == ADVICE_INTENT or (personal and asks_for_advice(understanding.text))
    return Answer(topics, advice=advice)
