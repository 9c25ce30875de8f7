"""What a message is about that leans on the talk before: "is it safe?", "and the other one?", "in bed i mean"."""

from __future__ import annotations

from bot.answers.catalogue import Catalogue, group
from bot.answers.decision import Answer, AskWhatAbout, Clarify, Decision
from bot.answers.understanding import FOLLOW_UP_INTENTS, OUTSIDE_INTENTS, Candidate, Context, Understanding
from bot.answers.wording import carries_on, insists, ordinal, points_at_other, points_back

ADVICE_INTENT = "ask_personal_advice"
# What a follow-up is about when nothing was said before it.
TOPIC_WITHOUT_CONTEXT = {"ask_proof": "evidence/general"}
REFUSING = frozenset({"reject_topic", "deny"})
# Asked of a word, these want the thing itself: "is it safe?" after what magnesium is means magnesium as a remedy.
OF_USE = frozenset({"ask_safety", "ask_proof", "ask_amount_in_study"})
# Groups whose names may be the person's own condition.
CONDITION_GROUPS = frozenset({"cause", "glossary"})

VERY_SURE = 0.9  # a topic this sure stands even if the message has a word that points back
SURE = 0.75
ALONE = 0.5  # below it a short message is read in context though no word points back
IN_CONTEXT = 0.3  # confidence from which a message read in context counts
LEANING = 0.5  # share of the follow-up intents from which a message surely leans on what was said
NEAR = 0.2  # confidence from which a message by itself points at a neighbour of the last topic
NEIGHBOUR = 0.06  # … if it plainly says that another one is meant
VERY_SHORT = 3  # words: "which is best?" after an answer is about that answer
SHORT = 6


def follow(understanding: Understanding, context: Context, catalogue: Catalogue) -> Decision | None:
    """Returns what a message means after what was said, or None if it stands for itself.

    Args:
        understanding: of the message.
        context: of the session.
        catalogue: the topics there are.
    """
    if not context.topics:
        return _without_talk(understanding)
    return _Follower(understanding, context, catalogue).decide()


def _without_talk(understanding: Understanding) -> Decision | None:
    if understanding.intent not in FOLLOW_UP_INTENTS or understanding.names:
        return None
    if understanding.intent in TOPIC_WITHOUT_CONTEXT:
        return Answer((TOPIC_WITHOUT_CONTEXT[understanding.intent],))
    return None if understanding.best.confidence >= NEAR else AskWhatAbout()


