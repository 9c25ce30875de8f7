"""What a message is about that leans on the talk before: "is it safe?", "and the other one?", "in bed i mean"."""

from __future__ import annotations

from bot.answers.catalogue import Catalogue, about_same, group
from bot.answers.decision import Acknowledge, Answer, AskWhatAbout, Clarify, Decision
from bot.answers.fishing import Wish, wish_of
from bot.answers.pointing import CLEAR, NEAR, SURE, Pointer
from bot.answers.understanding import ADVICE_INTENT, FOLLOW_UP_INTENTS, OUTSIDE_INTENTS, Candidate, Context, Understanding
from bot.answers.wording import (
    asks_an_amount,
    asks_for_better,
    asks_of_one_of_them,
    asks_what_is_inside,
    asks_why,
    carries_on,
    excludes_one,
    insists,
    names_a_dose,
    names_a_stranger,
    names_one,
    names_other_one,
    of_condition,
    of_others,
    ordinal,
    points_at_one,
    points_at_subject,
    points_back,
    tells,
)

SEE_DOCTOR = "safety/see-doctor"
# What a follow-up is about when nothing was said before it.
TOPIC_WITHOUT_CONTEXT = {"ask_proof": "evidence/general"}
REFUSING = frozenset({"reject_topic", "deny"})
# Groups whose names may be the person's own condition.
CONDITION_GROUPS = frozenset({"cause", "glossary"})
# Groups of things one can do or take, which a condition can change: "and in pregnancy?".
WAY_GROUPS = frozenset({"relief", "prevention", "supplement", "diet", "medication"})
# After what cramps are and where they come from, a thing is named as a cause.
KIND_OF_LISTS = {"overview": "cause", "mechanism": "cause"}
# Groups of things one does, for the cramps themselves.
DOING_GROUPS = frozenset({"relief", "prevention"})
TAKEN_GROUPS = ("supplement", "medication", "diet")

ALONE = 0.5  # below it a short message is read in context though no word points back
IN_CONTEXT = 0.3  # confidence from which a message read in context counts
LEANING = 0.5  # share of the follow-up intents from which a message surely leans on what was said
LIST = 0.4  # confidence from which a message asks for a list by itself
FOREIGN, VERY_FOREIGN = 0.85, 0.95  # chance of being outside up to which the talk may say otherwise
VERY_SHORT = 3  # words: "which is best?" after an answer is about that answer
SHORT = 6
LONGER = 8


def follow(understanding: Understanding, context: Context, catalogue: Catalogue) -> Decision | None:
    """Returns what a message means after what was said, or None if it stands for itself.

    Args:
        understanding: of the message.
        context: of the session.
        catalogue: the topics there are.
    """
    if not context.topics:
        return _without_talk(understanding, catalogue)
    return _Follower(understanding, context, catalogue).decide()


