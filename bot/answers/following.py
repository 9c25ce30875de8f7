"""What a message is about that leans on the talk before: "is it safe?", "and the other one?", "in bed i mean"."""

from __future__ import annotations

from bot.answers.asides import asks_a_daily_amount, asks_whom_to_ask, proposes_doing
from bot.answers.catalogue import Catalogue, about_same, group
from bot.answers.counting import ordinal
from bot.answers.decision import Acknowledge, Answer, AskWhatAbout, Clarify, Decision
from bot.answers.fishing import Wish, wish_of
from bot.answers.pointing import CLEAR, LONGER, NEAR, SEE_DOCTOR, SURE, TAKEN_GROUPS, Pointer
from bot.answers.readings import CONDITION_GROUPS, DOING_GROUPS, IN_CONTEXT, VERY_SHORT, VERY_SURE, WAY_GROUPS, Readings
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
    names_one,
    names_other_one,
    of_condition,
    of_others,
    points_back,
)

# What a follow-up is about when nothing was said before it.
TOPIC_WITHOUT_CONTEXT = {"ask_proof": "evidence/general"}
REFUSING = frozenset({"reject_topic", "deny"})
# After what cramps are and where they come from, a thing is named as a cause.
KIND_OF_LISTS = {"overview": "cause", "mechanism": "cause"}

