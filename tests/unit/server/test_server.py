"""The production server: what it refuses to start with, what it opens, what it prints."""

from __future__ import annotations

import json
import logging
import socket
from types import SimpleNamespace

import pytest
import structlog
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Sanic

from bot.server import __main__ as server
from bot.server import app as server_app
from bot.server import quiet
from bot.server.app import CannotStart, check_understanding, load_agent
from bot.server.tracker_route import add_tracker_route, offers_tracker


@pytest.mark.parametrize(
    ("host", "wish", "expected"),
    [("127.0.0.1", "", True), ("0.0.0.0", "", False), ("0.0.0.0", "1", True), ("127.0.0.1", "0", False)],
)
def test_where_the_tracker_is_offered(host, wish, expected):
    assert offers_tracker(host, {"BOT_TRACKER_ROUTE": wish}) is expected


class _Store:
    def __init__(self, domain):
        metadata = {"topics": ["chat/greet"], "claims": [], "utter_action": "utter_greet", "model_id": "m"}
        self.tracker = DialogueStateTracker.from_events("a", [UserUttered("hi"), BotUttered("Hello.", metadata=metadata)], domain.slots)

    async def retrieve_full_tracker(self, conversation):
        return self.tracker if conversation == "a" else None


@pytest.fixture
def ask(domain):
    """A function that calls the tracker route."""
    app = Sanic("tracker_route_test", configure_logging=False, register=False)
    app.ctx.agent = SimpleNamespace(tracker_store=_Store(domain))

    async def call(conversation, host="127.0.0.1:5005", any_host=False):
        routes = []
        add_tracker_route(SimpleNamespace(get=lambda _path: routes.append, ctx=app.ctx), any_host)
        answer = await routes[0](SimpleNamespace(host=host), conversation)
        return answer.status, answer.body.decode()

    return call


async def test_the_tracker_shows_what_was_said_and_each_account(ask):
    status, body = await ask("a")
    events = json.loads(body)["events"]
    assert status == 200
    assert [event["event"] for event in events] == ["user", "bot"]
    assert events[1]["metadata"] == {"topics": ["chat/greet"], "claims": []}


@pytest.mark.parametrize(("conversation", "expected"), [("b", 404), ("a b", 400), ("x" * 200, 400)])
async def test_no_conversation_no_tracker(ask, conversation, expected):
    assert (await ask(conversation))[0] == expected


async def test_a_web_page_cannot_read_it_by_a_name_of_its_own(ask):
    assert (await ask("a", "evil.example:5005"))[0] == 403
    assert (await ask("a", "evil.example:5005", any_host=True))[0] == 200


def test_a_model_that_does_not_exist_is_one_line(capsys, tmp_path):
    assert server.main(["--model", str(tmp_path / "missing.tar.gz")]) == 2
    assert capsys.readouterr().err.strip() == f"There is no model at {tmp_path / 'missing.tar.gz'}. Train one with: make train"


def test_a_port_in_use_is_one_line(capsys, tmp_path, change_settings):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        change_settings("bot.server.__main__", bot_host="127.0.0.1", bot_port=taken.getsockname()[1])
        assert server.main(["--model", str(tmp_path)]) == 2
    error = capsys.readouterr().err.strip()
    assert "in use" in error
    assert len(error.splitlines()) == 1


@pytest.mark.parametrize("name", ["missing.tar.gz", "broken.tar.gz"])
def test_a_model_that_cannot_be_used_is_an_error(tmp_path, change_settings, name):
    settings = change_settings("bot.server.tracker_store", tracker_url=f"sqlite:///{tmp_path / 'c.db'}")
    (tmp_path / "broken.tar.gz").write_bytes(b"no archive")
    with pytest.raises(CannotStart, match=name):
        load_agent(tmp_path / name, settings)


def _agent(parsed):
    async def parse_message(_text):
        if isinstance(parsed, Exception):
            raise parsed
        return parsed

    return SimpleNamespace(parse_message=parse_message)


async def test_a_model_that_understands_passes_the_check():
    await check_understanding(_agent({"intent": {"name": "greet"}}))


@pytest.mark.parametrize("parsed", [{}, {"intent": {"name": None}}, RuntimeError("not trained")])
async def test_a_model_that_understands_nothing_does_not_start(parsed):
    with pytest.raises(CannotStart):
        await check_understanding(_agent(parsed))


def test_only_the_wanted_routes_are_open(change_settings, monkeypatch):
    monkeypatch.setattr(Sanic, "_app_registry", {})
    settings = change_settings(bot_host="127.0.0.1")
    made = server_app.build_app(SimpleNamespace(), settings)
    paths = {"/" + route.path.rstrip("/") for route in made.router.routes}
    rest = {"/", "/webhooks/rest", "/webhooks/rest/webhook", "/conversations/<conversation_id:str>/tracker"}
    pages = {"/chat", "/demo", "/widget/pages.css", "/widget/icon.svg", "/widget/night-cramp-chat.js", "/widget/demo.css"}
    web = {f"/webhooks/web{path}" for path in ("", "/session", "/webhook", "/start_over", "/delete", "/feedback")} | {"/socket.io"}
    operators = {"/health/live", "/health/ready", "/metrics"}
    # Without a token Telegram's channel answers nothing but that it is there.
    assert paths == rest | pages | web | operators | {"/webhooks/telegram"}
    assert made.config.REQUEST_MAX_SIZE <= 1_000_000


def test_words_of_people_are_dropped_from_log_lines():
    line = quiet.drop_words(None, "warning", {"event": "message.parsing.failed", "user_text": "my secret", "text": "my secret"})
    assert line == {"event": "message.parsing.failed"}


def test_the_log_holds_events_without_words(capsys):
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        quiet.configure_logging()
        structlog.get_logger("rasa.test").warning("message.parsing.failed", user_text="my secret")
        logged = capsys.readouterr().err
    finally:
        root.handlers, root.level = handlers, level
        structlog.reset_defaults()
    assert "message.parsing.failed" in logged
    assert "secret" not in logged
