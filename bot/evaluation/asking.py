"""Asks everything and judges each answer."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.evaluation.cases import Dialogue, Question
from bot.evaluation.cautions import carries_caution, owes_caution
from bot.evaluation.intervals import Share
from bot.evaluation.labels import Labels, first_topic, is_right
from bot.evaluation.replies import Bot, Reply

FIRST_TURNS = "first turns"
LATER_TURNS = "later turns"
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Verdict:
    """One judged answer.

    Attributes:
        id: of the question, or of the dialogue with the turn's number.
        set: the question's, or FIRST_TURNS or LATER_TURNS.
        note: the question's.
        text: what was asked.
        labels: what was accepted.
        topics: of all messages of the answer, in their order.
        first: the topic that came first.
        right: whether it was accepted.
        cautions: of the messages that owe a caution, how many carry it.
    """

    id: str
    set: str
    note: str
    text: str
    labels: Labels
    topics: tuple[str, ...]
    first: str
    right: bool
    cautions: Share


class Asker:
    """Puts cases to a bot, each in a conversation of its own."""

    def __init__(self, bot: Bot, caution_texts: Mapping[str, str], progress: Progress = lambda _done, _total: None) -> None:
        """Takes the bot, the cautions' texts by id, and what is told after each case how many are done."""
        self._bot = bot
        self._texts = caution_texts
        self._progress = progress
        self._run = uuid.uuid4().hex[:12]

    def questions(self, questions: Sequence[Question]) -> list[Verdict]:
        """Asks single questions."""
        return list(self._each(questions, self._question))

    def dialogues(self, dialogues: Sequence[Dialogue]) -> list[Verdict]:
        """Leads conversations; turns without labels are said and not judged."""
        return [verdict for verdicts in self._each(dialogues, self._dialogue) for verdict in verdicts]

    def _each(self, cases: Sequence, ask: Callable) -> Iterable:
        for done, case in enumerate(cases, start=1):
            yield ask(case)
            self._progress(done, len(cases))

    def _question(self, question: Question) -> Verdict:
        replies = self._bot.say(self._sender(question.id), question.text)
        return self._judge(question.id, question.set, question.note, question.text, question.labels, replies)

    def _dialogue(self, dialogue: Dialogue) -> list[Verdict]:
        verdicts = []
        for place, turn in enumerate(dialogue.turns, start=1):
            replies = self._bot.say(self._sender(f"talk-{dialogue.id}"), turn.text)
            if turn.labels:
                group = FIRST_TURNS if place == 1 else LATER_TURNS
                verdicts.append(self._judge(f"{dialogue.id}.{place}", group, "", turn.text, turn.labels, replies))
        return verdicts

    def _sender(self, name: str) -> str:
        safe = "".join(character if character.isalnum() and character.isascii() else "-" for character in name)
        return f"evaluate-{self._run}-{safe}"[:100]

    def _judge(self, name: str, group: str, note: str, text: str, labels: Labels, replies: Sequence[Reply]) -> Verdict:
        topics = [reply.topics for reply in replies]
        owing = [reply for reply in replies if owes_caution(reply)]
        cautions = Share.of(carries_caution(reply, self._texts) for reply in owing)
        said = tuple(topic for message in topics for topic in message)
        return Verdict(name, group, note, text, labels, said, first_topic(topics), is_right(labels, topics), cautions)
