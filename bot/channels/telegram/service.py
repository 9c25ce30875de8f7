"""The channel's parts put together, started and stopped with the server."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import Any

from bot.channels.telegram.api import BotApi, Moved, Undeliverable
from bot.channels.telegram.clerk import Clerk
from bot.channels.telegram.commands import menu
from bot.channels.telegram.desk import Desk
from bot.channels.telegram.inbox import Inbox
from bot.channels.telegram.memory import Memory
from bot.channels.telegram.options import POLLING, TelegramOptions
from bot.channels.telegram.outgoing import Outgoing
from bot.channels.telegram.people import People
from bot.channels.telegram.polling import poll
from bot.channels.telegram.render import load_labels
from bot.channels.telegram.taps import Taps
from bot.channels.telegram.texts import check
from bot.channels.telegram.updates import Me
from bot.channels.turn import Handler, log_failure
from bot.observability.metrics import FEEDBACK
from bot.settings import Settings

logger = logging.getLogger(__name__)
_INTRODUCTION_PATIENCE = 3600


class Service:
    """One running channel."""

    def __init__(self, options: TelegramOptions, settings: Settings, agent: Any, handler: Handler) -> None:
        """Opens the tables; talks with nobody yet.

        Args:
            options: the token and the rest.
            settings: where the data is.
            agent: Rasa's.
            handler: Rasa's, for messages.
        """
        check()
        load_labels()
        self._options = options
        self.inbox = Inbox(f"sqlite:///{settings.data_folder / 'telegram.db'}")
        self.api = BotApi(options)
        people = People(self.inbox)
        outgoing = Outgoing(self.api, self.inbox, people)
        taps = Taps(self.inbox, people, _Ratings(settings.feedback_url))
        self.clerk = Clerk(handler, self.api, Me(options.bot_id), Memory(agent), outgoing, people, taps)
        self.desk = Desk(self.inbox, self.clerk)
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Takes up what was left undone, makes the bot known, and polls if it is to poll."""
        left = self.desk.resume()
        if left:
            logger.info("Telegram: %d updates from before the restart are answered now.", left)
        self._tasks.append(asyncio.get_running_loop().create_task(self._introduce()))
        if self._options.mode == POLLING:
            self._tasks.append(asyncio.get_running_loop().create_task(poll(self.api, self.desk)))

    async def close(self) -> None:
        """Stops; nothing accepted is lost."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.desk.close()
        await self.api.close()

    async def _introduce(self) -> None:
        """Learns the bot's name and sets its menu. The server does not wait for it."""
        try:
            found = await self.api.call("getMe", {}, patience=_INTRODUCTION_PATIENCE)
            name = found.get("username") if isinstance(found, dict) else None
            self.clerk.me = replace(self.clerk.me, username=name if isinstance(name, str) else None)
            await self.api.call("setMyCommands", {"commands": menu()}, patience=_INTRODUCTION_PATIENCE)
            logger.info("Telegram: @%s is ready (%s).", name, self._options.mode)
        except (Undeliverable, Moved) as error:
            logger.error("Telegram: the menu could not be set (%s).", error)
        except Exception as error:
            log_failure("Telegram: the bot could not introduce itself", error)


class _Ratings:
    """Keeps ratings where the web channel keeps its own; the table is opened at the first one."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._book: Any = None

    def __call__(self, rating: dict[str, Any]) -> None:
        from bot.channels.web.feedback import FeedbackBook, read_feedback

        row = read_feedback(rating)
        if self._book is None:
            self._book = FeedbackBook(self._url)
        self._book.write(row, channel="telegram")
        FEEDBACK.labels("telegram", row["rating"]).inc()
