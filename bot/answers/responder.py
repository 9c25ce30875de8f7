"""Answers a message: decides, reads the records, composes. What a custom action calls, and nothing else of ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.answers.catalogue import Catalogue
from bot.answers.conditions import ConditionBook
from bot.answers.messages import Messages
from bot.answers.turn import Outcome, Shelf, Turn
from bot.answers.understanding import Context, Understanding
from bot.knowledge.repository import Repository

__all__ = ["Outcome", "Responder"]


@dataclass(frozen=True)
class Responder:
    """Answers from one knowledge base. Every method raises KnowledgeUnavailable if that cannot be read."""

    repository: Repository

    def __post_init__(self) -> None:
        # What is made of a whole edition is made once for it.
        object.__setattr__(self, "_shelf_of", lru_cache(maxsize=2)(self._read_shelf))

    def respond(self, understanding: Understanding, context: Context) -> Outcome:
        """Answers a message, given what is remembered of the session so far."""
        return self._turn(context).respond(understanding)

    def sources(self, context: Context) -> Outcome:
        """Names the article and the sources that most answers rest on."""
        return self._turn(context).sources()

    def corrections(self, context: Context) -> Outcome:
        """Lists where the article is corrected: what it says, what is known."""
        return self._turn(context).corrections()

    def accuracy(self, context: Context) -> Outcome:
        """Says how often the bot is right; the figures come from `make accuracy`, never from this code."""
        return self._turn(context).accuracy()

    def forget_conditions(self, context: Context, named: Sequence[str] = (), understanding: Understanding | None = None) -> Outcome:
        """Drops what the person said applies to them: the conditions named by id or in the message, or all if none is named."""
        return self._turn(context).forget_conditions(named, understanding)

    def shelf(self) -> Shelf:
        """Returns what is made once of the edition that is in the knowledge base now."""
        return self._shelf_of(self.repository.version())

    def _turn(self, context: Context) -> Turn:
        return Turn(self.repository, self.shelf(), context)

    def _read_shelf(self, version: str) -> Shelf:
        words: dict[str, object] = {}
        for document in self.repository.documents("messages/").values():
            words.update(document)
        # One query for each of these: with thousands of topics, reading each topic would keep the first question waiting.
        names = self.repository.names()
        said = self.repository.texts_of_topics()
        catalogue = Catalogue(
            frozenset(name.id for name in names),
            terms_of={topic: tuple(term for term in terms if term != topic) for topic, terms in self.repository.terms_of_topics().items()},
            related=self.repository.related_of_topics(),
            texts={name.id: " ".join([name.title, name.question, *said.get(name.id, ())]) for name in names},
            titles={name.id: name.title for name in names},
            parents={name.id: name.belongs_to for name in names if name.belongs_to},
        )
        book = ConditionBook(self.repository.documents("conditions/"), self.repository.document("red_flags/context"))
        return Shelf(version, Messages(words), catalogue, book)
