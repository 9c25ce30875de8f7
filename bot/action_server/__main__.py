"""`python -m bot.action_server`: the custom actions, served to Rasa. Nobody else is to reach it."""

from __future__ import annotations

import sys

from bot import garbage
from bot.action_server.app import build_app
from bot.knowledge.database import open_engine
from bot.knowledge.repository import Repository
from bot.observability import logs
from bot.settings import SettingsError, load_settings


def main() -> int:
    """Serves until it is stopped; returns 0 after a stop, 2 if it cannot start."""
    try:
        settings = load_settings()
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    logs.configure(settings.log_format)
    app = build_app(settings, Repository(open_engine(settings.database_url)).version)
    garbage.settle()
    try:
        app.run(settings.action_host, settings.action_port, workers=1, access_log=False, motd=False)
    except OSError as error:
        sys.stderr.write(f"Cannot listen on {settings.action_host}:{settings.action_port}: {error.strerror}. Set ACTION_SERVER_PORT.\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
