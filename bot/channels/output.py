"""The way out: one message for each thing the bot says, with its account."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel

from bot.channels.account import account_of, complete

_VISIBLE = ("image", "attachment", "custom", "elements")


class ContractOutputChannel(CollectingOutputChannel):
    """Collects messages as the answer contract has them. A message is never cut at blank lines."""

    def __init__(self, queue: asyncio.Queue[Any] | None = None) -> None:
        """Makes a channel.

        Args:
            queue: gets each message too, as soon as it is said.
        """
        super().__init__()
        self._queue = queue

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Takes one bot event, as Rasa hands it over, and emits one message."""
        await self.emit(recipient_id, message)

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Takes a bare text, as callers outside of the dialogue send it."""
        await self.emit(recipient_id, {"text": text, **kwargs})

    async def emit(self, recipient_id: str, message: Mapping[str, Any]) -> None:
        """Emits one message; nothing if there is nothing to show."""
        shown: dict[str, Any] = {"recipient_id": recipient_id, "text": message.get("text") or ""}
        buttons = message.get("buttons") or message.get("quick_replies")
        if buttons:
            shown["buttons"] = [{"title": button.get("title", ""), "payload": button.get("payload", "")} for button in buttons]
        shown.update({name: message[name] for name in _VISIBLE if message.get(name)})
        if len(shown) == 2 and not shown["text"]:
            return
        await self._persist_message({**shown, "metadata": account_of(complete(message))})

    async def _persist_message(self, message: dict[str, Any]) -> None:
        self.messages.append(message)
        if self._queue is not None:
            await self._queue.put(message)
