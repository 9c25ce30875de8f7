"""Fault: for every event that is read back Rasa walks through all event classes, several milliseconds in a long conversation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.server.patches._patch import Patch


def _make(original: Callable[..., Any]) -> Callable[..., Any]:
    known: dict[str, Any] = {}

    def resolve_by_type(type_name: str, default: Any = None) -> Any:
        found = known.get(type_name)
        if found is None:
            found = original(type_name, default)
            # A default is the caller's own choice, not what the name means.
            if found is not default:
                known[type_name] = found
        return found

    return resolve_by_type


PATCH = Patch(
    "rasa.shared.core.events",
    "Event.resolve_by_type",
    "eab381cd0a9958e1f8800b47a317b3007cc0caf76ebe8482d1c5a323ecf8cc2a",
    _make,
)
