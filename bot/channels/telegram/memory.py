"""What the bot keeps of a conversation: look at it, start it over, delete it."""

from __future__ import annotations

import time
from typing import Any

from bot.channels.web.conversations import Conversations


class Memory:
    """The conversations of Rasa's tracker store."""

    def __init__(self, agent: Any) -> None:
        self._agent = agent
        self._conversations = Conversations(agent)

    async def slot(self, conversation: str, name: str) -> list[str]:
        """Returns a list that the running session remembers; empty when the session is over."""
        tracker = await self._agent.tracker_store.retrieve(conversation)
        if tracker is None or self._is_over(tracker):
            return []
        return list(tracker.get_slot(name) or [])

    async def start_over(self, conversation: str) -> None:
        """Lets nothing of what was said count any more."""
        await self._conversations.start_over(conversation)

    async def delete(self, conversation: str) -> tuple[int, int]:
        """Deletes a conversation.

        Returns:
            How many entries were deleted, and how many there are when looking again.
        """
        gone = await self._conversations.delete(conversation)
        tracker = await self._agent.tracker_store.retrieve_full_tracker(conversation)
        return gone, len(tracker.events) if tracker else 0

    def _is_over(self, tracker: Any) -> bool:
        minutes = self._agent.domain.session_config.session_expiration_time
        latest = next((event for event in reversed(tracker.events) if event.type_name == "user"), None)
        return bool(minutes) and (latest is None or time.time() - latest.timestamp > 60 * minutes)