class _Follower:
    """One message after an answer."""

    def __init__(self, understanding: Understanding, context: Context, catalogue: Catalogue) -> None:
        self._said = understanding
        self._context = context
        self._catalogue = catalogue
        self._last = context.topics[0]
        self._words = len(understanding.text.split())
        self._points = points_back(understanding.text)
        self._carries = carries_on(understanding.text)
        read = understanding.in_context
        self._read = read.candidates if read else ()

    def decide(self) -> Decision | None:
        said = self._said
        if said.names and not self._is_of_oneself():
            return self._named()
        if self._words <= SHORT and (place := ordinal(said.text)) is not None and (counted := self._counted(place)):
            return Answer((counted,))
        leans = said.intent in FOLLOW_UP_INTENTS or said.leaning >= LEANING
        if leans and said.best.confidence < ALONE:
            return self._leaning()
        topic = self._carried()
        return Answer((topic,), advice=self._is_pushed(topic)) if topic else None

    def _is_of_oneself(self) -> bool:
        """Whether what is named is the person's own condition: "im on dialysis, is it safe?" is about what was spoken of."""
        named = self._said.names
        return self._said.about_person and self._points and all(group(name) in CONDITION_GROUPS for name in named)

    def _named(self) -> Decision | None:
        """A name stands for itself, but what is wanted of it may lean: "and potassium?", "no, i meant calcium"."""
        target, intent = self._said.names[0], self._said.intent
        if intent == "ask_meaning":
            return Answer((self._catalogue.definition_of(target) or target,))
        is_bare = self._words <= SHORT and self._carries and self._said.best.topic.startswith("glossary/")
        return Answer((self._as_last(target),)) if intent in REFUSING or is_bare else None

    def _as_last(self, target: str) -> str:
        """Returns the topic about a named thing in the group of the last answer, else as a remedy, else the named topic itself."""
        groups = [group(self._last)] if group(self._last) != "glossary" else []
        for wanted in [*groups, "supplement", "medication", "diet"]:
            if found := self._catalogue.same_thing(target, wanted):
                return found
        return target

    def _counted(self, place: int) -> str | None:
        """Returns one of the things just said: of several answered topics, else of those that an overview lists."""
        topics = self._context.topics
        listed = topics if len(topics) > 1 else self._catalogue.listed_by(self._last)
        return listed[min(place, len(listed) - 1)] if listed else None

    def _leaning(self) -> Decision | None:
        intent, context = self._said.intent, self._context
        if intent == "reject_topic" and len(context.options) > 1:
            return Clarify(tuple(topic for topic in context.options if topic not in context.topics))
        neighbour = self._neighbour()
        if intent in REFUSING:
            return Answer((neighbour,)) if neighbour else AskWhatAbout()
        if intent == "ask_others":
            return Answer((self._catalogue.overview_of(self._last),))
        if intent == "ask_meaning":
            return Answer((self._meaning(),))
        topic = neighbour or self._same_thing()
        return Answer((topic,), rest=intent == "ask_more", advice=self._is_pushed(topic))

    def _is_pushed(self, topic: str) -> bool:
        return self._context.is_advice and topic == self._last and insists(self._said.text)

    def _meaning(self) -> str:
        terms = self._catalogue.terms_of.get(self._last, ())
        return self._catalogue.definition_of(self._last) or (terms[0] if terms else self._last)

    def _neighbour(self) -> str | None:
        """Returns another topic of the last one's kind that the message by itself points at ("the heart one", "in bed i mean")."""
        others = [item for item in self._said.candidates if item.topic != self._last and group(item.topic) == group(self._last)]
        least = NEIGHBOUR if points_at_other(self._said.text) else NEAR
        return others[0].topic if others and others[0].confidence >= least else None

    def _same_thing(self) -> str:
        """Returns the last topic, or another about the same thing that fits better: what thyroid trouble does, what the thyroid is."""
        family = self._catalogue.same_things(self._last)
        if self._said.intent in OF_USE and group(self._last) == "glossary":
            family = tuple(topic for topic in family if group(topic) != "glossary") or family
        best = next((item.topic for item in self._read if item.topic in family), None)
        return best or (self._last if self._last in family else family[0])

    def _carried(self) -> str | None:
        """Returns the topic of a message that no follow-up intent claims, but that makes better sense after the last answer."""
        said = self._said
        if len(said.questions) > 1:
            return None
        read = self._read[0] if self._read else Candidate("", 0.0)
        if not said.in_context or said.in_context.intent in OUTSIDE_INTENTS or read.confidence < IN_CONTEXT:
            return None
        if self._words <= SHORT and said.best.confidence < ALONE:
            # "and too little?" after "can too much exercise …": another topic of the same kind, if one is likely.
            others = [item for item in self._read if item.topic != self._last and group(item.topic) == group(self._last)]
            if self._carries and others and others[0].confidence >= IN_CONTEXT:
                return others[0].topic
            if neighbour := self._neighbour():
                return neighbour
        if said.intent in OUTSIDE_INTENTS:
            return read.topic if self._points or self._words <= VERY_SHORT or self._carries else None
        if self._is_of_oneself():
            return self._last
        if self._points and group(self._last) != "overview":
            return read.topic if said.best.confidence < VERY_SURE else None
        if said.intent == ADVICE_INTENT:
            # "how many can i take": of what, only the talk before tells.
            general = said.best.topic == f"{group(said.best.topic)}/general"
            return read.topic if general or said.best.confidence < SURE else None
        return read.topic if said.best.confidence < ALONE else None
