"""The way out to a browser: one answer, one event."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.channels.output import ContractOutputChannel

Send = Callable[[dict[str, Any]], Awaitable[None]]


def quick_replies(buttons: Any) -> list[dict[str, str]]:
    """Returns buttons as Rasa's Socket.IO channel sends them."""
    found = buttons if isinstance(buttons, list) else []
    return [
        {"content_type": "text", "title": str(button.get("title", "")), "payload": str(button.get("payload", ""))}
        for button in found
        if isinstance(button, Mapping)
    ]


class WebOutputChannel(ContractOutputChannel):
    """Hands each message to the browser as soon as it is said, and keeps it."""

    def __init__(self, send: Send | None = None) -> None:
        """Makes a channel; `send` gets each message."""
        super().__init__()
        self._send = send

    @classmethod
    def name(cls) -> str:
        """Returns the name by which responses may name this channel."""
        return "web"

    async def _persist_message(self, message: dict[str, Any]) -> None:
        shown = {name: value for name, value in message.items() if name not in ("buttons", "recipient_id")}
        shown["quick_replies"] = quick_replies(message.get("buttons"))
        shown["timestamp"] = time.time()
        self.messages.append(shown)
        if self._send is not None:
            await self._send(shown)
