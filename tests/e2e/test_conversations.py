"""Whole conversations over REST, each a file of conversations/<behaviour>/user_<does_something>.yml.

A turn says what the person writes, or which button of the last message is tapped, and what must be true of the bot's first message:

    topics: exactly these, in this order         first_topic: the first one, one of several joined by |
    contains, lacks: words in any message's text  claims: whether facts are stated     buttons: titles that are offered
    condition: noted for the person              level: of an emergency               options: whether choices are offered
    same_as_turn: same text as that turn's answer starts_with: words of content/messages, by path
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.answers.messages import Messages
from bot.channels.gate import read_command
from bot.settings import PROJECT
from tests.e2e.talking import new_sender, say

FOLDER = Path(__file__).parent / "conversations"
FILES = sorted(FOLDER.glob("*/*.yml"))
KEYS = {
    "user",
    "tap",
    "repeat",
    "topics",
    "first_topic",
    "contains",
    "lacks",
    "claims",
    "buttons",
    "condition",
    "level",
    "options",
    "same_as_turn",
    "starts_with",
}


def _read(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.fixture(scope="session")
def words() -> Messages:
    return Messages(_read(PROJECT / "content" / "messages" / "answers.yml"))


def _written(turn: dict[str, Any], last: list[dict[str, Any]]) -> str:
    """Returns what is sent: typed words, or the payload of a button of the last message."""
    if "tap" not in turn:
        return turn["user"] * turn.get("repeat", 1)
    offered = {button["title"]: button["payload"] for reply in last for button in reply.get("buttons", [])}
    matching = [payload for title, payload in offered.items() if turn["tap"].lower() in title.lower()]
    assert len(matching) == 1, f"there is not exactly one button like {turn['tap']!r} among {list(offered)}"
    return matching[0]


def _check(turn: dict[str, Any], replies: list[dict[str, Any]], texts: list[str], words: Messages) -> None:
    assert replies, "the bot said nothing"
    text, first = "\n".join(reply["text"] for reply in replies), replies[0]
    account = first["metadata"]
    if "topics" in turn:
        assert account["topics"] == turn["topics"]
    if "first_topic" in turn:
        assert account["topics"][0] in turn["first_topic"].split("|")
    for part in turn.get("contains", []):
        assert part.lower() in text.lower()
    for part in turn.get("lacks", []):
        assert part.lower() not in text.lower()
    if "claims" in turn:
        assert bool(account["claims"]) is turn["claims"]
    titles = [button["title"] for button in first.get("buttons", [])]
    for title in turn.get("buttons", []):
        assert any(title.lower() in offered.lower() for offered in titles), titles
    if "condition" in turn:
        assert turn["condition"] in [item["id"] for item in account.get("conditions", [])]
    if "level" in turn:
        assert account["level"] == turn["level"]
    if "options" in turn:
        assert bool(account.get("options")) is turn["options"]
    if "same_as_turn" in turn:
        assert text == texts[turn["same_as_turn"] - 1]
    if "starts_with" in turn:
        assert text.startswith(words(turn["starts_with"]))


@pytest.mark.parametrize("path", FILES, ids=map(_name, FILES))
def test_conversation(path, bot, content, words):
    sender, last, texts = new_sender(), [], []
    for number, turn in enumerate(_read(path)["turns"], start=1):
        written = _written(turn, last)
        last = say(bot, written, sender)
        texts.append("\n".join(reply["text"] for reply in last))
        try:
            _check(turn, last, texts, words)
            for reply in last:
                _check_always(reply, content)
        except AssertionError as error:
            raise AssertionError(f"turn {number}, {written[:80]!r} was answered with {last[0] if last else None}:\n{error}") from None


def _check_always(reply: dict[str, Any], content: Any) -> None:
    """What is true of every message, whatever the conversation."""
    assert "\n\n" not in reply["text"]
    for caution in reply["metadata"]["cautions"]:
        assert content.cautions[caution].text in reply["text"], f"the caution {caution} is not in the message"
    if reply["metadata"]["claims"]:
        assert reply["metadata"]["cautions"]
    for button in reply.get("buttons", []):
        assert read_command(button["payload"]) == button["payload"]


def test_conversations_are_named_after_what_the_user_does():
    assert len(FILES) >= 25
    assert [path.name for path in FILES if not path.stem.startswith("user_")] == []


def test_conversations_use_only_checks_that_are_made():
    for path in FILES:
        for turn in _read(path)["turns"]:
            assert set(turn) <= KEYS, path.name
            assert len({"user", "tap"} & set(turn)) == 1, path.name
            assert set(turn) - {"user", "tap", "repeat"}, f"{path.name}: a turn that checks nothing"
