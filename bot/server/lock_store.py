"""One turn of a conversation at a time: among all processes through Redis if REDIS_URL is set, else within this one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, InMemoryLockStore, LockError
from rasa.utils.endpoints import EndpointConfig

from bot.settings import load_settings
from bot.sharing.redis_client import open_redis
from bot.sharing.tickets import NoTurn, Tickets

# Seconds between two looks at the lock. Rasa waits a whole second, in which it could have answered.
LOOK_AGAIN = 0.02


class ConversationLockStore(InMemoryLockStore):
    """Rasa's lock in memory, or our own in Redis; never the first in place of the second."""

    def __init__(self, endpoint_config: EndpointConfig | None = None, url: str | None = None) -> None:
        """Takes Redis's URL, that of the settings if none is given.

        Args:
            endpoint_config: of endpoints.yml; holds nothing for us.
            url: empty for a lock in memory.
        """
        super().__init__()
        url = load_settings().redis_url if url is None else url
        self._tickets = Tickets(open_redis(url)) if url else None

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = LOCK_LIFETIME, wait_time_in_seconds: float = LOOK_AGAIN
    ) -> AsyncIterator[TicketLock]:
        """Holds a conversation.

        Raises:
            LockError: if it cannot be had.
        """
        if self._tickets is None:
            async with super().lock(conversation_id, lock_lifetime, wait_time_in_seconds) as lock:
                yield lock
            return
        try:
            async with self._tickets.turn(conversation_id):
                yield TicketLock(conversation_id)
        except NoTurn as error:
            raise LockError(f"No turn in the conversation: {error}") from error
