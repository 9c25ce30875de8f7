"""Long polling: the bot asks Telegram for updates, so that no public address is needed."""

from __future__ import annotations

import asyncio
import logging
import time

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.channels.telegram.api import LONGEST_PAUSE, BotApi
from bot.channels.telegram.desk import Desk
from bot.channels.telegram.updates import ALLOWED, update_id_of
from bot.channels.turn import log_failure

logger = logging.getLogger(__name__)
WAIT = 25
# A server that answers an empty poll at once is not asked faster than this.
_SHORTEST = 0.3


async def poll(api: BotApi, desk: Desk) -> None:
    """Fetches updates until it is cancelled. An update is confirmed to Telegram only when it is on disk."""
    offset: int | None = None
    pause = 1.0
    told = ""
    while True:
        begun = time.monotonic()
        problem = ""
        try:
            data = {"timeout": WAIT, "allowed_updates": list(ALLOWED), **({} if offset is None else {"offset": offset})}
            updates = await api.once("getUpdates", data, read_timeout=WAIT + 10)
            for update in updates or []:
                desk.accept(update)
                number = update_id_of(update)
                if number is not None:
                    offset = max(offset or 0, number + 1)
            if not updates and time.monotonic() - begun < _SHORTEST:
                await asyncio.sleep(_SHORTEST)
        except InvalidToken:
            logger.error("Telegram refuses TELEGRAM_TOKEN. Get a valid one from @BotFather; polling has stopped.")
            return
        except Conflict:
            problem = "Telegram gives the updates to a webhook (remove it: make telegram-webhook REMOVE=1) or to a second poller."
        except RetryAfter as error:
            pause = max(pause, float(getattr(error.retry_after, "total_seconds", lambda: 5)()))
            problem = "Telegram asks to wait before the next poll."
        except TelegramError as error:
            problem = f"Telegram cannot be reached ({type(error).__name__})."
        except Exception as error:  # a full disk, say: the update is not confirmed and comes again
            log_failure("An update could not be taken in", error)
            problem = "Updates could not be taken in."
        if not problem:
            pause, told = 1.0, ""
            continue
        if problem != told:
            logger.warning("%s Trying again.", problem)
            told = problem
        await asyncio.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)
