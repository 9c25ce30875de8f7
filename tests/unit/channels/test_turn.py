"""A turn: always an answer, never one that the conversation does not remember, and help in an emergency whatever fails."""

from __future__ import annotations

import asyncio
import logging

import pytest

from bot.channels import account, texts, turn
from bot.channels.admission import Admission
from bot.channels.output import ContractOutputChannel

FACT = {"text": "A fact.", "topics": ["diet/water"], "claims": ["c"]}
HELP = {"text": "Get help now.", "topics": ["safety/emergency"], "level": "now"}


@pytest.fixture(autouse=True)
def version(monkeypatch):
    monkeypatch.setattr(account, "content_version", lambda: "v")


async def _answer(*says, fails=None, output=None):
    """Lets a stand-in for Rasa say things and perhaps fail; returns what the person got."""
    output = output or ContractOutputChannel()

    async def handler(message):
        for said in says:
            await message.output_channel.send_response(message.sender_id, said)
            assert output.messages == [], "said before it was stored"
        if fails:
            raise fails

    await turn.answer(handler, "hello", "a", output, "rest")
    return [message["text"] for message in output.messages]


async def test_everything_is_said_when_the_turn_is_stored():
    assert await _answer(FACT, HELP) == ["A fact.", "Get help now."]


async def test_of_a_turn_that_was_not_stored_only_help_is_said():
    assert await _answer(FACT, HELP, fails=RuntimeError()) == ["Get help now."]


@pytest.mark.parametrize("says", [(), (FACT,)])
async def test_without_help_to_give_it_is_an_apology(says):
    assert await _answer(*says, fails=RuntimeError()) == [texts.message("apology")["text"]]


async def test_silence_is_an_apology():
    assert await _answer() == [texts.message("apology")["text"]]


async def test_a_bare_text_is_held_back_too():
    output = ContractOutputChannel()

    async def handler(message):
        await message.output_channel.send_text_message(message.sender_id, "Hello.")
        assert output.messages == []
        assert message.output_channel.name() == output.name()

    await turn.answer(handler, "hello", "a", output, "rest")
    assert [message["text"] for message in output.messages] == ["Hello."]


async def test_too_many_at_once_are_asked_to_come_again_and_the_others_answered(monkeypatch):
    door = Admission(3)
    monkeypatch.setattr(turn, "admission", lambda: door)
    go_on = asyncio.Event()

    async def handler(message):
        await go_on.wait()
        await message.output_channel.send_response(message.sender_id, FACT)

    outputs = [ContractOutputChannel() for _ in range(5)]
    tasks = [asyncio.create_task(turn.answer(handler, "hello", str(number), output, "rest")) for number, output in enumerate(outputs)]
    await asyncio.sleep(0.05)
    busy = texts.message("busy")["text"]
    assert [[message["text"] for message in output.messages] for output in outputs] == [[], [], [], [busy], [busy]]
    go_on.set()
    await asyncio.gather(*tasks)
    assert [output.messages[0]["text"] for output in outputs[:3]] == ["A fact."] * 3


async def test_a_turn_is_logged_without_its_words(caplog):
    with caplog.at_level(logging.INFO, "bot"):
        await _answer(FACT)
    (line,) = [record for record in caplog.records if record.message == "turn"]
    assert set(line.facts) == {"channel", "outcome", "ms"}
    assert line.facts["outcome"] == "answered"
