"""Through the real servers and over every channel: nothing about health leaves without its caution, and nothing is said that is not content.

What is sent: every button that the gate lets in, with every topic and every condition it can carry; a message of every intent and topic
of the training data; every condition before a topic of every column that it changes. The words are judged, not the account beside them.
"""

from __future__ import annotations

import asyncio
import html
import json
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import socketio
from ruamel.yaml import YAML

from bot.channels.gate import INTENTS, read_command
from bot.channels.telegram.render import load_labels, render
from bot.settings import PROJECT
from tests.e2e.talking import new_sender, say
from tests.e2e.wording import Wording, documents_of_conditions, squeezed

pytestmark = pytest.mark.timeout(300)

WORKERS = 4
EMERGENCY = "safety/emergency"
SEE_DOCTOR = '/ask_topic{"topic": "safety/see-doctor"}'
TOPIC_INTENTS = ("ask_topic", "ask_definition", "choose_topic", "ask_more")
_TAG = re.compile(r"<[^>]+>")


@pytest.fixture(scope="module")
def wording(content) -> Wording:
    return Wording(content)


def _payloads(content) -> list[str]:
    """Every button the gate lets in, with everything that it may carry from our content."""
    topics = [f"/{intent}{json.dumps({'topic': topic})}" for intent in TOPIC_INTENTS for topic in content.topics]
    conditions = [f"/forget_conditions{json.dumps({'condition': name})}" for name in _conditions(content)]
    ratings = [f"/give_feedback{json.dumps({'rating': rating})}" for rating in ("up", "down")]
    return [*topics, *conditions, *ratings, *(f"/{intent}" for intent in sorted(INTENTS))]


def _conditions(content) -> dict[str, dict[str, Any]]:
    return {item["id"]: item for document in documents_of_conditions(content) for item in document.get("conditions", [])}


def _examples() -> Iterator[str]:
    """The first example of every intent and topic of the training data."""
    for path in sorted((PROJECT / "data" / "nlu").glob("*.yml")):
        for block in YAML(typ="safe").load(path.read_text(encoding="utf-8"))["nlu"]:
            if "intent" in block:
                yield re.sub(r"\[([^\]]*)\]\S*", r"\1", block["examples"].splitlines()[0].removeprefix("- "))


def _topic_of_each_column(content) -> dict[str, str]:
    return {topic.column: topic.id for topic in content.topics.values() if topic.column}


def _talks(content) -> list[list[str]]:
    """Each condition told, then a topic of each column that it changes asked about."""
    columns = _topic_of_each_column(content)
    talks = []
    for condition in _conditions(content).values():
        changed = [column for column, mark in condition["marks"].items() if mark != "." and column in columns]
        told = condition["acknowledgement"].removeprefix("You said you ").split(". ")[0]
        talks.append([_as_told(told), *(f"/ask_topic{json.dumps({'topic': columns[column]})}" for column in changed)])
    return talks


def _as_told(said: str) -> str:
    """The bot's "You said you take a water pill" as the person says it."""
    if said.startswith("You said this is about a child"):
        return "my son is 7"
    return "i am 65" if "65" in said else "i " + re.sub(r"^are\b", "am", said)


def _faults(wording: Wording, message: str, replies: Iterable[dict[str, Any]]) -> Iterator[str]:
    for reply in replies:
        text = reply["text"]
        labels = load_labels()
        rendered = render(reply, labels)
        shown = html.unescape(_TAG.sub("", rendered.html)) if rendered.html else rendered.text
        for channel, words in (("REST", text), ("Telegram", shown)):
            if missing := wording.missing_cautions(words):
                yield f"{channel}, {message!r}: without its caution {missing[0]!r}"
        if unknown := wording.unknown_words(text):
            yield f"{message!r}: not in the content: {unknown!r}"
        for name in reply["metadata"].get("cautions", []):
            if wording.cautions[name] not in squeezed(text):
                yield f"{message!r}: names the caution {name} and does not say it"


