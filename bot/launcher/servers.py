"""How the two servers are started."""

from __future__ import annotations

import sys
from pathlib import Path

from bot.launcher.children import Child, Children
from bot.settings import Settings


def environment_of(settings: Settings) -> dict[str, str]:
    """The addresses for every child, spelt out, so that all of them mean the same ones."""
    return {
        "BOT_HOST": settings.bot_host,
        "BOT_PORT": str(settings.bot_port),
        "ACTION_SERVER_HOST": settings.action_host,
        "ACTION_SERVER_PORT": str(settings.action_port),
    }


def start_action_server(children: Children, settings: Settings) -> Child:
    """Starts the action server."""
    command = [sys.executable, "-m", "bot.action_server"]
    return children.start("The action server", command, log_folder(settings) / "actions.log")


def start_rasa(children: Children, settings: Settings, model: Path) -> Child:
    """Starts Rasa with our channels."""
    command = [sys.executable, "-m", "bot.server", "--model", str(model)]
    return children.start("Rasa", command, log_folder(settings) / "rasa.log")


def log_folder(settings: Settings) -> Path:
    """Where the servers' output goes."""
    return settings.data_folder / "log"
