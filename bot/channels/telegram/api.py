"""Calls to the Bot API: patient where waiting helps, never logging a text or the token."""

from __future__ import annotations

import asyncio
import logging
import os
import random
import time
import warnings
from collections.abc import Mapping
from typing import Any

from bot.channels.telegram.options import TelegramOptions

# From the next version on the library gives times as timedelta; it asks to say so beforehand.
os.environ.setdefault("PTB_TIMEDELTA", "1")

from telegram import Bot  # noqa: E402
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError  # noqa: E402
from telegram.warnings import PTBUserWarning  # noqa: E402

from bot.channels.telegram.http import AiohttpRequest  # noqa: E402

logger = logging.getLogger(__name__)
# Raw requests are made on purpose: an answer of Telegram's that has a new form must not make a sent message look unsent.
warnings.filterwarnings("ignore", message="Please use 'Bot", category=PTBUserWarning)
# The library's own log would hold texts.
logging.getLogger("telegram").setLevel(logging.WARNING)

CONNECTIONS = 50
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 60.0
# How long one message is tried. A day later nobody waits for it.
PATIENCE = 900.0


class Undeliverable(RuntimeError):
    """A request that will not succeed. Its text is one word, for the log and the counts."""


class Moved(Exception):
    """The group has become another one; `chat` is its id."""

    def __init__(self, chat: int) -> None:
        self.chat = chat
        super().__init__()


class BotApi:
    """The Bot API for one bot."""

    def __init__(self, options: TelegramOptions, patience: float = PATIENCE) -> None:
        self._patience = patience
        # A poll stays open for long and must not take a connection from the answers.
        self._calls = AiohttpRequest(CONNECTIONS, read_timeout=30)
        self._polls = AiohttpRequest(1, read_timeout=30)
        self._bot = Bot(options.token, f"{options.api_url}/bot", request=self._calls, get_updates_request=self._polls)

    async def close(self) -> None:
        """Closes the connections."""
        await self._calls.shutdown()
        await self._polls.shutdown()

    async def once(self, method: str, data: Mapping[str, Any], read_timeout: float = 30) -> Any:
        """Makes one request and returns its result, as Telegram sends it.

        Raises:
            TelegramError: if it fails.
        """
        return await self._bot.do_api_request(method, api_kwargs=dict(data), read_timeout=read_timeout)

    async def call(self, method: str, data: Mapping[str, Any], patience: float | None = None) -> Any:
        """Makes a request, again and again while that can help.

        Args:
            method: as the Bot API names it.
            data: its parameters.
            patience: seconds after which it is given up.

        Returns:
            The result, as Telegram sends it.

        Raises:
            Undeliverable: if it will not succeed.
            Moved: if the chat has another id now.
        """
        until = time.monotonic() + (self._patience if patience is None else patience)
        pause = FIRST_PAUSE
        while True:
            try:
                return await self.once(method, data)
            except RetryAfter as error:
                given = error.retry_after
                wait = (given.total_seconds() if hasattr(given, "total_seconds") else float(given)) + random.uniform(0, 0.2)
                reason = "flood"
            except ChatMigrated as error:
                raise Moved(error.new_chat_id) from None
            except Forbidden:
                raise Undeliverable("forbidden") from None
            except BadRequest as error:
                raise Undeliverable(_kind_of(error)) from None
            except InvalidToken:
                raise Undeliverable("token-refused") from None
            except Conflict:
                raise Undeliverable("conflict") from None
            except NetworkError:
                wait, pause, reason = pause * random.uniform(0.75, 1.25), min(2 * pause, LONGEST_PAUSE), "network"
            except TelegramError as error:
                raise Undeliverable(type(error).__name__) from None
            if time.monotonic() + wait > until:
                raise Undeliverable(reason)
            await asyncio.sleep(wait)

    async def attempt(self, method: str, data: Mapping[str, Any]) -> bool:
        """Makes a request that may fail: typing, the end of a spinner, a mark on a button."""
        try:
            await self.call(method, data, patience=5)
        except (Undeliverable, Moved) as error:
            logger.debug("%s failed: %s", method, error)
            return False
        return True


def _kind_of(error: BadRequest) -> str:
    """Returns a word for a refusal. Telegram's own words may quote the message."""
    words = str(error.message).casefold()
    for part, kind in (("parse entities", "markup"), ("too long", "too-long"), ("chat not found", "no-chat"), ("repl", "reply-gone"),
                       ("thread", "thread-gone"), ("not modified", "not-modified"), ("button_data", "button")):  # fmt: skip
        if part in words:
            return kind
    return "refused"
