"""Takes updates in and sees each of them to its end: in order for each chat, side by side for different ones."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Coroutine, Mapping
from typing import Any

from bot.channels.telegram.api import Undeliverable
from bot.channels.telegram.clerk import Clerk
from bot.channels.telegram.inbox import Inbox, Waiting
from bot.channels.telegram.updates import BROKEN, chat_of, update_id_of
from bot.channels.turn import log_failure

logger = logging.getLogger(__name__)
# An update that ended this many processes is not tried again.
MOST_TRIES = 3
_PURGE_EVERY = 5_000


class Desk:
    """The channel at work. It belongs to one event loop."""

    def __init__(self, inbox: Inbox, clerk: Clerk) -> None:
        self._inbox = inbox
        self._clerk = clerk
        self._queues: dict[int, deque[tuple[int, bool]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._accepted = 0

    def accept(self, update: Any) -> bool:
        """Takes an update in: when this returns, it is on disk.

        Returns:
            Whether it is new.
        """
        number = update_id_of(update)
        if number is None:
            self._inbox.count(BROKEN, "dropped")
            return False
        chat = chat_of(update)
        if not self._inbox.add(number, chat, update):
            return False
        self._accepted += 1
        if self._accepted % _PURGE_EVERY == 0:
            self._inbox.purge()
        if "callback_query" in update:
            self._start(self._answer_tap(update))
        self._queue(number, chat, again=False)
        return True

    def resume(self) -> int:
        """Takes up what another process left undone; returns how many updates that are."""
        self._inbox.purge()
        left = self._inbox.waiting()
        for number, chat in left:
            self._queue(number, chat, again=True)
        return len(left)

    async def close(self) -> None:
        """Stops. What is not done is taken up after the next start."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def idle(self) -> None:
        """Returns when nothing is left to do."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _queue(self, number: int, chat: int, again: bool) -> None:
        if chat in self._queues:
            self._queues[chat].append((number, again))
            return
        self._queues[chat] = deque([(number, again)])
        self._start(self._work(chat))

    async def _work(self, chat: int) -> None:
        """Works through one chat's queue."""
        queue = self._queues[chat]
        try:
            while queue:
                await self._finish(*queue[0])
                queue.popleft()
        finally:
            del self._queues[chat]

    async def _finish(self, number: int, again: bool) -> None:
        """Sees one update to its end, whatever happens."""
        kind, ending = BROKEN, "failed"
        try:
            waiting = self._inbox.begin(number, again)
            if waiting is None:
                return
            kind, ending = await self._see_to(waiting)
        except Undeliverable as error:
            ending = f"undeliverable-{error}"
            logger.warning("Update %d: its answer could not be sent (%s).", number, error)
        except Exception as error:
            log_failure(f"Update {number} could not be worked on", error)
        try:
            self._inbox.done(number, kind, ending)
        except Exception as error:  # the row stays and is tried after the next start
            log_failure(f"Update {number} could not be ended", error)

    async def _see_to(self, waiting: Waiting) -> tuple[str, str]:
        incoming = self._clerk.read(waiting.body)
        if waiting.tries >= MOST_TRIES:
            return incoming.kind, "gave-up"
        outbox, ending = waiting.outbox, "answered"
        if outbox is None:
            try:
                ending, outbox = await self._clerk.answer(incoming)
            except Exception as error:  # whatever it was, the person gets an answer
                log_failure(f"Update {waiting.id} could not be worked on", error)
                ending, outbox = "failed", self._clerk.apology(incoming)
            if outbox:
                self._inbox.answered(waiting.id, outbox)
        for place, item in enumerate(outbox):
            if place < waiting.sent:
                continue
            try:
                await self._clerk.send(incoming, item)
            except Undeliverable as error:
                logger.warning("Update %d: its answer could not be sent (%s).", waiting.id, error)
                return incoming.kind, f"undeliverable-{error}"
            if place + 1 < len(outbox):
                self._inbox.sent(waiting.id, place + 1)
        return incoming.kind, ending

    async def _answer_tap(self, update: Mapping[str, Any]) -> None:
        try:
            await self._clerk.answer_tap(self._clerk.read(update))
        except Exception as error:
            log_failure("A tap could not be answered", error)
