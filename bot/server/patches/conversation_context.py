"""Fault: Rasa's understanding sees one message alone, so "is it safe?" cannot be understood. The last subject goes along."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from bot.server.patches._patch import Patch

SUBJECT = "subject"


def subject_of(tracker: Any) -> str | None:
    """Returns the title of the last answer in this session, or None if the last thing said was no answer of the knowledge base."""
    events = reversed(tracker.events) if tracker is not None else ()
    for event in events:
        if event.type_name in ("session_started", "restart"):
            return None
        if event.type_name == "bot" and event.metadata.get("claims"):
            return event.metadata.get("title")
    return None


def _make(original: Callable[..., Any]) -> Callable[..., Any]:
    async def parse_message(self: Any, message: Any, tracker: Any = None, only_output_properties: bool = True) -> Any:
        subject = subject_of(tracker)
        if subject:
            # A copy: what the understanding is told must not be stored as the sender's own metadata.
            message = copy.copy(message)
            message.metadata = {**(message.metadata or {}), SUBJECT: subject}
        return await original(self, message, tracker, only_output_properties)

    return parse_message


PATCH = Patch(
    "rasa.core.processor", "MessageProcessor.parse_message", "716084ea5371a0dee1ee0885f770d63e72fef7b4bfacb40445d8c1d1772ef3ce", _make
)
