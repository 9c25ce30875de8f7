"""One message and the talk it comes after, as the choice of its topic looks at them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from bot.answers.catalogue import RELATED_KINDS, Catalogue, group
from bot.answers.counting import counted_out
from bot.answers.understanding import Candidate, Context, Understanding

NO_RANK = 9  # of a topic that stands on no list


@dataclass(frozen=True)
class Talk:
    """A message after an answer.

    Attributes:
        said: what was understood of the message.
        context: of the session; something was answered in it.
        catalogue: the topics there are.
        alone: the topic that the message would be answered with if nothing had been said before it, "out-of-scope", or None.
    """

    said: Understanding
    context: Context
    catalogue: Catalogue
    alone: str | None

    @property
    def last(self) -> str:
        return self.context.topics[0]

    @cached_property
    def by_itself(self) -> dict[str, tuple[float, int]]:
        """Confidence and rank of each topic that the message may be about by itself."""
        return _ranked(self.said.candidates)

    @cached_property
    def in_talk(self) -> dict[str, tuple[float, int]]:
        """The same of the message read together with the subject of the last answer; empty where that was not done."""
        return _ranked(self.said.in_context.candidates) if self.said.in_context else {}

    @cached_property
    def of_parts(self) -> dict[str, float]:
        """Confidence of the two likeliest topics of each question of a message that asks several."""
        parts = (candidate for question in self.said.questions[1:] for candidate in question.candidates[:2])
        found: dict[str, float] = {}
        for candidate in parts:
            found[candidate.topic] = max(candidate.confidence, found.get(candidate.topic, 0.0))
        return found

    @cached_property
    def offered(self) -> tuple[str, ...]:
        """The topics offered after the last answer, in their order."""
        return self.catalogue.related.get(self.last, ())

    @cached_property
    def family(self) -> tuple[str, ...]:
        """All topics about the thing that the last answer was about."""
        return self.catalogue.same_things(self.last)

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """The words that the last answer used and that can be explained."""
        return self.catalogue.terms_of.get(self.last, ())

    @cached_property
    def definition(self) -> str | None:
        """The topic that explains the word for the last topic."""
        return self.catalogue.definition_of(self.last)

    @cached_property
    def own_list(self) -> str:
        """The topic that lists the others of the last one's kind."""
        return self.catalogue.overview_of(self.last)

    @cached_property
    def named_of_kind(self) -> tuple[str, ...]:
        """The topics about the things named, of the last one's kind ("what about calcium" after a mineral to take)."""
        found = (self.catalogue.same_thing(name, group(self.last)) for name in self.said.names)
        return tuple(dict.fromkeys(filter(None, found)))

    @cached_property
    def list_named(self) -> str | None:
        """The list whose title has a word of the message."""
        return self.catalogue.list_named(self.said.text)

    @cached_property
    def described_of_kind(self) -> str | None:
        """The topic of the last one's kind whose answer best has the words of the message ("the heart one")."""
        return self._described((group(self.last),))

    @cached_property
    def described_at_hand(self) -> str | None:
        """The same of the kinds near to those spoken of."""
        spoken_of = tuple(map(group, (self.last, *self.context.trail)))
        near = (kind for kinds in RELATED_KINDS for kind in kinds if set(kinds) & set(spoken_of))
        return self._described(tuple(dict.fromkeys((*spoken_of, *near))))

    def _described(self, kinds: tuple[str, ...]) -> str | None:
        among = (topic for kind in kinds for topic in self.catalogue.of_group(kind))
        return self.catalogue.described(
            self.said.text, [topic for topic in among if topic != self.last and not self.catalogue.is_general(topic)]
        )

    @cached_property
    def counted(self) -> str | None:
        """What a message means that counts ("the second one")."""
        return counted_out(self.said.text, self.context, self.catalogue)


def _ranked(candidates: tuple[Candidate, ...]) -> dict[str, tuple[float, int]]:
    return {candidate.topic: (candidate.confidence, rank) for rank, candidate in enumerate(candidates)}
