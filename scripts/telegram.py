"""Runs the bot with Telegram by long polling: `make telegram`."""

import asyncio
import os
import sys

from bot.channels.telegram.api import BotApi, Undeliverable
from bot.channels.telegram.options import HOW_TO_START, POLLING, TelegramOptions, read_options
from bot.launcher.commands import main_run
from bot.settings import SettingsError


async def look(options: TelegramOptions) -> str:
    """Returns the bot's name.

    Raises:
        SettingsError: if Telegram refuses the token.
    """
    api = BotApi(options, patience=10)
    try:
        return str((await api.call("getMe", {})).get("username"))
    except Undeliverable as error:
        if str(error) == "token-refused":
            raise SettingsError("Telegram refuses TELEGRAM_TOKEN. Get a valid one from @BotFather.") from None
        return ""
    finally:
        await api.close()


def main() -> int:
    """Returns the exit code of `make run`, or 1 without a usable token."""
    os.environ["TELEGRAM_MODE"] = POLLING
    try:
        options = read_options(os.environ)
        if options is None:
            raise SettingsError(HOW_TO_START)
        name = asyncio.run(look(options))
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    where = f"https://t.me/{name}" if name else "Telegram cannot be reached now; the bot goes on trying"
    print(f"Telegram: by long polling. {where}", flush=True)
    return main_run()


if __name__ == "__main__":
    sys.exit(main())
