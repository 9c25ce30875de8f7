"""Fault: for every action Rasa copies the conversation by playing all its events again, longer with each turn.

Here the copy takes over the state that playing the events gave. Rasa lets a tracker differ from it in one thing only: a follow-up action
that was taken up is forgotten without an event. Where one could stand at the end of the events, they are played.
"""

from __future__ import annotations

import copy as copies
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from bot.server.patches._patch import Patch

# By event type: what takes a follow-up action away, and what sets one or is rare enough to be played.
_CLEARS = frozenset(["user", "action"])
_PLAYED = frozenset(["followup", "restart", "session_started", "rewind", "undo"])
# What a copy does not have: it adds no notes of its own to events.
_NOT_COPIED = {"model_id": None, "assistant_id": None, "sender_source": None}


@lru_cache(maxsize=1)
def _attributes() -> tuple[str, ...]:
    from rasa.shared.core.trackers import DialogueStateTracker

    return tuple(name for name in vars(DialogueStateTracker("anybody", [])) if name not in _NOT_COPIED)


def may_have_followup(tracker: Any) -> bool:
    """Returns whether its events could leave a follow-up action behind that the tracker has not any more."""
    for event in reversed(tracker.events):
        if event.type_name in _CLEARS:
            return False
        if event.type_name in _PLAYED:
            return True
    return True


def _make(original: Callable[..., Any]) -> Callable[..., Any]:
    def copy(self: Any) -> Any:
        from rasa.shared.core.trackers import DialogueStateTracker

        if type(self) is not DialogueStateTracker or may_have_followup(self) or not isinstance(self.slots, dict):
            return original(self)
        twin = object.__new__(DialogueStateTracker)
        twin.__dict__.update({name: getattr(self, name) for name in _attributes()}, **_NOT_COPIED)
        twin.events = self._create_events(list(self.events))
        twin.slots = {name: copies.copy(slot) for name, slot in self.slots.items()}
        twin.active_loop = copies.copy(self.active_loop)
        return twin

    return copy


PATCH = Patch(
    "rasa.shared.core.trackers", "DialogueStateTracker.copy", "7d155a6c870a737b347ee4f89edded7f7c922e45cbc0793fd6e9d105263c6162", _make
)
