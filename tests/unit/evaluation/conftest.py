"""Stand-ins: a bot that knows the answers, one that knows nothing, and a way to write case files."""

from __future__ import annotations

import json

import pytest

from bot.evaluation.labels import parse_labels
from bot.evaluation.replies import Reply

CAUTION_TEXTS = {"care": "Ask first if you are pregnant."}


def answer(*topics: str, text: str = "Fact. Ask first if you are pregnant.") -> Reply:
    """A message as the contract wants it."""
    return Reply(text, topics, claims=("fact",), cautions=("care",), sources=("article",))


class KnowingBot:
    """Answers each text with the plainest topics that its labels accept."""

    def __init__(self, cases):
        turns = [turn for case in cases for turn in getattr(case, "turns", [case])]
        self._labels = {turn.text: turn.labels for turn in turns}
        self.senders = []

    def say(self, sender, text):
        self.senders.append(sender)
        labels = self._labels[text]
        return [answer(*(part[0] for part in labels.parts))] if labels else [answer("chat/greet")]


class IgnorantBot:
    """Says the same whatever it is asked, and forgets the caution."""

    def say(self, sender, text):
        return [Reply("Fact.", ("prevention/soap",), claims=("fact",), cautions=("care",), sources=("article",))]


class SilentBot:
    """Never says anything."""

    def say(self, sender, text):
        return []


@pytest.fixture
def labels():
    return parse_labels


@pytest.fixture
def lines(tmp_path):
    """A function that writes lines, texts as they are and other things as JSON, and returns the file."""

    def write(*items, name="cases.jsonl"):
        path = tmp_path / name
        path.write_text("\n".join(item if isinstance(item, str) else json.dumps(item) for item in items) + "\n", encoding="utf-8")
        return path

    return write
