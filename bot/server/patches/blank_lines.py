"""Fault: Rasa cuts a text at blank lines into several messages, which can part a claim from its caution."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.server.patches._patch import Patch


def _make(_original: Callable[..., Any]) -> Callable[..., Any]:
    async def send_text_message(self: Any, recipient_id: str, text: str, **_kwargs: Any) -> None:
        await self._persist_message(self._message(recipient_id, text=text.strip()))

    return send_text_message


PATCH = Patch(
    "rasa.core.channels.channel",
    "CollectingOutputChannel.send_text_message",
    "4930c585b2f2881716d3c07d88b7137dcfc671b9f5b80493e4954d5c6b4d8935",
    _make,
)
