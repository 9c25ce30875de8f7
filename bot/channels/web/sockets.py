"""Socket.IO with the names of events that Rasa gave them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from socketio import AsyncServer

from bot.channels.turn import log_failure
from bot.channels.web.desk import Outcome, WebDesk
from bot.channels.web.limits import client_address
from bot.channels.web.origins import OriginRule
from bot.observability import request_ids

# One event: far above any message, far below what would keep the server busy.
MAX_EVENT_BYTES = 64_000
Listener = Callable[[str, Any], Awaitable[Outcome]]


def headers_of(environ: dict[str, Any]) -> dict[str, str]:
    """Returns the headers of a request as Sanic's driver hands them on."""
    return {name[5:].lower().replace("_", "-"): value for name, value in environ.items() if name.startswith("HTTP_")}


def make_server(origins: OriginRule) -> AsyncServer:
    """Returns a Socket.IO server that only allowed pages can reach."""

    def allowed(origin: str, environ: dict[str, Any]) -> bool:
        return origins.allows(origin, headers_of(environ))

    return AsyncServer(
        async_mode="sanic",
        cors_allowed_origins=allowed,
        max_http_buffer_size=MAX_EVENT_BYTES,
        logger=False,
        engineio_logger=False,
    )


def _guarded(listener: Listener) -> Callable[..., Awaitable[Outcome]]:
    """Lets a listener take whatever a client sends: a missing payload, several, or one that breaks it."""

    @wraps(listener)
    async def listen(sid: str, *payload: Any) -> Outcome:
        request_ids.begin()
        try:
            return await listener(sid, payload[0] if payload else None)
        except Exception as error:
            log_failure("An event could not be handled", error)
            return {"ok": False, "error": "failed"}

    return listen


class SocketEvents:
    """The events of one Socket.IO server. Whoever holds a session id is in the room of its conversation, and in no other."""

    def __init__(self, server: AsyncServer, desk: WebDesk, proxies: int = 0) -> None:
        self._server = server
        self._desk = desk
        self._proxies = proxies
        server.on("session_request", _guarded(self.session_request))
        server.on("user_uttered", _guarded(self.user_uttered))
        server.on("start_over", _guarded(self.start_over))
        server.on("delete_conversation", _guarded(self.delete_conversation))
        server.on("feedback", _guarded(self.feedback))

    async def session_request(self, sid: str, data: Any) -> Outcome:
        """Opens a session and tells its id, as Rasa does, then what was said so far."""
        outcome = await self._desk.open(_value(data, "session_id"), self._address(sid))
        if outcome["ok"]:
            await self._enter(sid, outcome["session_id"])
            await self._server.emit("session_confirm", outcome["session_id"], to=sid)
            await self._server.emit("history", {name: outcome[name] for name in ("session_id", "messages", "limit")}, to=sid)
        return {name: value for name, value in outcome.items() if name != "messages"}

    async def user_uttered(self, sid: str, data: Any) -> Outcome:
        """Answers a message in every window of its conversation."""
        sender = self._desk.sender(_value(data, "session_id"))
        if sender and sender not in self._server.rooms(sid):
            await self._enter(sid, data["session_id"])
        # Before there is a session only this client can be told anything.
        room = sender or sid

        async def send(message: dict[str, Any]) -> None:
            await self._server.emit("bot_uttered", message, to=room)

        if sender and isinstance(data.get("message"), str) and len(data["message"]) < MAX_EVENT_BYTES:
            shown = {name: data[name] for name in ("message", "message_id", "title") if isinstance(data.get(name), str)}
            await self._server.emit("user_echo", shown, to=room, skip_sid=sid)
        return await self._desk.say(data, self._address(sid), send)

    async def start_over(self, sid: str, data: Any) -> Outcome:
        """Starts the conversation over in every window."""
        return await self._tell_all(data, await self._desk.start_over(_value(data, "session_id"), self._address(sid)))

    async def delete_conversation(self, sid: str, data: Any) -> Outcome:
        """Deletes the conversation and empties every window."""
        return await self._tell_all(data, await self._desk.delete(_value(data, "session_id"), self._address(sid)))

    async def feedback(self, sid: str, data: Any) -> Outcome:
        """Keeps a rating."""
        return await self._desk.rate(data, self._address(sid))

    async def _tell_all(self, data: Any, outcome: Outcome) -> Outcome:
        if outcome["ok"]:
            token = outcome.get("session_id", data["session_id"])
            await self._server.emit("cleared", {"session_id": token}, to=self._desk.sender(data["session_id"]))
        return outcome

    async def _enter(self, sid: str, token: str) -> None:
        for room in list(self._server.rooms(sid)):
            if room != sid:
                await self._server.leave_room(sid, room)
        await self._server.enter_room(sid, self._desk.sender(token))

    def _address(self, sid: str) -> str:
        request = (self._server.get_environ(sid) or {}).get("sanic.request")
        if request is None:
            return "unknown"
        return client_address(request.ip, request.headers.get("x-forwarded-for"), self._proxies)


def _value(data: Any, name: str) -> Any:
    return data.get(name) if isinstance(data, dict) else None