ALONE = 0.5  # below it a short message is read in context though no word points back
ALONE_NAMED = 0.55  # … and if it names something that this is not about
SURE_OF_ITSELF = 0.95  # confidence from which a message that names a thing stands by itself, however it reads in the talk
LEANING = 0.5  # share of the follow-up intents from which a message surely leans on what was said
SHORT = 6


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
        self._readings = Readings(understanding, context, catalogue)
        self._read = self._pointer.read
        self._sense = self._pointer.sense

    def decide(self) -> Decision | None:
        said = self._said
        is_described = names_one(said.text) and all(map(self._catalogue.is_general, said.names)) and said.best.confidence < ALONE
        if names_other_one(said.text) and len(self._context.named) > 1 and (other := self._pointer.counted(1)):
            return Answer((other,))
        if is_described and (described := self._pointer.described()):
            return Answer((described,))
        if excludes_one(said.text) and group(self._last) in WAY_GROUPS:
            return Answer((self._catalogue.overview_of(self._last),))
        if said.names and asks_what_is_inside(said.text) and self._readings.reads_as_last():
            return Answer((self._last,))
        if said.names and self._readings.acts_on_named():
            return Answer((self._sense.topic,))
        if self._names_another():
            return self._named()
        if self._words <= LONGER and asks_for_better(said.text) and group(self._last) in WAY_GROUPS and said.best.confidence < ALONE:
            return Answer((self._pointer.list(),))
        if said.names and self._readings.is_of_last() and all(map(self._catalogue.is_general, said.names)):
            return Answer((self._sense.topic,))
        if asks_why(said.text) and said.best.topic == SEE_DOCTOR != self._last == self._sense.topic:
            # "why do I need to ask my doctor": about the caution just read.
            return Answer((self._last,))
        if asks_whom_to_ask(said.text) and said.best.confidence < SURE:
            return Answer((SEE_DOCTOR,))
        if self._readings.is_aspect_of_last():
            return Answer((self._last,), advice=self._is_pushed(self._last))
        if surely := self._readings.surely_elsewhere():
            return Answer((surely,))
        if (tested := self._pointer.tested()) or (tested := self._pointer.the_thing()):
            return Answer((tested,))
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
        if not names or self._readings.is_of_oneself():
            return False
        if (
            self._points
            and self._readings.reads_as_last()
            and self._said.best.confidence < ALONE_NAMED
            and not any(about_same(self._said.best.topic, name) for name in names)
        ):
            return False
        if not all(about_same(self._last, name) or self._catalogue.is_general(name) for name in names):
            return True
        leans = self._said.leaning >= NEAR and self._said.best.confidence < ALONE
        return not (leans or self._readings.is_of_last())

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
        if read.topic in self._said.names and read.confidence >= VERY_SURE and best.confidence < SURE_OF_ITSELF:
            return Answer((read.topic,))
        if self._carries and self._words <= VERY_SHORT and group(self._last) == group(target) == "glossary":
            return Answer((target,))
        if self._words > LONGER or not self._carries:
            return self._as_kind(target)
        if of_condition(self._said.text) and group(self._last) in WAY_GROUPS and self._is_condition(target):
            return Answer((self._last,))
        is_bare = self._said.best.topic.startswith("glossary/") or not about_same(self._said.best.topic, target)
        return Answer((self._as_last(target),)) if is_bare else None

    def _as_kind(self, target: str) -> Decision | None:
        """Returns what is named as one more of the last answer's kind, where it looks like a mere question for a word."""
        said, taken = self._said, group(self._last) in TAKEN_GROUPS
        same = self._catalogue.same_thing(target, KIND_OF_LISTS.get(group(self._last), group(self._last)))
        if not same and taken:
            # "what kind of calcium instead", after milk: as something else to take.
            same = next((item.topic for item in said.candidates if group(item.topic) in TAKEN_GROUPS and item.confidence >= NEAR), None)
        return (
            Answer((same,))
            if same and said.best.topic.startswith("glossary/") and said.best.confidence < (SURE if taken else ALONE)
            else None
        )

    def _is_condition(self, target: str) -> bool:
        """Whether a named thing is a state of the person and nothing to take."""
        return group(target) in CONDITION_GROUPS and not any(self._catalogue.same_thing(target, kind) for kind in TAKEN_GROUPS)

    def _as_last(self, target: str) -> str:
        """Returns the topic about a named thing in the group of the last answer, else as a remedy, else the named topic itself."""
        if group(self._last) == group(target) == "glossary" and (self._said.best.topic == target or self._words <= VERY_SHORT):
            return target
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
        neighbour = self._pointer.earlier() or self._pointer.member() or self._pointer.neighbour() or self._pointer.brought_up()
        if intent in REFUSING:
            meant = neighbour or self._catalogue.list_named(self._said.text)
            return Answer((meant,)) if meant else AskWhatAbout(complains=intent == "reject_topic")
        if intent == "affirm" and not self._is_pushed(self._last):
            return Acknowledge()
        if intent == "ask_others" and asks_what_is_inside(self._said.text) and self._readings.reads_as_last():
            return Answer((self._last,))
        if intent == "ask_others":
            return Answer((self._pointer.brought_up() or self._pointer.list(),))
        if intent == "ask_meaning":
            return Answer((self._pointer.meaning(),))
        point = self._pointer
        topic = neighbour or point.by_itself() or point.joint() or point.akin() or point.agreed() or point.remedy()
        topic = topic or (point.other_of_kind() if self._carries else None) or point.same_thing()
        return Answer((topic,), rest=intent == "ask_more" and topic == self._last, advice=self._is_pushed(topic))

    def _is_pushed(self, topic: str) -> bool:
        wants_advice = self._said.in_context is not None and self._said.in_context.intent == ADVICE_INTENT
        asks_dose = self._said.intent == "ask_amount_in_study" or names_a_dose(self._said.text)
        asks_dose = asks_dose or asks_a_daily_amount(self._said.text) or (wants_advice and asks_an_amount(self._said.text))
        is_dose = asks_dose and group(topic) in TAKEN_GROUPS and not of_others(self._said.text)
        return is_dose or (self._context.is_advice and topic == self._last and insists(self._said.text))

    # What no follow-up intent claims

    def _carried(self) -> str | None:
        """Returns the topic of a message that makes better sense after the last answer than by itself."""
        said = self._said
        parts = said.questions[1:]
        if len(parts) > 1 or any(self._stands(part.candidates[0]) for part in parts if part.candidates):
            return None
        if proposes_doing(said.text) and said.best.confidence >= ALONE and group(said.best.topic) in WAY_GROUPS:
            return said.best.topic
        if self._is_dose_of_last():
            return self._last
        read = self._sense
        if said.intent in OUTSIDE_INTENTS and self._readings.brings_up_a_stranger():
            return None
        if self._readings.tells_of_last() or (asks_of_one_of_them(said.text) and self._readings.reads_as_last()):
            return self._last
        if not said.in_context or said.in_context.intent in OUTSIDE_INTENTS or read.confidence < IN_CONTEXT:
            return None
        if self._words <= SHORT and said.best.confidence < ALONE and (other := self._pointer.other_of_kind()):
            stays = read.topic == self._last and read.confidence >= VERY_SURE and not self._carries and other != said.best.topic
            return self._last if stays else other
        if said.intent in OUTSIDE_INTENTS:
            if said.best.confidence >= ALONE and any(item.topic == said.best.topic and item.confidence >= NEAR for item in self._read):
                return said.best.topic
            return read.topic if self._points or self._carries or self._readings.is_cut_short() or self._readings.is_inside() else None
        if self._readings.is_of_oneself():
            return self._last
        if said.intent == ADVICE_INTENT:
            # "how many can i take", "do i have it": of what, only the talk before tells.
            if wish_of(said.text) is Wish.DIAGNOSIS and (illness := self._pointer.illness()):
                return illness
            return read.topic if self._catalogue.is_general(said.best.topic) or said.best.confidence < SURE else None
        if self._readings.wants_list() and not self._catalogue.is_general(read.topic):
            return None
        if self._points and group(self._last) != "overview":
            # "is it approved" is about the one just spoken of, though the classifier hears pills as such.
            is_vague = self._catalogue.is_general(said.best.topic) and group(said.best.topic) in TAKEN_GROUPS
            is_one = is_vague and not self._catalogue.is_general(self._last) and self._readings.reads_as_last()
            return read.topic if said.best.confidence < SURE or is_one else None
        return read.topic if said.best.confidence < ALONE or self._readings.is_some_pill() else None

    def _stands(self, part: Candidate) -> bool:
        """Whether one question of a message is surely about something of its own, and not just about a doctor or pills as such."""
        is_vague = self._catalogue.is_general(part.topic) and group(part.topic) not in DOING_GROUPS
        return part.confidence >= SURE and not is_vague

    def _is_dose_of_last(self) -> bool:
        """Whether a message of any length asks for a dose and does not say of what, after an answer about something to take."""
        said = self._said
        is_last = self._readings.reads_as_last() and self._sense.confidence >= said.best.confidence
        is_open = not said.names and (is_last or self._catalogue.is_general(said.best.topic) or said.best.confidence < NEAR)
        return is_open and group(self._last) in TAKEN_GROUPS and wish_of(said.text) is Wish.DOSE
