"""From what was understood and remembered to a decision."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.asides import asks_if_it_may_be, only_tells_of_somebody, wants_a_test
from bot.answers.catalogue import Catalogue, about_same, group
from bot.answers.counting import ordinal
from bot.answers.decision import Acknowledge, Answer, AskWhatAbout, Clarify, Decision, OutOfScope
from bot.answers.declining.fishing import asks_what_is_in_the_body, speaks_of_a_person, speaks_of_own_case, wish_of
from bot.answers.following import SHORT, TAKEN_GROUPS, follow, out_of_nothing
from bot.answers.understanding import ADVICE_INTENT, OUTSIDE_INTENTS, Candidate, Context, Question, Understanding
from bot.answers.wording import (
    asks_for_advice,
    asks_for_verdict,
    asks_leave,
    asks_permission,
    asks_what_is_inside,
    asks_where_or_why,
    commands_the_bot,
    insists,
    is_courteous,
    merely_names,
    refuses_medicine,
    weighs,
)

SEE_DOCTOR = "safety/see-doctor"
# What is answered to somebody who wants nothing to swallow, and the groups it stands for.
WITHOUT_MEDICINE = "prevention/general"
REFUSED_GROUPS = frozenset({"medication", "supplement"})
# What one can do, asked by anybody; "what can i do for her" wants no decision.
DOING_LISTS = frozenset({"relief/general", "prevention/general"})
# What a story may be about before it comes to its question.
STORY_GROUPS = frozenset({"cause", "medication"})
# Groups in which "should I …" asks for a personal decision about a substance or an illness; a stretch or an ice pack does not.
ADVICE_GROUPS = frozenset(TAKEN_GROUPS)
# Groups of things one can do or take; whoever tells of a condition first asks whether they may.
WAY_GROUPS = ADVICE_GROUPS | {"relief", "prevention"}
ADVICE_TOPICS = frozenset(
    {"cause/diuretics", "cause/thyroid", "cause/diabetes", "cause/parkinsons", "cause/dialysis", "cause/minerals", "cause/dairy"}
)

# Groups whose names may be the person's own condition.
CONDITION_GROUPS = frozenset({"cause", "glossary"})

NEAR = 0.2  # confidence from which a topic is near enough to be offered
ALONE = 0.5  # confidence from which a topic stands by itself
SURE = 0.75  # … and against another sign
FOREIGN = 0.85  # chance of being outside up to which a thing named in the middle of a talk is what a message is about
FAR = 0.15  # below it, with nothing named, the likeliest topic is no better than a guess
VERY_SURE = 0.9  # a topic this sure stands even if the message asks about two things together
UNSURE = 0.22  # a first topic below it is asked about, if …
CLOSE = 0.8  # … the second has at least this share of the first one's confidence
SURE_PART = 0.4  # a topic that one question of a longer message must reach to be answered
NAME_SUPPORT = 0.12  # a named thing lifts a candidate that has at least this share of the first one's confidence
NAMED_IN_TALK = 0.35  # confidence from which a thing named in the middle of the talk is what a message is about
SURE_ADVICE = 0.3  # confidence from which the classifier alone decides that advice was asked for


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
    if commands_the_bot(understanding.text):
        return OutOfScope()
    if understanding.intent in OUTSIDE_INTENTS and is_courteous(understanding.text) and not understanding.names:
        return Acknowledge()
    place = ordinal(understanding.text)
    if context.options and place is not None and len(understanding.text.split()) <= SHORT:
        return Answer((context.options[min(place, len(context.options) - 1)],))
    if asks_for_verdict(understanding.text) and understanding.intent not in OUTSIDE_INTENTS:
        best = understanding.best
        named = {known for name in understanding.names for known in (name, catalogue.parents.get(name, name))}
        is_named = best.confidence >= SURE and any(about_same(best.topic, name) for name in named)
        return Answer((best.topic if is_named else SEE_DOCTOR,), advice=True)
    if refuses_medicine(understanding.text) and group(understanding.best.topic) in REFUSED_GROUPS | {""}:
        return Answer((WITHOUT_MEDICINE,))
    alone = out_of_nothing(understanding) or _by_itself(understanding, context, catalogue)
    if not context.topics:
        return alone
    return _also_advice(understanding, follow(understanding, context, catalogue, alone), context)


def _by_itself(understanding: Understanding, context: Context, catalogue: Catalogue) -> Decision:
    """Decides about a message as if nothing had been said before it."""
    parts = _parts(understanding)
    if understanding.intent in OUTSIDE_INTENTS and not _is_covered_all_the_same(understanding, parts):
        return OutOfScope(_near(understanding))
    return _questions(understanding, parts, context, catalogue)


def _is_covered_all_the_same(understanding: Understanding, parts: tuple[Candidate, ...]) -> bool:
    """Whether a message that looks foreign is not: each of its questions is known, or it is about one known name and no other."""
    if len(parts) > 1 and len(parts) == len(understanding.questions) - 1:
        return True
    if any(part.topic in DOING_LISTS for part in parts) and understanding.best.topic in DOING_LISTS:
        return True
    best, names = understanding.best, understanding.names
    known = len(names) == 1 and not understanding.other_names and about_same(best.topic, names[0])
    in_talk = understanding.in_context is not None and understanding.outside < FOREIGN
    return known and best.confidence >= (NAMED_IN_TALK if in_talk else ALONE) and understanding.intent == "nlu_fallback"


def _near(understanding: Understanding) -> tuple[str, ...]:
    return tuple(candidate.topic for candidate in understanding.candidates[:3] if candidate.confidence >= NEAR)


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
    """Returns the topics of those questions of a longer message that are surely about something known.

    A question torn from its message is short and looks foreign sooner; a topic that is sure by itself stands all the same.
    """
    picked = [(question, _choose(question, ())) for question in understanding.questions[1:]]
    return tuple(
        candidate
        for question, candidate in picked
        if candidate and candidate.confidence >= (SURE if question.intent in OUTSIDE_INTENTS else SURE_PART)
    )


def _questions(understanding: Understanding, parts: tuple[Candidate, ...], context: Context, catalogue: Catalogue) -> Decision:
    whole = understanding.questions[0]
    chosen = _named_way(understanding, _choose(whole, _asked_names(understanding)), catalogue)
    topics = tuple(dict.fromkeys(part.topic for part in parts))
    if len(topics) >= 2:
        return _with_advice(understanding, _alike(_of_several(chosen, topics, understanding.names), catalogue), context)
    if chosen is None:
        return AskWhatAbout()
    sides = _sides(understanding, chosen, catalogue)
    if len(sides) >= 2:
        return _with_advice(understanding, sides, context)
    if parts and parts[0].confidence >= ALONE and parts[0].topic != chosen.topic and not _is_said_of(chosen, parts[0], catalogue):
        # A story with one question in it: the question is what is asked, and a thing that the story is clearly about stands before it.
        story = (chosen.topic,) if chosen.confidence >= ALONE and group(chosen.topic) in STORY_GROUPS else ()
        return _with_advice(understanding, (*story, parts[0].topic), context)
    if chosen.confidence < FAR and not understanding.names and understanding.confidence < SURE_ADVICE:
        return OutOfScope()
    if not context.options and _is_close(whole, chosen) and not _wants_advice(understanding):
        return Clarify(tuple(candidate.topic for candidate in whole.candidates[:3] if candidate.confidence >= CLOSE * chosen.confidence))
    return _with_advice(understanding, (chosen.topic,), context)


def _asked_names(understanding: Understanding) -> tuple[str, ...]:
    """Returns what a message names to ask about; "diabetic, is a hot bath ok" names the diabetes only as the person's own."""
    is_way = group(understanding.best.topic) in WAY_GROUPS and understanding.about_person
    return tuple(name for name in understanding.names if not (is_way and group(name) in CONDITION_GROUPS))


