"""Real servers for tests: the action server and Rasa on free ports, with a knowledge base of their own."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from bot.launcher.children import Children
from bot.launcher.console import LaunchError
from bot.launcher.ports import url_of
from bot.launcher.preparing import MODELS, given_model, load_content
from bot.launcher.run import check_alive, start_servers
from bot.launcher.servers import environment_of, log_folder
from bot.launcher.staleness import read_current
from bot.launcher.stopping import StopFlag
from bot.settings import Settings, read_settings

LINES_OF_LOG = 40


def current_model() -> Path:
    """Returns the model that `make train` made last, or the one that TEST_MODEL names; without any the test fails with what to do."""
    if os.environ.get("TEST_MODEL"):
        return given_model(os.environ["TEST_MODEL"])
    current = read_current(MODELS)
    if current is None:
        pytest.fail("There is no trained model; run: make train", pytrace=False)
    return current.path


class RunningBot:
    """The bot's two servers, started and answering.

    Attributes:
        url: where Rasa listens, without a path.
        settings: what the servers were started with.
    """

    def __init__(self, folder: Path, model: Path | None = None, **environment: str) -> None:
        """Starts the servers.

        Args:
            folder: for databases and logs; empty at the start.
            model: the archive to load; the current model if None.
            environment: variables for both servers beside those that keep them in the folder and on free ports.

        Raises:
            LaunchError: if they do not answer; both logs are printed.
        """
        bot_port, action_port = free_ports(2)
        own = {
            **environment,
            "BOT_DATA_FOLDER": str(folder),
            "BOT_HOST": "127.0.0.1",
            "BOT_PORT": str(bot_port),
            "ACTION_SERVER_HOST": "127.0.0.1",
            "ACTION_SERVER_PORT": str(action_port),
            "DATABASE_URL": environment.get("DATABASE_URL", ""),
            "TRACKER_URL": environment.get("TRACKER_URL", ""),
        }
        self.settings: Settings = read_settings({**os.environ, **own})
        self.url = url_of(self.settings.bot_host, self.settings.bot_port)
        self._children = Children({**own, **environment_of(self.settings)})
        stop = StopFlag()
        try:
            load_content(self._children, stop)
            start_servers(self._children, self.settings, stop, model or current_model())
        except BaseException:
            self.print_logs()
            self._children.stop()
            raise

    def check(self) -> None:
        """Fails the test when a server has died, with the end of its log."""
        try:
            check_alive(self._children)
        except LaunchError as error:
            self.print_logs()
            pytest.fail(str(error), pytrace=False)

    def print_logs(self) -> None:
        """Prints the end of both logs; pytest shows it with a failure."""
        for log in sorted(log_folder(self.settings).glob("*.log")):
            lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-LINES_OF_LOG:]
            print(f"--- {log}", *lines, sep="\n")

    def stop(self) -> None:
        """Ends both servers; says so with their logs when one had died before."""
        if self._children.first_dead() is not None:
            self.print_logs()
        self._children.stop()


def free_ports(count: int) -> list[int]:
    """Returns ports that nobody listens on now."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()
