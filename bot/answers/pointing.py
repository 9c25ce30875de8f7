"""Which topic a message points at after an answer: the next on a list, the heart one, what else there is, what it was said of."""

from __future__ import annotations

from collections.abc import Iterable

from bot.answers.asides import asks_about_a_test, asks_for_remedy, asks_what_it_does_in_the_body, asks_what_it_is, looks_back
from bot.answers.catalogue import Catalogue, about_both, about_same, group, slug
from bot.answers.understanding import Candidate, Context, Understanding
from bot.answers.wording import (
    asks_the_opposite,
    carries_on,
    describes_other_one,
    names_one,
    names_other_one,
    points_at_one,
    points_at_other,
    speaks_of_two,
)

# Asked of a word, these want the thing itself: "is it safe?" after what magnesium is means magnesium as a remedy.
OF_USE = frozenset({"ask_safety", "ask_proof", "ask_amount_in_study"})
# These may ask of a remedy what its word means: "what does it do in the body?".
OF_DETAIL = frozenset({"ask_detail", "ask_how", "refer_back"})
# These are about what was said, however the message reads with the thing's name in it.
STAYING = frozenset({"ask_why", "ask_more", "affirm"})
# After a word was explained on the way, these go back to what the talk is about.
ABOUT_FOCUS = OF_USE | {"ask_detail", "refer_back"}
# Kinds that are one to somebody who asks: what eases a cramp and what prevents one; what can be swallowed; what brings them on.
RELATED_KINDS = (("relief", "prevention"), ("supplement", "diet", "medication"), ("cause", "mechanism", "overview"))
# Kinds of things that one can take.
TAKEN_GROUPS = ("supplement", "medication", "diet")
SEE_DOCTOR = "safety/see-doctor"
WAY_KINDS = frozenset({"relief", "prevention", *TAKEN_GROUPS})
# Groups about cramps as such: "is that dangerous?" asks about the cramps.
OF_THE_MATTER = frozenset({"overview", "mechanism", "cause"})
# What is measured by a blood test.
LACKING = "minerals"
# The cause of cramps as such, where "why?" follows what they are.
CAUSES = "overview/cause-unknown"

SURE = 0.75  # a topic this sure stands even if the message has a word that points back
OTHER = 0.25  # … and from which it may mean another topic of the same kind
SLIGHT = 0.02  # … or if the opposite of the last one is asked about
NEAR = 0.2  # confidence from which a topic is near enough to be offered, or a neighbour of the last topic to be meant
CLEAR = 0.6  # confidence from which a message read in context may lead away from the last topic
LIKELY = 0.5  # confidence from which the talk may lead to when to see a doctor
FAINT, MOST_OF_LEFT = 0.05, 0.4  # confidence, and share of what does not lean, from which another thing is brought up
OWN, NEARLY_ALL_LEFT = 0.25, 0.7  # … and from which a message that leans is about a topic of its own
LISTED = 0.1  # confidence from which "what else?" names the list it wants
LONGER = 8  # words
LIKELIEST = 3  # topics that the classifier puts first count for a description, however little it thinks of each


