"""Talking to a running bot as a client does: plain HTTP, nothing of ours in between."""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
import uuid
from contextlib import suppress
from typing import Any

from tests.servers import RunningBot

_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONWARNINGS": "ignore",
    "RASA_SHELL_STREAM_READING_TIMEOUT_IN_SECONDS": "60",
}


def environment(**values: str) -> dict[str, str]:
    """Returns this process's environment, made quiet as scripts/with_env.sh does, with values of one's own."""
    return {**os.environ, **QUIET, **values}


def new_sender() -> str:
    """Returns the id of somebody who never wrote before."""
    return f"test-{uuid.uuid4().hex}"


def post(bot: RunningBot, body: Any, timeout: float = 30.0) -> tuple[int, Any]:
    """Sends a body to the REST channel, JSON or raw bytes; returns the status and what came back."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return _open(urllib.request.Request(f"{bot.url}/webhooks/rest/webhook", data, {"Content-Type": "application/json"}), timeout)


def get(bot: RunningBot, path: str) -> tuple[int, Any]:
    """Reads a path; returns the status and what came back."""
    return _open(urllib.request.Request(f"{bot.url}{path}"), 30.0)


def say(bot: RunningBot, text: str, sender: str | None = None, timeout: float = 30.0) -> list[dict[str, Any]]:
    """Sends a message and returns the bot's messages; from somebody new where no sender is given."""
    status, replies = post(bot, {"sender": sender or new_sender(), "message": text}, timeout)
    assert status == 200, f"status {status} for {text!r}: {replies}"
    return replies


def events(bot: RunningBot, sender: str) -> list[dict[str, Any]]:
    """Returns the events of a conversation, from the tracker endpoint."""
    status, state = get(bot, f"/conversations/{sender}/tracker")
    assert status == 200, state
    return state["events"]


def _open(request: urllib.request.Request, timeout: float) -> tuple[int, Any]:
    try:
        with _OPENER.open(request, timeout=timeout) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        body = error.read()
        with suppress(ValueError):
            return error.code, json.loads(body)
        return error.code, body.decode(errors="replace")