def _is_said_of(chosen: Candidate, part: Candidate, catalogue: Catalogue) -> bool:
    """Whether a question that sounds general is asked of what the message names: "ill drink more. does that prevent it?"."""
    is_list = catalogue.is_general(part.topic) and not catalogue.is_general(chosen.topic)
    is_kind = catalogue.overview_of(chosen.topic) == part.topic or {group(chosen.topic), group(part.topic)} <= ADVICE_GROUPS
    return chosen.confidence >= VERY_SURE and is_list and is_kind


def _named_way(understanding: Understanding, chosen: Candidate | None, catalogue: Catalogue) -> Candidate | None:
    """Returns what advice is wanted about: of "a hot bath with my tablets, ok?" the bath, where the classifier only sees its kind."""
    if chosen is None or understanding.intent != ADVICE_INTENT or not catalogue.is_general(chosen.topic):
        return chosen
    taken = (_among(TAKEN_GROUPS, name, catalogue) for name in understanding.names)
    named = next((name for name in taken if group(name) in WAY_GROUPS and not catalogue.is_general(name)), None)
    if named or chosen.topic not in DOING_LISTS or chosen.confidence >= SURE:
        return Candidate(named, chosen.confidence) if named else chosen
    # Of "ok to put them in hot water" the list of all ways says too little to somebody who must be careful.
    ways = (item for item in understanding.candidates if group(item.topic) in WAY_GROUPS and not catalogue.is_general(item.topic))
    return next((item for item in ways if item.confidence >= NAME_SUPPORT * chosen.confidence), chosen)


