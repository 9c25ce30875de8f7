"""Fault: several times a turn Rasa copies slots and events deeply, for log lines at level DEBUG that nobody asked for."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from bot.server.patches._patch import Patch

logger = logging.getLogger("rasa.core.processor")


def _make_log_slots(original: Callable[..., Any]) -> Callable[..., Any]:
    def _log_slots(tracker: Any) -> None:
        if logger.isEnabledFor(logging.DEBUG):
            original(tracker)

    return _log_slots


def _make_log_action(original: Callable[..., Any]) -> Callable[..., Any]:
    def _log_action_on_tracker(self: Any, tracker: Any, action: Any, events: list[Any] | None, prediction: Any) -> None:
        if logger.isEnabledFor(logging.DEBUG):
            original(self, tracker, action, events, prediction)
            return
        events = events or []
        if all(event.type_name != "action_execution_rejected" for event in events):
            tracker.update_with_events(prediction.events, self.domain)
            tracker.update(action.event_for_successful_execution(prediction))
        tracker.update_with_events(events, self.domain)

    return _log_action_on_tracker


PATCHES = (
    Patch(
        "rasa.core.processor",
        "MessageProcessor._log_slots",
        "545c96b5b90877e285180b08341bd730aa7f925b099269c187cc45b1905646f8",
        _make_log_slots,
    ),
    Patch(
        "rasa.core.processor",
        "MessageProcessor._log_action_on_tracker",
        "a56d356cf881ca99131b0b68820042247172c8708a5d57cb541afc65ada7d179",
        _make_log_action,
    ),
)
