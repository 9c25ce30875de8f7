"""The REST channel, over real HTTP, with a stand-in for Rasa's handler."""

from __future__ import annotations

import asyncio
import json

import pytest

from bot.channels import account, texts
from bot.channels.rest import RestChannel


class Handler:
    """Stands in for Rasa: says what it is told to, or fails."""

    def __init__(self):
        self.seen = []
        self.says = ["Hello"]
        self.fails = None

    async def __call__(self, message):
        self.seen.append(message)
        for text in self.says:
            await message.output_channel.send_response(message.sender_id, {"text": text, "topics": ["chat/greet"]})
        if self.fails:
            raise self.fails


@pytest.fixture
def handler(monkeypatch):
    monkeypatch.setattr(account, "content_version", lambda: "v")
    return Handler()


@pytest.fixture
async def client(handler, serve):
    return await serve(RestChannel().blueprint(handler), "/webhooks/rest")


URL = "/webhooks/rest/webhook"


async def test_an_answer_is_stock_rasas_with_metadata(client):
    answer = await client.post(URL, json={"sender": "a", "message": "hi"})
    assert answer.status_code == 200
    metadata = {"topics": ["chat/greet"], "claims": [], "cautions": [], "sources": [], "content_version": "v"}
    assert answer.json() == [{"recipient_id": "a", "text": "Hello", "metadata": metadata}]


async def test_health(client):
    assert (await client.get("/webhooks/rest/")).json() == {"status": "ok"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b'"hello"',
        b"null",
        b"{}",
        b'{"message": null}',
        b'{"message": 3}',
        b'{"message": ["a"]}',
        b'{"message": {"text": "a"}}',
        b'{"message": "a", "sender": {}}',
        b'{"message": "a", "sender": 7}',
        b'{"message": "a", "sender": "a b"}',
        b'{"message": "a", "input_channel": 1}',
        b'{"message": "a", "input_channel": "x y"}',
        b'{"message": "a", "metadata": "x"}',
        json.dumps({"message": "a", "metadata": {"x": "y" * 5000}}).encode(),
        b"[" * 100_000,
    ],
)
@pytest.mark.parametrize("query", ["", "?stream=true"])
async def test_what_is_no_request_is_told_so(client, handler, body, query):
    answer = await client.post(URL + query, content=body)
    assert answer.status_code == 400
    assert set(answer.json()) == {"error"}
    assert handler.seen == []


async def test_without_a_sender_nobody_shares_a_conversation(client, handler):
    for _ in range(2):
        assert (await client.post(URL, json={"message": "hi"})).status_code == 200
    assert len({message.sender_id for message in handler.seen}) == 2


async def test_the_handler_gets_the_cleaned_message(client, handler):
    await client.post(URL, json={"sender": "a", "message": " /restart ", "input_channel": "web", "metadata": {"page": "x"}})
    (message,) = handler.seen
    assert (message.text, message.sender_id, message.input_channel, message.metadata) == ("restart", "a", "web", {"page": "x"})


@pytest.mark.parametrize("query", ["", "?stream=true"])
async def test_a_long_message_gets_a_friendly_refusal(client, handler, query):
    answer = await client.post(URL + query, json={"sender": "a", "message": "x" * 1001})
    assert answer.status_code == 200
    (message,) = _messages(answer)
    assert "1000" in message["text"]
    assert message["recipient_id"] == "a"
    assert message["metadata"]["topics"] == ["chat/help"]
    assert handler.seen == []


@pytest.mark.parametrize("query", ["", "?stream=true"])
@pytest.mark.parametrize("failure", [None, RuntimeError("down"), asyncio.TimeoutError()])
async def test_silence_and_failure_become_an_apology(client, handler, failure, query):
    handler.says, handler.fails = [], failure
    answer = await client.post(URL + query, json={"sender": "a", "message": "hi"})
    assert answer.status_code == 200
    (message,) = _messages(answer)
    assert message["text"]
    assert message["metadata"]["topics"] == ["chat/help"]


@pytest.mark.parametrize("query", ["", "?stream=true"])
async def test_what_was_said_in_a_turn_that_was_not_stored_gives_way_to_an_apology(client, handler, query):
    """Else the person would know of an answer that the conversation does not remember."""
    handler.says, handler.fails = ["one", "two"], RuntimeError("late")
    answer = await client.post(URL + query, json={"sender": "a", "message": "hi"})
    (message,) = _messages(answer)
    assert message["text"] == texts.message("apology")["text"]


async def test_a_stream_ends_by_itself(client):
    answer = await asyncio.wait_for(client.post(URL + "?stream=true", json={"sender": "a", "message": "hi"}), 5)
    assert [message["text"] for message in _messages(answer)] == ["Hello"]


async def test_what_people_write_is_not_logged(client, handler, caplog):
    handler.says, handler.fails = [], RuntimeError("my secret illness")
    await client.post(URL, json={"sender": "a", "message": "my secret illness"})
    assert "RuntimeError" in caplog.text
    assert "secret" not in caplog.text


def _messages(answer):
    if answer.headers["content-type"].startswith("text/event-stream"):
        return [json.loads(line) for line in answer.text.splitlines() if line]
    return answer.json()
