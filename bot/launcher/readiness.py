"""Whether the bot really answers: Rasa says "hello" on its port also without a model and without an action server."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable
from typing import Any

GREETING = "hi"
FACT_QUESTION = "what is a diuretic"
# Straight to our own servers: a proxy in the environment is for the outside world.
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def ask(url: str, sender: str, text: str, timeout: float = 6.0) -> list[dict[str, Any]]:
    """Sends a message over REST and returns the replies.

    Raises:
        OSError: if the bot cannot be reached.
        ValueError: if what it answers is not a list of replies.
    """
    body = json.dumps({"sender": sender, "message": text}).encode()
    request = urllib.request.Request(f"{url}/webhooks/rest/webhook", body, {"Content-Type": "application/json"})
    with _OPENER.open(request, timeout=timeout) as response:
        replies = json.load(response)
    if not isinstance(replies, list) or not all(isinstance(reply, dict) for reply in replies):
        raise ValueError(f"it answered {json.dumps(replies)[:200]}")
    return replies


def missing(url: str) -> str:
    """What the bot cannot do yet, in words; empty when it greets and answers a question from the knowledge base."""
    sender = f"readiness-{uuid.uuid4().hex}"
    try:
        if not any(reply.get("text") for reply in ask(url, sender, GREETING)):
            return f"it is silent when told {GREETING!r}"
        replies = ask(url, sender, FACT_QUESTION)
    except urllib.error.HTTPError as error:
        return f"it answers with HTTP status {error.code}"
    except (OSError, ValueError) as error:
        return str(error)
    if not any((reply.get("metadata") or {}).get("claims") for reply in replies):
        said = " / ".join(str(reply.get("text", "")) for reply in replies)
        return f"it names no fact when asked {FACT_QUESTION!r}; it says {said[:200]!r}"
    return ""


def answers_at(url: str) -> bool:
    """Whether a web server answers there at all."""
    try:
        with _OPENER.open(url, timeout=2.0):
            return True
    except OSError:
        return False


def wait_until_ready(problem: Callable[[], str], check: Callable[[], None], seconds: float, pause: float = 0.5) -> str:
    """Waits until a problem is gone.

    Args:
        problem: says what is missing, empty when nothing is.
        check: called between tries; raises to give up at once, as when a server has died.
        seconds: how long to try.
        pause: between two tries.

    Returns:
        Empty when ready, else the last problem.
    """
    deadline = time.monotonic() + seconds
    while True:
        check()
        last = problem()
        if not last or time.monotonic() > deadline:
            return last
        time.sleep(pause)
