"""The same conversation without Socket.IO, for networks that let no WebSocket through."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.web.desk import Outcome, WebDesk
from bot.channels.web.limits import client_address
from bot.channels.web.origins import OriginRule

MAX_BODY = 64_000
STATUS = {"no_session": 401, "too_fast": 429, "failed": 500}
Answer = Callable[[Any, str], Awaitable[Outcome]]


def _cors(origin: str | None) -> dict[str, str]:
    headers = {"Vary": "Origin", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    if origin:
        headers["Access-Control-Allow-Origin"] = origin
    return headers


def _body(request: Request) -> Any:
    if len(request.body or b"") > MAX_BODY:
        return None
    try:
        return json.loads(request.body or b"")
    except (ValueError, RecursionError):
        return None


def add_rest_routes(routes: Blueprint, desk: WebDesk, origins: OriginRule, proxies: int) -> None:
    """Adds `POST /session`, `/webhook`, `/start_over`, `/delete` and `/feedback`, each of which takes an object with `session_id`.

    The body is JSON whatever its type is said to be: as plain text, a page on another site needs no preflight, which Rasa's own CORS
    layer would answer without us. A page that is not allowed is refused before anything happens.

    Args:
        routes: the channel's blueprint.
        desk: does the work.
        origins: which pages may ask.
        proxies: how many proxies stand before the bot.
    """

    async def open_session(data: Any, address: str) -> Outcome:
        return await desk.open(data.get("session_id"), address)

    async def webhook(data: Any, address: str) -> Outcome:
        said: list[dict[str, Any]] = []

        async def keep(message: dict[str, Any]) -> None:
            said.append(message)

        outcome = await desk.say(data, address, keep)
        return {**outcome, "messages": said}

    async def start_over(data: Any, address: str) -> Outcome:
        return await desk.start_over(data.get("session_id"), address)

    async def delete(data: Any, address: str) -> Outcome:
        return await desk.delete(data.get("session_id"), address)

    def add(path: str, answer: Answer) -> None:
        async def handle(request: Request) -> HTTPResponse:
            origin = request.headers.get("origin")
            if not origins.allows(origin, request.headers):
                return response.json({"ok": False, "error": "origin"}, status=403, headers={"Vary": "Origin"})
            data = _body(request)
            if not isinstance(data, dict):
                return response.json({"ok": False, "error": "not_a_request"}, status=400, headers=_cors(origin))
            address = client_address(request.ip, request.headers.get("x-forwarded-for"), proxies)
            outcome = await answer(data, address)
            status = 200 if outcome["ok"] else STATUS.get(outcome["error"], 400)
            return response.json(outcome, status=status, headers=_cors(origin))

        routes.add_route(handle, path, methods=["POST"], name=path.strip("/"))

    add("/session", open_session)
    add("/webhook", webhook)
    add("/start_over", start_over)
    add("/delete", delete)
    add("/feedback", desk.rate)
