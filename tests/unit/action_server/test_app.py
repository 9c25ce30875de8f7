"""The action server over real HTTP: answers, errors that repeat nothing, readiness."""

from __future__ import annotations

import contextlib
import itertools
import logging
import sys
import types
import zlib

import httpx
import pytest
from rasa_sdk import Action
from sanic import Sanic
from sanic.touchup.service import TouchUp

from bot.action_server.app import build_app
from bot.settings import read_settings

_rewrite = TouchUp.run
_numbers = itertools.count()
SECRET = "my secret illness"


def _call(name, text=SECRET):
    tracker = {"sender_id": "a", "slots": {}, "latest_message": {"text": text}, "events": [], "active_loop": {}, "latest_action_name": None}
    return {"next_action": name, "sender_id": "a", "tracker": tracker, "domain": {}}


@pytest.fixture
def package(monkeypatch):
    """A package with an action that answers and one that fails."""

    class ActionAnswerTest(Action):
        def name(self):
            return "action_answer_test"

        def run(self, dispatcher, tracker, domain):
            dispatcher.utter_message(text="An answer.")
            return []

    class ActionFailTest(Action):
        def name(self):
            return "action_fail_test"

        def run(self, dispatcher, tracker, domain):
            raise RuntimeError(tracker.latest_message["text"])

    module = types.ModuleType("actions_of_a_test")
    module.kept = (ActionAnswerTest, ActionFailTest)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return module


@pytest.fixture
async def client(package, monkeypatch, unused_tcp_port):
    """A client of a running server; `client.version` is what the knowledge base does."""

    def rewrite_once(app):
        # Sanic rewrites its own functions when a server starts, which fails when a second server of the same process does it again.
        with contextlib.suppress(KeyError):
            _rewrite(app)

    monkeypatch.setattr(TouchUp, "run", rewrite_once)
    monkeypatch.setattr(Sanic, "_app_registry", {})
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{unused_tcp_port}", trust_env=False) as found:
        found.version = lambda: "v1"
        app = build_app(read_settings({}), lambda: found.version(), package)
        server = await app.create_server(host="127.0.0.1", port=unused_tcp_port, return_asyncio_server=True)
        await server.startup()
        yield found
        server.close()
        await server.wait_closed()


async def test_an_action_answers_and_its_request_is_named(client, caplog):
    with caplog.at_level(logging.INFO, "bot"):
        answer = await client.post("/webhook", json=_call("action_answer_test"), headers={"X-Request-Id": "the-request-3"})
    assert answer.json()["responses"][0]["text"] == "An answer."
    assert answer.headers["x-request-id"] == "the-request-3"
    (line,) = [record for record in caplog.records if record.message == "action"]
    assert line.facts["action"] == "action_answer_test"
    assert SECRET not in caplog.text


async def test_a_packed_call_is_understood(client):
    import json

    packed = zlib.compress(json.dumps(_call("action_answer_test")).encode())
    answer = await client.post("/webhook", content=packed, headers={"Content-Encoding": "deflate"})
    assert answer.json()["responses"][0]["text"] == "An answer."


async def test_a_failing_action_repeats_nothing_of_the_request(client, caplog):
    answer = await client.post("/webhook", json=_call("action_fail_test"))
    assert answer.status_code == 500
    assert answer.json() == {"error": "RuntimeError", "action_name": "action_fail_test"}
    assert SECRET not in answer.text + caplog.text


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"", 400), (b"{", 400), (b"[]", 400), (b"{}", 400), (b'{"next_action": 1, "tracker": {}}', 400), (b"[" * 100_000, 400)],
)
async def test_what_is_no_call_is_told_so(client, body, status):
    assert (await client.post("/webhook", content=body)).status_code == status


async def test_an_unknown_action_is_not_found_and_counted_without_its_name(client):
    answer = await client.post("/webhook", json=_call("made_up_name"))
    assert answer.status_code == 404
    counted = (await client.get("/metrics")).text
    assert "made_up_name" not in counted
    assert 'action="other",outcome="failed"' in counted


async def test_ready_is_who_can_read_the_knowledge_base(client):
    assert (await client.get("/health/ready")).json() == {"status": "ready", "content_version": "v1"}

    def fail():
        raise RuntimeError("postgresql://user:password@host")

    client.version = fail
    answer = await client.get("/health/ready")
    assert (answer.status_code, answer.json()) == (503, {"status": "not ready", "error": "RuntimeError"})
    for path in ("/health", "/health/live"):
        assert (await client.get(path)).status_code == 200


async def test_an_address_that_is_none_is_not_found(client):
    assert (await client.get("/actions")).status_code == 404