class Pointer:
    """The topics that one message after an answer may point at.

    Attributes:
        read: topics of the message read together with the last answer's subject, the likeliest first.
        sense: the likeliest of them; one of no confidence where there is none.
    """

    def __init__(self, understanding: Understanding, context: Context, catalogue: Catalogue) -> None:
        self._said = understanding
        self._context = context
        self._catalogue = catalogue
        self._last = context.topics[0]
        self.read = understanding.in_context.candidates if understanding.in_context else ()
        self.sense = self.read[0] if self.read else Candidate("", 0.0)

    def counted(self, place: int) -> str | None:
        """Returns one of the things just said: of several answered or named, of those an overview lists, else the one of before."""
        topics, named = self._context.topics, self._context.named
        if len(topics) == 1 and len(named) > 1:
            rest = [name for name in named if not about_same(self._last, name)]
            if names_other_one(self._said.text) and len(rest) < len(named):
                name = rest[0] if rest else self._last
            else:
                name = named[min(place, len(named) - 1)]
            return self._catalogue.same_thing(name, group(self._last)) or name
        listed = topics if len(topics) > 1 else self._catalogue.listed_by(self._last)
        if listed:
            return listed[min(place, len(listed) - 1)]
        before = (topic for topic in self._context.trail if group(topic) == group(self._last))
        return next((topic for topic in before if not self._catalogue.is_general(topic)), None)

    def meaning(self) -> str:
        terms = self._catalogue.terms_of.get(self._last, ())
        return self._catalogue.definition_of(self._last) or (terms[0] if terms else self._last)

    def tested(self) -> str | None:
        """Returns what "do i need a test first" is about after an answer about something to take, or about what one may lack."""
        if not asks_about_a_test(self._said.text) or self._said.best.topic not in (SEE_DOCTOR, "") or self._said.names:
            return None
        known = self._catalogue.same_thing(self._last, "cause") or self._last
        is_ours = group(self._last) in TAKEN_GROUPS or slug(known) == LACKING
        return known if is_ours and self.sense.topic == self._last and self.sense.confidence >= CLEAR else None

    def the_thing(self) -> str | None:
        """Returns the topic that says what a thing is, after an answer about what it has to do with cramps or about itself."""
        said, definition = self._said, self._catalogue.definition_of(self._last)
        if not definition or said.names or len(said.text.split()) > LONGER:
            return None
        if group(self._last) in TAKEN_GROUPS:
            return definition if asks_what_it_does_in_the_body(said.text) else None
        is_own = asks_what_it_is(said.text) and self._reads_as_family()
        return definition if is_own and group(self._last) in ("cause", "glossary") else None

    def _reads_as_family(self) -> bool:
        """Whether the message, read in the talk, is about the thing spoken of in whatever light."""
        return self.sense.topic in self._catalogue.same_things(self._last)

    def _focus(self) -> str:
        """Returns what the talk is about: the last topic, or an earlier one if the last only explained a word of its answer."""
        terms_of = self._catalogue.terms_of
        if group(self._last) != "glossary" or len(self._catalogue.same_things(self._last)) > 1:
            return self._last
        used_in = (topic for topic in self._context.trail if self._last in terms_of.get(topic, ()))
        before = (topic for topic in self._context.trail[:1] if self._last in self._catalogue.parents and group(topic) in WAY_KINDS)
        return next(used_in, None) or next(before, self._last)

    def _parent(self) -> str | None:
        """Returns where a word belongs that was explained on the way: the others of "a parasomnia" are named where that is spoken of."""
        is_word = group(self._last) == "glossary" and len(self._catalogue.same_things(self._last)) == 1
        return self._catalogue.parents.get(self._last) if is_word else None

    def list(self) -> str:
        """Returns the list that "what else?" wants: the one that the message leans to, else that of what was spoken of."""
        focus = self._focus()
        if parent := self._parent():
            return parent
        if named := self._catalogue.list_named(self._said.text):
            return named
        if group(focus) == "safety":
            focus = next((topic for topic in self._context.trail if group(topic) != "safety"), CAUSES)
        own = self._catalogue.overview_of(focus)
        if self.sense.topic == focus == own:
            return own
        wanted = [item for item in (*self._said.candidates, *self.read) if item.confidence >= LISTED and item.topic != focus]
        return next((item.topic for item in wanted if self._catalogue.is_general(item.topic) and item.topic != own), own)

    def neighbour(self) -> str | None:
        """Returns another topic that the message points at ("the heart one", "in bed i mean"), of the last one's kind if there is one."""
        kind = self._of_kinds((group(self._focus()),))
        near = next((item.topic for item in self._said.candidates if item.topic in kind and item.confidence >= NEAR), None)
        if near or not points_at_other(self._said.text):
            return near
        if found := self._catalogue.described(self._said.text, kind):
            return found
        is_other = names_one(self._said.text) or describes_other_one(self._said.text)
        wider = self._of_kinds(self._kinds_at_hand()) if is_other else ()
        ranked = next((item.topic for item in self._said.candidates if item.topic in (*kind, *wider)), None)
        return ranked if self._said.intent == "refer_back" else None

    def described(self) -> str | None:
        """Returns what "the heart one" means: one of the last one's kind, else of a kind at hand."""
        if self.sense.confidence >= CLEAR and self.sense.topic in self._of_kinds(self._kinds_at_hand()):
            return self.sense.topic
        own = self._of_kinds((group(self._focus()),))
        if found := self._catalogue.described(self._said.text, own):
            return found
        likely = next((item.topic for item in self._said.candidates[:LIKELIEST] if item.topic in own), None)
        return likely or self._catalogue.described(self._said.text, self._of_kinds(self._kinds_at_hand()))

    def _of_kinds(self, kinds: Iterable[str]) -> tuple[str, ...]:
        """Returns the topics of some kinds, without the last one and without lists."""
        topics = (topic for kind in kinds for topic in self._catalogue.of_group(kind))
        return tuple(topic for topic in topics if topic != self._last and not self._catalogue.is_general(topic))

    def _related_kinds(self) -> tuple[str, ...]:
        """Returns the kind of the last answer and those that are one with it to somebody who asks."""
        kinds = next((kinds for kinds in RELATED_KINDS if group(self._last) in kinds), ())
        return tuple(dict.fromkeys((group(self._last), *kinds)))

    def brought_up(self) -> str | None:
        """Returns another thing of a related kind that a message carries on to ("or something warm").

        A follow-up's words for leaning take nearly all of the shares; what counts is the share among what is left of them.
        """
        best, left = self._said.best, 1.0 - self._said.leaning
        if group(self._last) == "glossary":
            return None
        is_clear = best.confidence >= FAINT and best.confidence >= MOST_OF_LEFT * left
        return best.topic if is_clear and carries_on(self._said.text) and best.topic in self._of_kinds(self._related_kinds()) else None

    def by_itself(self) -> str | None:
        """Returns what a message that leans is about all the same, if nearly all that does not lean is for one topic."""
        best, left = self._said.best, 1.0 - self._said.leaning
        is_clear = best.confidence >= OWN and best.confidence >= NEARLY_ALL_LEFT * left
        return best.topic if is_clear and best.topic != self._last else None

    def _kinds_at_hand(self) -> tuple[str, ...]:
        """Returns the kinds near to that of the last answer, and those spoken of before."""
        spoken_of = [group(topic) for topic in (self._last, *self._context.trail)]
        near = (kind for kinds in RELATED_KINDS for kind in kinds if set(kinds) & set(spoken_of))
        return tuple(dict.fromkeys((*spoken_of, *near)))

    def joint(self) -> str | None:
        """Returns what is said of the last two things together, where a message takes them together."""
        if not speaks_of_two(self._said.text):
            return None
        kinds = dict.fromkeys((group(self._last), *TAKEN_GROUPS))
        joint = [topic for kind in kinds for topic in self._catalogue.of_group(kind)]
        pairs = ((topic, before) for before in self._context.trail for topic in joint)
        return next((topic for topic, before in pairs if about_both(topic, self._last, before)), None)

    def earlier(self) -> str | None:
        """Returns what was answered before and is asked about again ("you said something earlier about causes")."""
        if not looks_back(self._said.text):
            return None
        named = self._catalogue.list_named(self._said.text)
        likely = (item.topic for item in self._said.candidates[:1] if item.confidence >= LISTED)
        return next((topic for topic in (*likely, named) if topic in self._context.trail), None)

    def member(self) -> str | None:
        """Returns the one of a list just read out that a message is likeliest about ("tell me more about the bike")."""
        listed = self._catalogue.listed_by(self._last)
        own = self._of_kinds(self._related_kinds()) if self._catalogue.is_general(self._last) else ()
        best = self._said.best
        return best.topic if best.topic in (*listed, *own) and best.topic != self._last and best.confidence >= LISTED else None

    def illness(self) -> str | None:
        """Returns what "do i have it" means after an answer about something to do: the last thing before that one may have."""
        if group(self._last) not in WAY_KINDS or not points_at_one(self._said.text):
            return None
        return next((topic for topic in self._context.trail if group(topic) in ("cause", "glossary")), None)

    def akin(self) -> str | None:
        """Returns what belongs to the last topic and is of the kind asked for: "and the tablets of that?", after a drink."""
        best = self._said.best
        if not points_at_one(self._said.text) or not self._catalogue.is_general(best.topic) or best.confidence < NEAR:
            return None
        if group(best.topic) == group(self._last):
            return None
        related = self._catalogue.related.get(self._last, ())
        return next((topic for topic in related if group(topic) == group(best.topic) and topic != best.topic), None)

    def remedy(self) -> str | None:
        """Returns what one does about a cause just spoken of, if both readings have it in view ("how much water then")."""
        if asks_for_remedy(self._said.text) and group(self._last) in OF_THE_MATTER and self._said.best.confidence < NEAR:
            related = self._catalogue.related.get(self._last, ())
            return next((topic for topic in related if group(topic) == "prevention"), "prevention/general")
        best = self._said.best
        in_view = best.topic in [item.topic for item in self.read[:2]] and best.confidence >= LISTED
        return best.topic if in_view and group(self._last) == "cause" and group(best.topic) in ("prevention", "relief") else None

    def agreed(self) -> str | None:
        """Returns a topic that the message is nearest to both by itself and in the talk, though the talk is about something else."""
        best, read = self._said.best, self.sense
        if best.topic == self._last or best.confidence < LISTED:
            return None
        if best.topic in self._context.trail:
            return best.topic
        if best.topic != read.topic or read.confidence < CLEAR:
            return None
        # "what was the drug for it": the one of that kind that was spoken of.
        before = (known for topic in self._context.trail for known in (topic, self._catalogue.parents.get(topic, topic)))
        spoken_of = (topic for topic in before if self._catalogue.overview_of(topic) == best.topic)
        return next(spoken_of, best.topic)

    def same_thing(self) -> str:
        """Returns the last topic, or another that fits better: what thyroid trouble does, what the thyroid is, what it was said of."""
        intent, focus = self._said.intent, self._focus()
        if intent == "ask_why" and group(self._last) == "overview":
            return CAUSES
        if self.sense.confidence >= CLEAR and group(self.sense.topic) == group(focus) != group(self._last):
            return self.sense.topic
        if (
            intent == "ask_safety"
            and self.sense.topic == SEE_DOCTOR
            and self.sense.confidence >= LIKELY
            and group(self._last) in OF_THE_MATTER
        ):
            return SEE_DOCTOR
        if intent in ABOUT_FOCUS and focus != self._last:
            return focus
        family = self._catalogue.same_things(self._last)
        read = self.sense
        if intent not in STAYING and read.topic in family and read.confidence >= (SURE if read.topic != self._last else CLEAR):
            return read.topic
        if intent in OF_USE and group(self._last) == "glossary":
            return next((topic for topic in family if group(topic) != "glossary"), self._last)
        if intent not in OF_DETAIL and group(self._last) != "glossary":
            return self._last
        return next((item.topic for item in self.read if item.topic in family), self._last)

    def other_of_kind(self) -> str | None:
        """Returns what "and too little?" means after "can too much exercise …": another topic of the same kind, if one is likely."""
        others = [item for item in self.read if item.topic != self._last and group(item.topic) == group(self._last)]
        # Of a substance the same topic says what too much and too little do; of what one does, another one.
        is_opposite = group(self._last) == "cause" and asks_the_opposite(self._said.text)
        if carries_on(self._said.text) and others and others[0].confidence >= (SLIGHT if is_opposite else OTHER):
            return others[0].topic
        return self.neighbour()
