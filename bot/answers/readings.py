"""How a message reads by itself and with the last answer's subject put into it, and which of the two holds."""

from __future__ import annotations

from bot.answers.asides import asks_before_or_after, asks_meaning, asks_what_it_acts_on, only_tells
from bot.answers.catalogue import Catalogue, about_same, group
from bot.answers.pointing import CLEAR, LONGER, SURE, TAKEN_GROUPS
from bot.answers.understanding import OUTSIDE_INTENTS, Candidate, Context, Understanding
from bot.answers.wording import carries_on, names_a_stranger, of_condition, points_at_one, points_at_subject, points_back, tells

# Groups whose names may be the person's own condition.
CONDITION_GROUPS = frozenset({"cause", "glossary"})
# Groups of things one does, for the cramps themselves.
DOING_GROUPS = frozenset({"relief", "prevention"})
# Groups of things one can do or take, which a condition can change: "and in pregnancy?".
WAY_GROUPS = DOING_GROUPS | set(TAKEN_GROUPS)
# Groups about where cramps come from; "what helps with that" after them asks for a list.
ORIGIN_GROUPS = frozenset({"overview", "mechanism", "cause"})

IN_CONTEXT = 0.3  # confidence from which a message read in context counts
VERY_SURE = 0.9  # confidence from which a topic read in context stands against what the message says by itself
LIST = 0.4  # confidence from which a message asks for a list by itself
FOREIGN, VERY_FOREIGN = 0.85, 0.95  # chance of being outside up to which the talk may say otherwise
VERY_SHORT = 3  # words: "which is best?" after an answer is about that answer


class Readings:
    """One message after an answer, read both ways."""

    def __init__(self, understanding: Understanding, context: Context, catalogue: Catalogue) -> None:
        self._said = understanding
        self._catalogue = catalogue
        self._last = context.topics[0]
        self._words = len(understanding.text.split())
        self._points = points_back(understanding.text)
        self._carries = carries_on(understanding.text)
        in_context = understanding.in_context.candidates if understanding.in_context else ()
        self._sense = in_context[0] if in_context else Candidate("", 0.0)

    def surely_elsewhere(self) -> str | None:
        """Returns another topic that the message, read in the talk, is surely about: "do people on it get cramps", after dialysis."""
        said, read, best = self._said, self._sense, self._said.best
        leans = self._points or self._carries or read.topic in said.names
        if not leans or read.topic == self._last or read.confidence < VERY_SURE or len(said.questions) > 2:
            return None
        if said.intent in OUTSIDE_INTENTS and (said.outside >= FOREIGN or self.brings_up_a_stranger()):
            return None
        return read.topic if best.confidence < VERY_SURE or read.topic in said.names else None

    def reads_as_last(self) -> bool:
        """Whether the message, read in the talk, is surely about the last topic."""
        return self._sense.topic == self._last and self._sense.confidence >= CLEAR

    def is_aspect_of_last(self) -> bool:
        """Whether a message asks when in a row the last thing comes, or uses a word of research about it ("was there a control group")."""
        said = self._said
        if self._sense.topic != self._last or self._sense.confidence < VERY_SURE:
            return False
        uses_word = said.best.topic in self._catalogue.parents and not asks_meaning(said.text) and self._words <= LONGER
        return asks_before_or_after(said.text) or (uses_word and group(self._last) != "glossary")

    def is_of_last(self) -> bool:
        """Whether a word for a whole kind is asked about the last topic: "which minerals does it wash out"."""
        is_last = about_same(self._last, self._sense.topic) and self._sense.confidence >= CLEAR
        return is_last and points_at_subject(self._said.text)

    def acts_on_named(self) -> bool:
        """Whether the message asks what the thing spoken of does to the thing that it names ("what does it do to your potassium")."""
        is_last = about_same(self._last, self._sense.topic) and self._sense.confidence >= CLEAR
        return is_last and len(self._said.questions) == 1 and self._words <= LONGER and asks_what_it_acts_on(self._said.text)

    def is_some_pill(self) -> bool:
        """Whether "do pills fix it", after something to take, means that: the message by itself is only half sure and names no other."""
        best, read = self._said.best, self._sense
        is_kind = self._catalogue.is_general(best.topic) and {group(best.topic), group(self._last)} <= set(TAKEN_GROUPS)
        return is_kind and best.confidence < SURE and read.topic == self._last and read.confidence >= VERY_SURE

    def is_of_oneself(self) -> bool:
        """Whether what is named is the person's own condition: "im on dialysis, is it safe?" is about what was spoken of."""
        named = self._said.names
        asks = not only_tells(self._said.text)
        return asks and self._said.about_person and self._points and all(group(name) in CONDITION_GROUPS for name in named)

    def tells_of_last(self) -> bool:
        """Whether a short message that asks nothing says something of what was spoken of ("my nan swore by it")."""
        said = self._said
        is_named = bool(said.names) and all(about_same(self._last, name) for name in said.names)
        is_short = self._words <= LONGER and (points_at_one(said.text) or is_named) and tells(said.text)
        return is_short and said.intent in OUTSIDE_INTENTS and said.outside < VERY_FOREIGN and self.reads_as_last()

    def is_inside(self) -> bool:
        """Whether a message that looks foreign is not, seen in the talk: it leads to another topic, or the doubt is small."""
        read = self._sense
        if read.topic == self._last and self._names_a_stranger():
            return False
        limit = FOREIGN if read.topic == self._last and self._said.leaning < IN_CONTEXT else VERY_FOREIGN
        return read.confidence >= CLEAR and self._said.outside < limit

    def is_cut_short(self) -> bool:
        """Whether a message of a few words is only whole with what was said before."""
        return self._words <= VERY_SHORT and self._said.outside < VERY_FOREIGN and not self._names_a_stranger()

    def _names_a_stranger(self) -> bool:
        """Whether a message asks about something of its own: "what is lupus", "whats the weather"."""
        return bool(self._said.other_names) or names_a_stranger(self._said.text)

    def brings_up_a_stranger(self) -> bool:
        """Whether a message names nothing but another thing to take instead ("what about zinc"), and no state of the person."""
        is_state = of_condition(self._said.text) and group(self._last) in WAY_GROUPS
        return bool(self._said.other_names) and not self._said.names and self._carries and not is_state

    def wants_list(self) -> bool:
        """Whether a message asks by itself for a whole kind of ways ("and to stop them coming at all"); "them" are then the cramps."""
        parts = [part.candidates[0] for part in self._said.questions[1:] if part.candidates]
        best = max((self._said.best, *parts), key=lambda item: item.confidence)
        points_at_way = group(self._last) not in ORIGIN_GROUPS and points_at_one(self._said.text)
        is_list = self._catalogue.is_general(best.topic) and group(best.topic) in DOING_GROUPS and not points_at_way
        return is_list and best.confidence >= max(LIST, self._said.leaning)
