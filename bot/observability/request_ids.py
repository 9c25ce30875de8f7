"""One id for each request, from the channel through Rasa to the action server, in every log line and back in a header."""

from __future__ import annotations

import re
import uuid
from contextvars import ContextVar
from typing import Any

HEADER = "X-Request-Id"
_FORM = re.compile(r"[A-Za-z0-9-]{8,64}")
_current: ContextVar[str] = ContextVar("request_id", default="")


def current() -> str:
    """Returns the id of the request that is worked on, or an empty text."""
    return _current.get()


def begin(given: str | None = None) -> str:
    """Sets the id for what follows in this task and returns it.

    Args:
        given: the id that came with the request; a new one is made if it is none.
    """
    number = given if given and _FORM.fullmatch(given) else uuid.uuid4().hex
    _current.set(number)
    return number


def add_request_ids(app: Any) -> None:
    """Gives every request of a Sanic server its id, and every response the header."""

    async def take(request: Any) -> None:
        request.ctx.request_id = begin(request.headers.get(HEADER))

    async def give(request: Any, response: Any) -> None:
        number = getattr(request.ctx, "request_id", "")
        if number and response is not None:
            response.headers[HEADER] = number

    app.register_middleware(take, "request")
    app.register_middleware(give, "response")
