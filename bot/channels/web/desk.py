"""What the web channel does with a request, whether it came by Socket.IO or by REST."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Mapping
from typing import Any

from bot.channels import texts
from bot.channels.gate import Refused, clean
from bot.channels.turn import Handler, log_failure, take_turn
from bot.channels.web.conversations import Conversations
from bot.channels.web.feedback import FeedbackBook, read_feedback
from bot.channels.web.limits import make_limits
from bot.channels.web.output import Send, WebOutputChannel
from bot.channels.web.sessions import Sessions
from bot.observability.metrics import FEEDBACK
from bot.settings import Settings

_MESSAGE_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
_MAX_TITLE = 200
# Seconds to keep a rating.
_PATIENCE = 5.0
Outcome = dict[str, Any]


def _failed(error: str, **more: Any) -> Outcome:
    return {"ok": False, "error": error, **more}


def noted(data: Mapping[str, Any]) -> dict[str, str]:
    """Returns what is kept beside a message: its id in the browser, and the words on the button that sent it."""
    kept: dict[str, str] = {}
    message_id, title = data.get("message_id"), data.get("title")
    if isinstance(message_id, str) and _MESSAGE_ID.fullmatch(message_id):
        kept["message_id"] = message_id
    if isinstance(title, str) and len(title) <= _MAX_TITLE and clean(title):
        kept["title"] = clean(title)
    return kept


class WebDesk:
    """Serves every browser. It needs Rasa's agent only when somebody asks, for the channel is made before the agent."""

    def __init__(self, handler: Handler, sessions: Sessions, feedback: FeedbackBook, agent: Callable[[], Any], settings: Settings) -> None:
        self._handler = handler
        self._sessions = sessions
        self._feedback = feedback
        self._agent = agent
        self._limit = settings.max_message_length
        limit = make_limits(settings)
        self._per_session = limit("session", settings.messages_per_minute)
        self._per_address = limit("address", settings.messages_per_minute_from_address)
        self._openings = limit("opening", settings.messages_per_minute_from_address)

    def sender(self, token: Any) -> str | None:
        """Returns the conversation that a session id opens, or None."""
        return self._sessions.sender(token)

    async def open(self, token: Any, address: str) -> Outcome:
        """Opens a session: the one of the session id if it is ours, else a new one.

        Returns:
            `session_id`, `messages` said so far, and `limit`, the longest message in characters.
        """
        wait = await self._openings.take(address)
        if wait:
            return _failed("too_fast", retry_after=wait)
        sender = self.sender(token)
        opened = token if sender else self._sessions.issue()
        try:
            said = await Conversations(self._agent()).history(sender) if sender else []
        except Exception as error:  # a chat without its history is still a chat
            log_failure("A history could not be read", error)
            said = []
        return {"ok": True, "session_id": opened, "messages": said, "limit": self._limit}

    async def say(self, data: Any, address: str, send: Send) -> Outcome:
        """Takes one message of a person and sends every answer to it; a refusal is an answer too.

        Args:
            data: as the client sent it: session_id, message, and perhaps message_id and title.
            address: for the limit.
            send: gets each answer.

        Returns:
            `ok` and how many milliseconds the bot took, or `error`.
        """
        output = WebOutputChannel(send)
        if not isinstance(data, Mapping) or not isinstance(data.get("message"), str):
            await output.emit("", texts.message("not_a_message"))
            return _failed("not_a_message")
        sender = self.sender(data.get("session_id"))
        if sender is None:
            return _failed("no_session")
        wait = await self._per_session.take(sender) or await self._per_address.take(address)
        if wait:
            await output.emit(sender, texts.message("too_fast"))
            return _failed("too_fast", retry_after=wait)
        begun = time.perf_counter()
        try:
            await take_turn(
                self._handler, message=data["message"], sender=sender, output=output, channel="web", metadata=noted(data) or None
            )
        except Refused:
            await output.emit(sender, texts.message("not_a_message"))
            return _failed("not_a_message")
        return {"ok": True, "ms": round((time.perf_counter() - begun) * 1000, 1)}

    async def start_over(self, token: Any, address: str) -> Outcome:
        """Makes the bot forget the conversation so far, for what follows."""
        sender = self.sender(token)
        if sender is None:
            return _failed("no_session")
        if await self._per_address.take(address):
            return _failed("too_fast")
        try:
            await Conversations(self._agent()).start_over(sender)
        except Exception as error:
            log_failure("A conversation could not be started over", error)
            return _failed("failed")
        return {"ok": True}

    async def delete(self, token: Any, address: str) -> Outcome:
        """Deletes the conversation; its session id is of no more use."""
        sender = self.sender(token)
        if sender is None:
            return _failed("no_session")
        if await self._per_address.take(address):
            return _failed("too_fast")
        try:
            await Conversations(self._agent()).delete(sender)
        except Exception as error:
            log_failure("A conversation could not be deleted", error)
            return _failed("failed")
        return {"ok": True, "session_id": self._sessions.issue()}

    async def rate(self, data: Any, address: str) -> Outcome:
        """Keeps a rating of an answer. A session is needed to give one, and is not kept with it."""
        if not isinstance(data, Mapping):
            return _failed("not_a_rating")
        sender = self.sender(data.get("session_id"))
        if sender is None:
            return _failed("no_session")
        if await self._per_session.take(f"rate {sender}") or await self._per_address.take(address):
            return _failed("too_fast")
        try:
            row = read_feedback(data)
        except Refused:
            return _failed("not_a_rating")
        try:
            kept = await asyncio.wait_for(asyncio.to_thread(self._feedback.write, row, data.get("id")), _PATIENCE)
        except Exception as error:
            log_failure("A rating could not be kept", error)
            return _failed("failed")
        FEEDBACK.labels("web", row["rating"]).inc()
        return {"ok": True, "id": kept}
