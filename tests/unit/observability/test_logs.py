"""Log lines: facts in, words of people and messages of errors out."""

from __future__ import annotations

import json
import logging

import pytest

from bot.observability import logs, request_ids


@pytest.fixture
def log(capsys):
    """Sets up the log in a form; the function returned logs a turn and an error and gives what was written."""
    root, ours = logging.getLogger(), logging.getLogger("bot")
    before = root.handlers[:], root.level, ours.level

    def write(form):
        logs.configure(form)
        token = request_ids._current.set("the-request-1")
        ours.info("turn", extra={logs.FACTS: {"channel": "rest", "ms": 12.5}})
        try:
            raise ValueError("my secret illness")
        except ValueError:
            logging.getLogger("library").error("it failed", exc_info=form == logs.JSON)
        logging.getLogger("library").info("not shown")
        request_ids._current.reset(token)
        return capsys.readouterr().err.splitlines()

    yield write
    root.handlers, root.level = before[0], before[1]
    ours.setLevel(before[2])


def test_json_lines_hold_the_facts_and_the_kind_of_an_error(log):
    turn, failure = map(json.loads, log(logs.JSON))
    assert {name: turn[name] for name in ("level", "logger", "event", "channel", "ms", "request_id")} == {
        "level": "info",
        "logger": "bot",
        "event": "turn",
        "channel": "rest",
        "ms": 12.5,
        "request_id": "the-request-1",
    }
    assert failure["error"] == "ValueError"
    assert "secret" not in json.dumps(failure)


def test_text_lines_end_with_the_facts(log):
    turn, failure = log(logs.TEXT)
    assert turn.endswith("INFO bot: turn channel=rest ms=12.5 request_id=the-request-1")
    assert failure.endswith("ERROR library: it failed request_id=the-request-1")
