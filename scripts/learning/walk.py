"""Walks through labelled conversations as if every answer so far had been the right one, so that nothing learns from its own mistakes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.answers.decision import Answer, Decision
from bot.answers.declining.rules import decline_if_fishing
from bot.answers.resolve import resolve
from bot.answers.turn import PERSONAL_ADVICE, Shelf
from bot.answers.understanding import Context, Understanding, understanding_from_parse
from bot.evaluation.cases import Dialogue
from bot.evaluation.labels import Labels
from scripts.accuracy.local_bot import ParseInTalk, actions_of_intents

ANSWERING = "action_answer_question"


@dataclass(frozen=True)
class Step:
    """One message that is answered from the knowledge base; small talk and emergencies are decided elsewhere.

    Attributes:
        dialogue: id of the conversation.
        said: what is understood of it.
        context: what is remembered before it.
        labels: what a fair judge accepts; None for a message that only leads to the next.
        is_last: whether it ends the conversation.
    """

    dialogue: str
    said: Understanding
    context: Context
    labels: Labels | None
    is_last: bool


class Walk:
    """Through conversations, with one model and one edition of the content."""

    def __init__(self, parse: ParseInTalk, shelf: Shelf) -> None:
        """Takes the understanding of a text after an answer with a title, and what is known of the topics."""
        self._parse = parse
        self._shelf = shelf
        self._actions = actions_of_intents()

    def through(self, dialogues: Iterable[Dialogue]) -> Iterator[Step]:
        """Yields the messages that are answered from the knowledge base."""
        for dialogue in dialogues:
            context, subject = Context(), None
            for number, turn in enumerate(dialogue.turns, start=1):
                parsed = self._parse(turn.text, subject)
                stated = self._shelf.book.stated(turn.text)
                said = replace(understanding_from_parse(parsed), about_person=bool(stated))
                context = replace(context, conditions=tuple(dict.fromkeys((*context.conditions, *stated))))
                if self._actions.get(said.intent, ANSWERING) == ANSWERING:
                    yield Step(dialogue.id, said, context, turn.labels, number == len(dialogue.turns))
                topics, is_advice = self._answered(said, context, turn.labels)
                if topics:
                    context = context.after(topics, is_advice=is_advice, names=said.names)
                    subject = self._shelf.catalogue.titles[topics[0]]

    def _answered(self, said: Understanding, context: Context, labels: Labels | None) -> tuple[tuple[str, ...], bool]:
        """Returns what the answer is about and whether it declines: the right one, or where none is known, the one that rules give."""
        if labels is None:
            ruled = self.ruled(said, context)
            return (ruled.topics, ruled.advice) if isinstance(ruled, Answer) else ((), False)
        firsts = (next((topic for topic in part if topic in self._shelf.catalogue.topics), None) for part in labels.parts)
        return tuple(dict.fromkeys(topic for topic in firsts if topic)), any(part[0] == PERSONAL_ADVICE for part in labels.parts)

    def ruled(self, said: Understanding, context: Context) -> Decision:
        """Returns what is decided without the verdict that is to be learned."""
        return decline_if_fishing(resolve(said, context, self._shelf.catalogue), said, context)
