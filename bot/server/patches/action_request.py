"""Fault: Rasa sends the whole conversation with every call of an action, so a long conversation pays more for each answer.

Our actions read slots and the latest message. They get the events from that message on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.server.patches._patch import Patch


def events_since_message(tracker: Any) -> list[Any]:
    """Returns a tracker's events from the latest message of the person on; all of them if there was none."""
    events = list(tracker.events)
    for place in range(len(events) - 1, -1, -1):
        if events[place].type_name == "user":
            return events[place:]
    return events


class _Recent:
    """A tracker as the request shows it: everything as it is, only the events cut."""

    def __init__(self, tracker: Any) -> None:
        self._tracker = tracker

    def __getattr__(self, name: str) -> Any:
        return getattr(self._tracker, name)

    def current_state(self, _verbosity: Any) -> dict[str, Any]:
        return {**self._tracker.current_state(), "events": [event.as_dict() for event in events_since_message(self._tracker)]}


def _make(original: Callable[..., Any]) -> Callable[..., Any]:
    def _action_call_format(self: Any, tracker: Any, domain: Any) -> dict[str, Any]:
        return original(self, _Recent(tracker), domain)

    return _action_call_format


PATCH = Patch(
    "rasa.core.actions.action",
    "RemoteAction._action_call_format",
    "eb6b5667d432df53b3ab93a2010c0a0937595504dd24ab5d9db24a97d74b2983",
    _make,
)
