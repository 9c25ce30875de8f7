"""Trains when something changed: `make train`."""

import sys

from bot.launcher.commands import main_train

if __name__ == "__main__":
    sys.exit(main_train())
