"""Registers the bot's webhook with Telegram: `make telegram-webhook URL=https://bot.example`."""

import sys

from bot.channels.telegram.webhook import main

if __name__ == "__main__":
    sys.exit(main())
