"""Starts the bot: `make run`."""

import sys

from bot.launcher.commands import main_run

if __name__ == "__main__":
    sys.exit(main_run())
