"""Talks with the bot in the terminal: `make shell`."""

import sys

from bot.launcher.commands import main_shell

if __name__ == "__main__":
    sys.exit(main_shell())
