"""What was said so far: read it back, start over, delete it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from bot.channels.account import account_of
from bot.channels.web.output import quick_replies

SHOWN = ("user", "bot", "restart")
NEWEST = 200


class CannotDelete(RuntimeError):
    """The tracker store offers no way to delete a conversation."""


def shown_message(event: Mapping[str, Any]) -> dict[str, Any] | None:
    """Returns an event of the tracker as a browser shows it, or None for one without anything to show."""
    metadata = event.get("metadata") or {}
    text = event.get("text") or ""
    common = {"timestamp": event.get("timestamp"), "text": text}
    if event.get("event") == "user" and text:
        noted = {name: metadata[name] for name in ("title", "message_id") if isinstance(metadata.get(name), str)}
        return {"from": "user", **common, **noted}
    if event.get("event") == "bot" and text:
        buttons = (event.get("data") or {}).get("buttons")
        return {"from": "bot", **common, "quick_replies": quick_replies(buttons), "metadata": account_of(metadata)}
    return None


class Conversations:
    """The conversations in Rasa's tracker store."""

    def __init__(self, agent: Any) -> None:
        self._agent = agent

    @property
    def _store(self) -> Any:
        store = self._agent.tracker_store
        # Rasa wraps the store of endpoints.yml into one that swallows failures.
        while hasattr(store, "_tracker_store"):
            store = store._tracker_store
        return store

    async def history(self, sender: str) -> list[dict[str, Any]]:
        """Returns the newest messages since the conversation was last started over, oldest first."""
        events = await self._events(sender)
        starts = [place for place, event in enumerate(events) if event.get("event") == "restart"]
        recent = events[starts[-1] + 1 :] if starts else events
        return [message for message in map(shown_message, recent) if message]

    async def start_over(self, sender: str) -> None:
        """Makes the bot forget what was said, and what it noted about the person, for the rest of the conversation."""
        from rasa.shared.core.events import ActionExecuted, Restarted, SessionStarted

        async with self._agent.lock_store.lock(sender):
            tracker = await self._agent.tracker_store.retrieve(sender)
            if tracker is None:
                return
            for event in (Restarted(), ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")):
                tracker.update(event)
            await self._agent.tracker_store.save(tracker)

    async def delete(self, sender: str) -> int:
        """Deletes every row of a conversation.

        Returns:
            How many rows there were.

        Raises:
            CannotDelete: if the tracker store is no SQL one.
        """
        store = self._store
        if not hasattr(store, "SQLEvent"):
            raise CannotDelete(type(store).__name__)

        def remove(session: Any) -> int:
            gone = session.query(store.SQLEvent).filter(store.SQLEvent.sender_id == sender).delete(synchronize_session=False)
            session.commit()
            return int(gone)

        async with self._agent.lock_store.lock(sender):
            return await _run(store, remove)

    async def _events(self, sender: str) -> list[dict[str, Any]]:
        store = self._store
        if not hasattr(store, "SQLEvent"):
            tracker = await store.retrieve_full_tracker(sender)
            return [event.as_dict() for event in tracker.events] if tracker else []
        event = store.SQLEvent

        def read(session: Any) -> list[str]:
            query = session.query(event.data).filter(event.sender_id == sender, event.type_name.in_(SHOWN))
            return [row.data for row in query.order_by(event.id.desc()).limit(NEWEST)]

        return [json.loads(data) for data in reversed(await _run(store, read))]


async def _run(store: Any, step: Callable[[Any], Any]) -> Any:
    """Runs a step in a session of the store, beside the event loop if the store can do that."""
    if hasattr(store, "run"):
        return await store.run(step)
    with store.session_scope() as session:
        return step(session)
