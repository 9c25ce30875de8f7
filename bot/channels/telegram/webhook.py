"""`make telegram-webhook`: tells Telegram where the bot is. Nobody can do that over an open URL."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from urllib.parse import urlsplit

from bot.channels.telegram.api import BotApi, Moved, Undeliverable
from bot.channels.telegram.options import HOW_TO_START, TelegramOptions, read_options
from bot.channels.telegram.updates import ALLOWED
from bot.settings import SettingsError

PATH = "/webhooks/telegram/webhook"
CONNECTIONS = 40


def address_of(url: str) -> str:
    """Returns the webhook's address for a server's address.

    Raises:
        SettingsError: if Telegram would not take it.
    """
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        raise SettingsError(f"Telegram only takes an address that begins with https://, not {url!r}.")
    return url.rstrip("/") if parts.path.rstrip("/").endswith(PATH) else url.rstrip("/") + PATH


async def register(options: TelegramOptions, url: str | None) -> str:
    """Registers the webhook at an address, or removes it for None. Returns a line that says what was done."""
    api = BotApi(options, patience=60)
    try:
        if url is None:
            await api.call("deleteWebhook", {})
            return "The webhook was removed; the bot can poll now."
        wanted = {"url": url, "secret_token": options.secret, "allowed_updates": list(ALLOWED), "max_connections": CONNECTIONS}
        await api.call("setWebhook", wanted)
        return f"Telegram sends updates to {url} now."
    finally:
        await api.close()


def main(arguments: list[str] | None = None) -> int:
    """Runs the command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="telegram-webhook", description="Registers the bot's webhook with Telegram, or removes it.")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--url", help="the server's public address, such as https://bot.example")
    which.add_argument("--remove", action="store_true", help="remove the webhook")
    chosen = parser.parse_args(arguments)
    try:
        options = read_options(os.environ)
        if options is None:
            raise SettingsError(HOW_TO_START)
        done = asyncio.run(register(options, None if chosen.remove else address_of(chosen.url)))
    except (SettingsError, Undeliverable, Moved) as error:
        sys.stderr.write(f"{error}\n" if isinstance(error, SettingsError) else f"Telegram refused: {error}.\n")
        return 1
    sys.stdout.write(f"{done}\n")
    return 0