def _say_all(bot, talks: Iterable[list[str]]) -> list[tuple[str, list[dict[str, Any]]]]:
    def talk(messages: list[str]) -> list[tuple[str, list[dict[str, Any]]]]:
        sender = new_sender()
        return [(message, say(bot, message, sender)) for message in messages]

    with ThreadPoolExecutor(WORKERS) as pool:
        return [said for talked in pool.map(talk, talks) for said in talked]


def test_every_button_of_every_topic_and_condition_leaves_with_its_caution(bot, content, wording):
    payloads = _payloads(content)
    assert all(read_command(payload) == payload for payload in payloads)
    answers = _say_all(bot, [[payload] for payload in payloads])
    assert len(answers) > 300
    assert [fault for message, replies in answers for fault in _faults(wording, message, replies)] == []


def test_a_message_of_every_intent_and_topic_leaves_with_its_caution(bot, wording):
    answers = _say_all(bot, [[example] for example in _examples()])
    assert len(answers) > 150
    assert all(replies for _, replies in answers)
    assert [fault for message, replies in answers for fault in _faults(wording, message, replies)] == []


def test_every_condition_puts_its_line_first_in_every_later_answer_with_the_caution(bot, content, wording):
    conditions = _conditions(content).values()
    talks = _talks(content)
    faults: list[str] = []
    for condition, talked in zip(conditions, _by_talk(_say_all(bot, talks), talks), strict=True):
        told, *asked = talked
        if condition["acknowledgement"] not in told[1][0]["text"]:
            faults.append(f"{told[0]!r} was not acknowledged: {told[1][0]['text']!r}")
        for message, replies in asked:
            text = replies[0]["text"]
            faults += _faults(wording, message, replies)
            if squeezed(condition["line"]) not in squeezed(text)[: text.index(load_labels().caution)]:
                faults.append(f"{condition['id']}, {message}: its line does not stand first")
            if condition["acknowledgement"] in text:
                faults.append(f"{condition['id']}, {message}: acknowledged again")
    assert faults == []


def _by_talk(answers: list, talks: list[list[str]]) -> Iterator[list]:
    start = 0
    for talk in talks:
        yield answers[start : start + len(talk)]
        start += len(talk)


def test_after_every_cause_and_medicine_the_way_to_a_doctor_is_offered(bot, content):
    topics = [name for name in content.topics if name.startswith(("cause/", "medication/"))]
    answers = _say_all(bot, [[f"/ask_topic{json.dumps({'topic': name})}"] for name in topics])
    without = [message for message, replies in answers if SEE_DOCTOR not in [button["payload"] for button in replies[-1]["buttons"]]]
    assert without == []


async def test_every_topic_over_socket_io_says_what_rest_says(bot, content, wording):
    client = socketio.AsyncClient()
    heard: list[dict[str, Any]] = []
    client.on("bot_uttered", heard.append)
    await client.connect(bot.url, transports=["websocket"])
    try:
        token = (await client.call("session_request", {}, timeout=20))["session_id"]
        sent = list(content.topics)[::6]  # the web's limit of messages a minute leaves no room for more
        for name in sent:
            payload = f"/ask_topic{json.dumps({'topic': name})}"
            await client.call("user_uttered", {"message": payload, "session_id": token}, timeout=20)
        await asyncio.sleep(0.2)
    finally:
        await client.disconnect()
    assert len(heard) == len(sent)
    assert [fault for name, reply in zip(sent, heard, strict=True) for fault in _faults(wording, name, [reply])] == []


def test_judge_sees_a_missing_caution_and_a_foreign_sentence(content, wording):
    claim = next(iter(content.claims.values()))
    alone = squeezed(claim.short)
    assert wording.missing_cautions(alone)
    assert wording.missing_cautions(" ".join([alone, *wording.cautions.values()])) == []
    assert wording.unknown_words(alone) == ""
    assert wording.unknown_words(f"{alone} Swallow ginger for it.") == "Swallow ginger for it"
