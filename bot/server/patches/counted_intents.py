"""Fault: Rasa Open Source counts nothing. Here every message's intent is counted, and nothing else of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.observability.metrics import INTENTS
from bot.server.patches._patch import Patch


def _make(original: Callable[..., Any]) -> Callable[..., Any]:
    async def _handle_message_with_tracker(self: Any, message: Any, tracker: Any) -> None:
        await original(self, message, tracker)
        intent = (tracker.latest_message.intent or {}).get("name") if tracker.latest_message else None
        INTENTS.labels(intent or "none").inc()

    return _handle_message_with_tracker


PATCH = Patch(
    "rasa.core.processor",
    "MessageProcessor._handle_message_with_tracker",
    "ce9f8771572864e2bf800484f0bbaca087055531f3583928348dc4535c9a0270",
    _make,
)
