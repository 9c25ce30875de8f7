"""Turns of one conversation, one after the other and in the order in which they came, whichever process they came to.

Each turn draws a ticket and queues for its conversation in Redis. Every step is one script, so atomic. A ticket is alive for LIFETIME
seconds and renewed while its turn waits or runs; the ticket of a process that died ends by itself.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

# Seconds. Nobody waits longer than LIFETIME for a dead process, nor longer than LONGEST + LIFETIME for a hanging one: under 15.
LIFETIME = 5.0
LONGEST = 9.0
PATIENCE = 14.0
_POLL_FIRST, _POLL_MOST = 0.01, 0.1
logger = logging.getLogger(__name__)

_NOW = "local time = redis.call('TIME'); local now = time[1] * 1000 + math.floor(time[2] / 1000)\n"
_KEEP = (
    "redis.call('HSET', KEYS[2], ARGV[1], now + ARGV[2])\n"
    "redis.call('PEXPIRE', KEYS[1], ARGV[2]); redis.call('PEXPIRE', KEYS[2], ARGV[2])\n"
)
# KEYS: the queue of tickets, the times until which each is alive. ARGV: the ticket, LIFETIME in milliseconds.
ENTER = f"{_NOW}if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 0 then redis.call('RPUSH', KEYS[1], ARGV[1]) end\n{_KEEP}return 1"
# Takes the tickets of the dead from the head, renews this one, and says whether it is first; -1 if it is not there any more.
KEEP = f"""{_NOW}
if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 0 then return -1 end
local first = redis.call('LINDEX', KEYS[1], 0)
while first and first ~= ARGV[1] and tonumber(redis.call('HGET', KEYS[2], first) or 0) <= now do
  redis.call('LPOP', KEYS[1]); redis.call('HDEL', KEYS[2], first)
  first = redis.call('LINDEX', KEYS[1], 0)
end
{_KEEP}
if first == ARGV[1] then return 1 end
return 0"""
LEAVE = "redis.call('LREM', KEYS[1], 0, ARGV[1]); redis.call('HDEL', KEYS[2], ARGV[1])"


class NoTurn(RuntimeError):
    """A turn cannot begin: the tickets cannot be reached, or those before it do not end."""


@dataclass(frozen=True)
class Ticket:
    """A place in the queue of one conversation."""

    conversation: str
    number: str

    @property
    def keys(self) -> list[str]:
        """The ticket's two keys; the braces keep them together in a Redis cluster."""
        place = f"night-cramps:turn:{{{self.conversation}}}"
        return [f"{place}:queue", f"{place}:alive"]


class Tickets:
    """The queues of all conversations."""

    def __init__(self, client: Any, lifetime: float = LIFETIME, longest: float = LONGEST, patience: float = PATIENCE) -> None:
        """Takes a client and three times in seconds.

        Args:
            client: of `redis.asyncio`.
            lifetime: of a ticket that nobody renews.
            longest: for how long a running turn renews its ticket.
            patience: for how long a turn waits to begin.
        """
        self._client = client
        self._lifetime = lifetime
        self._longest = longest
        self._patience = patience
        self._enter, self._keep, self._leave = (client.register_script(script) for script in (ENTER, KEEP, LEAVE))

    @asynccontextmanager
    async def turn(self, conversation: str) -> AsyncIterator[Ticket]:
        """Waits for the turn and holds it.

        Raises:
            NoTurn: if it cannot begin.
        """
        ticket = Ticket(conversation, secrets.token_hex(8))
        try:
            await self._wait(ticket)
            over = asyncio.Event()
            keeper = asyncio.create_task(self._renew(ticket, over))
            try:
                yield ticket
            finally:
                # Told, not cancelled: a client of Redis that is cancelled in a command may take it for a timeout, and go on.
                over.set()
                await asyncio.shield(keeper)
        finally:
            # Also when the turn was called off: those behind it are not to wait.
            await asyncio.shield(self._end(ticket))

    async def _run(self, script: Any, ticket: Ticket) -> Any:
        return await script(keys=ticket.keys, args=[ticket.number, int(self._lifetime * 1000)])

    async def _wait(self, ticket: Ticket) -> None:
        from redis.exceptions import RedisError

        loop = asyncio.get_running_loop()
        deadline, pause = loop.time() + self._patience, _POLL_FIRST
        try:
            await self._run(self._enter, ticket)
            while (state := await self._run(self._keep, ticket)) != 1:
                if state == -1:
                    raise NoTurn("the queue was lost")
                if loop.time() > deadline:
                    raise NoTurn("the turn before does not end")
                await asyncio.sleep(pause)
                pause = min(pause * 1.5, _POLL_MOST)
        except RedisError as error:
            raise NoTurn(f"Redis: {type(error).__name__}") from error

    async def _renew(self, ticket: Ticket, over: asyncio.Event) -> None:
        """Keeps the ticket alive until the turn is over.

        If it is lost, the turn goes on: the tracker store refuses to save over another turn.
        """
        from redis.exceptions import RedisError

        end = asyncio.get_running_loop().time() + self._longest
        while asyncio.get_running_loop().time() < end:
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(over.wait(), self._lifetime / 4)
            if over.is_set():
                return
            try:
                if await self._run(self._keep, ticket) == -1:
                    logger.error("A conversation's lock was lost while its turn ran.")
                    return
            except RedisError as error:
                logger.error("A conversation's lock could not be renewed: %s", type(error).__name__)

    async def _end(self, ticket: Ticket) -> None:
        from redis.exceptions import RedisError

        try:
            await self._run(self._leave, ticket)
        except RedisError as error:
            logger.error("A conversation's lock could not be given back, it ends by itself: %s", type(error).__name__)