def _without_talk(understanding: Understanding, catalogue: Catalogue) -> Decision | None:
    if understanding.intent not in FOLLOW_UP_INTENTS or understanding.names:
        return None
    if understanding.intent in TOPIC_WITHOUT_CONTEXT:
        return Answer((TOPIC_WITHOUT_CONTEXT[understanding.intent],))
    is_described = understanding.intent == "refer_back" and names_one(understanding.text)
    if is_described and (described := catalogue.described(understanding.text, sorted(catalogue.topics))):
        return Answer((described,))
    return None if understanding.best.confidence >= NEAR else AskWhatAbout(complains=understanding.intent == "reject_topic")


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
        self._pointer = Pointer(understanding, context, catalogue)
        self._read = self._pointer.read
        self._sense = self._pointer.sense

    def decide(self) -> Decision | None:
        said = self._said
        is_described = names_one(said.text) and all(map(self._catalogue.is_general, said.names)) and said.best.confidence < ALONE
        if is_described and (described := self._pointer.described()):
            return Answer((described,))
        if excludes_one(said.text) and group(self._last) in WAY_GROUPS:
            return Answer((self._catalogue.overview_of(self._last),))
        if said.names and asks_what_is_inside(said.text) and self._reads_as_last():
            return Answer((self._last,))
        if self._names_another():
            return self._named()
        if self._words <= LONGER and asks_for_better(said.text) and group(self._last) in WAY_GROUPS and said.best.confidence < ALONE:
            return Answer((self._pointer.list(),))
        if said.names and self._is_of_last() and all(map(self._catalogue.is_general, said.names)):
            return Answer((self._sense.topic,))
        if asks_why(said.text) and said.best.topic == SEE_DOCTOR != self._last == self._sense.topic:
            # "why do I need to ask my doctor": about the caution just read.
            return Answer((self._last,))
        is_brief = self._words <= SHORT or names_other_one(said.text)
        place = ordinal(said.text) if is_brief and said.intent != "ask_others" else None
        if place is not None and (counted := self._pointer.counted(place)):
            return Answer((counted,))
        if (said.intent in FOLLOW_UP_INTENTS or said.leaning >= LEANING) and said.best.confidence < max(NEAR, said.leaning):
            return self._leaning()
        topic = self._carried()
        return Answer((topic,), advice=self._is_pushed(topic)) if topic else None

    # What is named

    def _names_another(self) -> bool:
        """Whether the message names something else than what was spoken of."""
        names = self._said.names
        if not names or self._is_of_oneself():
            return False
        if not all(about_same(self._last, name) or self._catalogue.is_general(name) for name in names):
            return True
        leans = self._said.leaning >= NEAR and self._said.best.confidence < ALONE
        return not (leans or self._is_of_last())

    def _reads_as_last(self) -> bool:
        """Whether the message, read in the talk, is surely about the last topic."""
        return self._sense.topic == self._last and self._sense.confidence >= CLEAR

    def _is_of_last(self) -> bool:
        """Whether a word for a whole kind is asked about the last topic: "which minerals does it wash out"."""
        is_last = about_same(self._last, self._sense.topic) and self._sense.confidence >= CLEAR
        return is_last and points_at_subject(self._said.text)

    def _is_of_oneself(self) -> bool:
        """Whether what is named is the person's own condition: "im on dialysis, is it safe?" is about what was spoken of."""
        named = self._said.names
        return self._said.about_person and self._points and all(group(name) in CONDITION_GROUPS for name in named)

    def _named(self) -> Decision | None:
        """A name stands for itself, but what is wanted of it may lean: "and potassium?", "no, i meant calcium", "and in pregnancy?"."""
        target, intent = self._said.names[0], self._said.intent
        if intent == "ask_meaning":
            return Answer((self._catalogue.definition_of(target) or target,))
        if intent in REFUSING:
            return Answer((self._as_last(target),))
        best, read = self._said.best, self._sense
        if best.topic == read.topic and best.confidence >= ALONE and read.confidence >= CLEAR:
            return Answer((best.topic,))
        if self._words > LONGER or not self._carries:
            return self._as_kind(target)
        if of_condition(self._said.text) and group(self._last) in WAY_GROUPS and self._is_condition(target):
            return Answer((self._last,))
        is_bare = self._said.best.topic.startswith("glossary/") or not about_same(self._said.best.topic, target)
        return Answer((self._as_last(target),)) if is_bare else None

    def _as_kind(self, target: str) -> Decision | None:
        """Returns what is named as one more of the last answer's kind, where it looks like a mere question for a word."""
        same = self._catalogue.same_thing(target, KIND_OF_LISTS.get(group(self._last), group(self._last)))
        return Answer((same,)) if same and self._said.best.topic.startswith("glossary/") and self._said.best.confidence < ALONE else None

    def _is_condition(self, target: str) -> bool:
        """Whether a named thing is a state of the person and nothing to take."""
        return group(target) in CONDITION_GROUPS and not any(self._catalogue.same_thing(target, kind) for kind in TAKEN_GROUPS)

    def _as_last(self, target: str) -> str:
        """Returns the topic about a named thing in the group of the last answer, else as a remedy, else the named topic itself."""
        groups = [KIND_OF_LISTS.get(group(self._last), group(self._last))] if group(self._last) != "glossary" else []
        for wanted in [*groups, *TAKEN_GROUPS]:
            if found := self._catalogue.same_thing(target, wanted):
                return found
        return target

    # What leans

    def _leaning(self) -> Decision | None:
        intent, context = self._said.intent, self._context
        if intent == "reject_topic" and len(context.options) > 1:
            return Clarify(tuple(topic for topic in context.options if topic not in context.topics))
        neighbour = self._pointer.neighbour()
        if intent in REFUSING:
            meant = neighbour or self._catalogue.list_named(self._said.text)
            return Answer((meant,)) if meant else AskWhatAbout()
        if intent == "affirm" and not self._is_pushed(self._last):
            return Acknowledge()
        if intent == "ask_others":
            return Answer((self._pointer.list(),))
        if intent == "ask_meaning":
            return Answer((self._pointer.meaning(),))
        point = self._pointer
        topic = neighbour or point.joint() or point.agreed() or (point.other_of_kind() if self._carries else None) or point.same_thing()
        return Answer((topic,), rest=intent == "ask_more", advice=self._is_pushed(topic))

    def _is_pushed(self, topic: str) -> bool:
        wants_advice = self._said.in_context is not None and self._said.in_context.intent == ADVICE_INTENT
        asks_dose = self._said.intent == "ask_amount_in_study" or names_a_dose(self._said.text)
        asks_dose = asks_dose or (wants_advice and asks_an_amount(self._said.text))
        is_dose = asks_dose and group(topic) in TAKEN_GROUPS and not of_others(self._said.text)
        return is_dose or (self._context.is_advice and topic == self._last and insists(self._said.text))

    # What no follow-up intent claims

    def _carried(self) -> str | None:
        """Returns the topic of a message that makes better sense after the last answer than by itself."""
        said = self._said
        parts = said.questions[1:]
        if len(parts) > 1 or any(self._stands(part.candidates[0]) for part in parts if part.candidates):
            return None
        if self._is_dose_of_last():
            return self._last
        read = self._sense
        if self._tells_of_last() or (asks_of_one_of_them(said.text) and self._reads_as_last()):
            return self._last
        if not said.in_context or said.in_context.intent in OUTSIDE_INTENTS or read.confidence < IN_CONTEXT:
            return None
        if self._words <= SHORT and said.best.confidence < ALONE and (other := self._pointer.other_of_kind()):
            return other
        if said.intent in OUTSIDE_INTENTS:
            if said.best.confidence >= ALONE and any(item.topic == said.best.topic and item.confidence >= NEAR for item in self._read):
                return said.best.topic
            return read.topic if self._points or self._carries or self._is_cut_short() or self._is_inside(read) else None
        if self._is_of_oneself():
            return self._last
        if said.intent == ADVICE_INTENT:
            # "how many can i take", "do i have it": of what, only the talk before tells.
            return read.topic if self._catalogue.is_general(said.best.topic) or said.best.confidence < SURE else None
        if self._wants_list() and not self._catalogue.is_general(read.topic):
            return None
        if self._points and group(self._last) != "overview":
            # "is it approved" is about the one just spoken of, though the classifier hears pills as such.
            is_vague = self._catalogue.is_general(said.best.topic) and group(said.best.topic) in TAKEN_GROUPS
            is_one = is_vague and not self._catalogue.is_general(self._last) and self._reads_as_last()
            return read.topic if said.best.confidence < SURE or is_one else None
        return read.topic if said.best.confidence < ALONE else None

    def _tells_of_last(self) -> bool:
        """Whether a short message that asks nothing says something of what was spoken of ("my nan swore by it")."""
        said = self._said
        is_short = self._words <= LONGER and points_at_one(said.text) and tells(said.text)
        return is_short and said.intent in OUTSIDE_INTENTS and said.outside < VERY_FOREIGN and self._reads_as_last()

    def _stands(self, part: Candidate) -> bool:
        """Whether one question of a message is surely about something of its own, and not just about a doctor or pills as such."""
        is_vague = self._catalogue.is_general(part.topic) and group(part.topic) not in DOING_GROUPS
        return part.confidence >= SURE and not is_vague

    def _is_inside(self, read: Candidate) -> bool:
        """Whether a message that looks foreign is not, seen in the talk: it leads to another topic, or the doubt is small."""
        if read.topic == self._last and self._names_a_stranger():
            return False
        limit = FOREIGN if read.topic == self._last else VERY_FOREIGN
        return read.confidence >= CLEAR and self._said.outside < limit

    def _is_cut_short(self) -> bool:
        """Whether a message of a few words is only whole with what was said before."""
        return self._words <= VERY_SHORT and self._said.outside < VERY_FOREIGN and not self._names_a_stranger()

    def _names_a_stranger(self) -> bool:
        """Whether a message asks about something of its own: "what is lupus", "whats the weather"."""
        return bool(self._said.other_names) or names_a_stranger(self._said.text)

    def _wants_list(self) -> bool:
        """Whether a message asks by itself for a whole kind of ways ("and to stop them coming at all"); "them" are then the cramps."""
        best = self._said.best
        is_list = self._catalogue.is_general(best.topic) and group(best.topic) in DOING_GROUPS and not points_at_one(self._said.text)
        return is_list and best.confidence >= max(LIST, self._said.leaning)

    def _is_dose_of_last(self) -> bool:
        """Whether a message of any length asks for a dose and does not say of what, after an answer about something to take."""
        said = self._said
        is_open = not said.names and (self._catalogue.is_general(said.best.topic) or said.best.confidence < NEAR)
        return is_open and group(self._last) in TAKEN_GROUPS and wish_of(said.text) is Wish.DOSE
