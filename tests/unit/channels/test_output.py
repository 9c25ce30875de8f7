"""One message for each thing the bot says."""

from __future__ import annotations

import asyncio

import pytest
from rasa.shared.core.events import BotUttered

from bot.channels import account
from bot.channels.output import ContractOutputChannel


@pytest.fixture(autouse=True)
def version(monkeypatch):
    monkeypatch.setattr(account, "content_version", lambda: "v")


async def test_a_bot_event_becomes_one_message_as_the_contract_has_it():
    event = BotUttered(
        "Claim.\n\nCaution.",
        {"buttons": [{"title": "More", "payload": "/ask_more", "type": "postback"}], "elements": None, "image": None},
        {"topics": ["diet/water"], "claims": ["c"], "cautions": ["k"], "sources": ["s"], "utter_action": "x", "model_id": "m"},
    )
    output = ContractOutputChannel()
    await output.send_response("a", event.message())
    assert output.messages == [
        {
            "recipient_id": "a",
            "text": "Claim.\n\nCaution.",
            "buttons": [{"title": "More", "payload": "/ask_more"}],
            "metadata": {"topics": ["diet/water"], "claims": ["c"], "cautions": ["k"], "sources": ["s"], "content_version": "v"},
        }
    ]


async def test_blank_lines_do_not_tear_a_bare_text():
    output = ContractOutputChannel()
    await output.send_text_message("a", "one\n\ntwo\n\n\nthree")
    assert [message["text"] for message in output.messages] == ["one\n\ntwo\n\n\nthree"]


async def test_a_very_long_text_stays_one_message():
    output = ContractOutputChannel()
    await output.send_response("a", {"text": "word " * 2000})
    assert len(output.messages) == 1


async def test_an_event_that_shows_nothing_is_no_message():
    output = ContractOutputChannel()
    await output.send_response("a", BotUttered(None, {}, {}).message())
    assert output.messages == []


async def test_a_queue_gets_each_message_too():
    queue: asyncio.Queue = asyncio.Queue()
    output = ContractOutputChannel(queue)
    await output.send_text_message("a", "hi")
    assert queue.get_nowait() == output.messages[0]
