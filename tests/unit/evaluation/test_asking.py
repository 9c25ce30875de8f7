"""What is put to a bot while it is scored."""

from __future__ import annotations

from bot.evaluation.asking import Asker
from bot.evaluation.cases import Dialogue, Question, Turn
from bot.evaluation.labels import parse_labels
from bot.evaluation.replies import Reply


class _Listener:
    """Remembers who said what."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] = []

    def say(self, sender: str, text: str) -> list[Reply]:
        self.heard.append((sender, text))
        return [Reply(text, ("relief/ice",))]


def test_question_and_talk_of_one_name_are_two_conversations():
    bot = _Listener()
    asker = Asker(bot, {})
    label = parse_labels("relief/ice")
    asker.questions([Question("g001", "ice?", label, "in")])
    asker.dialogues([Dialogue("g001", (Turn("ice?", label), Turn("why?", label)))])
    (asked, _), *talk = bot.heard
    assert {sender for sender, _ in talk} == {talk[0][0]}
    assert asked != talk[0][0]
