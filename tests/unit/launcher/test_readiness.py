"""The bot is ready when it greets and states a fact, not when its port opens."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from bot.launcher.readiness import FACT_QUESTION, GREETING, answers_at, ask, missing, wait_until_ready

HELLO = [{"text": "Hello"}]
FACT = [{"text": "A diuretic is …", "metadata": {"claims": ["diuretic"]}}]


class FakeBot:
    """Answers messages from a table; None is an HTTP error."""

    def __init__(self) -> None:
        self.replies: dict[str, object] = {GREETING: HELLO, FACT_QUESTION: FACT}
        self.senders: list[str] = []
        bot = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:  # noqa: N802 - the base class's name
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                bot.senders.append(asked["sender"])
                reply = bot.replies[asked["message"]]
                self.send_response(500 if reply is None else 200)
                self.end_headers()
                self.wfile.write(json.dumps(reply).encode())

            def do_GET(self) -> None:  # noqa: N802 - the base class's name
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_arguments: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def bot() -> Iterator[FakeBot]:
    fake = FakeBot()
    thread = threading.Thread(target=fake.server.serve_forever, daemon=True)
    thread.start()
    yield fake
    fake.server.shutdown()
    fake.server.server_close()


def test_missing_when_it_greets_and_states_a_fact_then_is_empty(bot):
    assert missing(bot.url) == ""


def test_missing_asks_as_a_stranger_each_time(bot):
    missing(bot.url)
    missing(bot.url)
    assert len(set(bot.senders)) == 2


@pytest.mark.parametrize(
    ("message", "reply", "problem"),
    [
        (GREETING, [], "silent"),  # what Rasa does without a model
        (GREETING, [{"image": "x"}], "silent"),
        (GREETING, None, "HTTP status 500"),
        (GREETING, {"detail": "no"}, "no"),
        (FACT_QUESTION, [{"text": "Sorry, try again"}], "Sorry, try again"),  # what it does without an action server
        (FACT_QUESTION, [{"text": "Hm", "metadata": None}], "no fact"),
        (FACT_QUESTION, [], "no fact"),
    ],
)
def test_missing_when_an_answer_is_wrong_then_says_which(bot, message, reply, problem):
    bot.replies[message] = reply
    assert problem in missing(bot.url)


def test_missing_when_nobody_listens_then_says_so():
    with socket.socket() as bound:  # bound and not listening: nobody else can take the port meanwhile
        bound.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{bound.getsockname()[1]}"
        assert "refused" in missing(url)
        assert not answers_at(url)


def test_ask_when_a_proxy_is_set_then_goes_straight(bot, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://192.0.2.1:9")
    assert ask(bot.url, "me", GREETING) == HELLO
    assert answers_at(bot.url)


def test_wait_until_ready_when_it_becomes_ready_then_is_empty():
    problems = iter(["starting", "starting", ""])
    assert wait_until_ready(lambda: next(problems), lambda: None, seconds=5, pause=0) == ""


def test_wait_until_ready_when_time_is_up_then_is_the_last_problem():
    assert wait_until_ready(lambda: "silent", lambda: None, seconds=0.05, pause=0.01) == "silent"


def test_wait_until_ready_when_a_server_dies_then_gives_up_at_once():
    def check() -> None:
        raise RuntimeError("died")

    with pytest.raises(RuntimeError):
        wait_until_ready(lambda: "silent", check, seconds=60)