def _among(kinds: tuple[str, ...], name: str, catalogue: Catalogue) -> str:
    """Returns the topic about a thing named in the first of some kinds that has one; else the name as it is."""
    return next(filter(None, (catalogue.same_thing(name, kind) for kind in kinds)), name)


def _of_several(chosen: Candidate | None, topics: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    """Returns the topics of a message with several questions, without "is that serious?" if something else was asked as well."""
    is_sure = chosen is not None and chosen.confidence >= (SURE if chosen.topic in names else VERY_SURE)
    if chosen is not None and is_sure and chosen.topic not in topics:
        if all(about_same(chosen.topic, topic) for topic in topics):
            # "do calcium and magnesium work together?" is one question, about the two together.
            return (chosen.topic,)
        if group(chosen.topic) in STORY_GROUPS:
            topics = (chosen.topic, *topics)
    others = tuple(topic for topic in topics if topic != SEE_DOCTOR)
    return others if len(others) > 1 else topics


def _sides(understanding: Understanding, chosen: Candidate, catalogue: Catalogue) -> tuple[str, ...]:
    """Returns what a message weighs ("calcium or potassium, which is better"), where the classifier only sees one side of it."""
    if not weighs(understanding.text) or not any(about_same(chosen.topic, name) for name in understanding.names):
        return ()
    kinds = (group(chosen.topic), *TAKEN_GROUPS)
    taken = (_among(kinds, name, catalogue) for name in understanding.names)
    return tuple(dict.fromkeys(topic for topic in taken if group(topic) in WAY_GROUPS and not catalogue.is_general(topic)))


def _alike(topics: tuple[str, ...], catalogue: Catalogue) -> tuple[str, ...]:
    """Returns topics side by side in one light: of "magnesium or potassium?" both as something to take, not one of them as a word."""
    kinds = [group(topic) for topic in topics if group(topic) != "glossary"]
    return tuple((catalogue.same_thing(topic, kinds[0]) if kinds and group(topic) == "glossary" else None) or topic for topic in topics)


def _is_close(question: Question, chosen: Candidate) -> bool:
    others = [candidate for candidate in question.candidates if candidate.topic != chosen.topic]
    return chosen.confidence < UNSURE and bool(others) and others[0].confidence >= CLOSE * chosen.confidence


def _wants_advice(understanding: Understanding) -> bool:
    """Whether the wording or, surely enough, the classifier says that this very person wants advice."""
    classified = understanding.intent == ADVICE_INTENT and understanding.confidence >= SURE_ADVICE
    return classified or asks_for_advice(understanding.text)


def _also_advice(understanding: Understanding, followed: Decision, context: Context) -> Decision:
    if not isinstance(followed, Answer) or followed.advice:
        return followed
    in_talk = understanding.in_context is not None and understanding.in_context.intent == ADVICE_INTENT
    wants_leave = in_talk and group(followed.topics[0]) in ADVICE_GROUPS and asks_leave(understanding.text)
    return replace(followed, advice=wants_leave or _with_advice(understanding, followed.topics, context).advice)


def _enough(text: str, topic: str) -> float:
    """Returns how sure the classifier must be that advice is wanted: of what one does for a cramp, or with no person in sight, surer.

    Only a supplement needs a person in sight: a diagnosis is declined without, and a medicine is what harms most.
    """
    is_impersonal = group(topic) == "supplement" and not speaks_of_a_person(text)
    is_of_anybody = topic in DOING_LISTS and not speaks_of_own_case(text)
    return SURE if is_of_anybody or is_impersonal else SURE_ADVICE


def _with_advice(understanding: Understanding, topics: tuple[str, ...], context: Context) -> Answer:
    kind = group(topics[0])
    text = understanding.text
    is_state = understanding.about_person and asks_permission(text)
    of_oneself = kind in WAY_GROUPS and (is_state or asks_if_it_may_be(text))
    worded = asks_for_advice(text) and not asks_what_is_in_the_body(text) and not wants_a_test(text)
    fishes = (worded and (topics[0] not in DOING_LISTS or speaks_of_own_case(text))) or wish_of(text) is not None
    classified = understanding.intent == ADVICE_INTENT and (understanding.confidence >= _enough(text, topics[0]) or fishes)
    classified = classified or (worded and understanding.advising >= SURE_ADVICE)
    is_plain = asks_where_or_why(text) or merely_names(text) or only_tells_of_somebody(text) or asks_what_is_inside(text)
    classified = classified and (fishes or not is_plain)
    pushed = context.is_advice and topics[:1] == context.topics[:1] and insists(understanding.text)
    personal = topics[0] in ADVICE_TOPICS or kind in ADVICE_GROUPS or (kind in WAY_GROUPS and (context.conditions or context.is_advice))
    return Answer(topics, advice=classified or pushed or of_oneself or bool(personal and worded))
