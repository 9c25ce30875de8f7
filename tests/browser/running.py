"""The real bot for the journeys: a knowledge base in a folder of its own, an action server and Rasa on free ports."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.launcher.readiness import missing
from bot.launcher.staleness import read_current
from bot.settings import PROJECT

START_LIMIT = 180.0
STOP_LIMIT = 15.0
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass
class Program:
    """One program that serves; its output goes to a file."""

    command: list[str]
    environment: dict[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it in a process group of its own."""
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command,
                cwd=PROJECT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def signal(self, number: int) -> None:
        """Sends a signal to it and its children."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)

    def stop(self) -> None:
        """Ends it, by force if it does not go."""
        if self.process is None:
            return
        self.signal(signal.SIGCONT)
        self.signal(signal.SIGTERM)
        try:
            self.process.wait(STOP_LIMIT)
        except subprocess.TimeoutExpired:
            self.signal(signal.SIGKILL)
            self.process.wait()
        self.process = None


@dataclass
class RunningBot:
    """A bot that answers, and the folder with its databases and logs."""

    url: str
    folder: Path
    action_server: Program
    rasa: Program

    def say(self, text: str) -> list[dict[str, Any]]:
        """Asks over REST, as somebody new, and returns the bot's messages."""
        body = json.dumps({"sender": f"test-{uuid.uuid4().hex}", "message": text}).encode()
        request = urllib.request.Request(f"{self.url}/webhooks/rest/webhook", body, {"Content-Type": "application/json"})
        with _OPENER.open(request, timeout=30) as answer:
            return json.load(answer)

    def wait(self) -> None:
        """Returns when it answers a question from the knowledge base; fails with the logs when it does not."""
        deadline = time.monotonic() + START_LIMIT
        while problem := missing(self.url):
            dead = [one for one in (self.action_server, self.rasa) if one.process is None or one.process.poll() is not None]
            if dead or time.monotonic() > deadline:
                pytest.fail(f"The bot does not answer: {problem}\n{self._logs()}", pytrace=False)
            time.sleep(0.3)

    def stop(self) -> None:
        """Ends both programs."""
        self.rasa.stop()
        self.action_server.stop()

    def _logs(self) -> str:
        return "\n".join(one.log.read_text(encoding="utf-8", errors="replace")[-4000:] for one in (self.action_server, self.rasa))


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def _model() -> Path:
    named = os.environ.get("TEST_MODEL")
    current = None if named else read_current(PROJECT / "models")
    if not named and current is None:
        pytest.fail("There is no trained model: run 'make train', or name one in TEST_MODEL", pytrace=False)
    return Path(named).resolve() if named else current.path


def start_bot(folder: Path, extra: Mapping[str, str]) -> RunningBot:
    """Starts a bot and returns when it answers.

    Args:
        folder: an empty folder for its databases and logs.
        extra: further environment variables.
    """
    bot_port, action_port = _free_port(), _free_port()
    environment = {
        **os.environ,
        "PYTHONWARNINGS": "ignore",
        "BOT_HOST": "127.0.0.1",
        "BOT_PORT": str(bot_port),
        "ACTION_SERVER_HOST": "127.0.0.1",
        "ACTION_SERVER_PORT": str(action_port),
        "SANIC_HOST": "127.0.0.1",
        "BOT_DATA_FOLDER": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'knowledge.db'}",
        "TRACKER_URL": f"sqlite:///{folder / 'conversations.db'}",
        "FEEDBACK_URL": f"sqlite:///{folder / 'feedback.db'}",
        **extra,
    }
    subprocess.run([sys.executable, "-m", "scripts.load_content"], cwd=PROJECT, env=environment, check=True, stdout=subprocess.DEVNULL)
    actions = [sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", str(action_port)]
    rasa = [sys.executable, "-m", "bot.server", "--model", str(_model())]
    bot = RunningBot(
        f"http://127.0.0.1:{bot_port}",
        folder,
        Program(actions, environment, folder / "actions.log"),
        Program(rasa, environment, folder / "rasa.log"),
    )
    bot.action_server.start()
    bot.rasa.start()
    try:
        bot.wait()
    except BaseException:
        bot.stop()
        raise
    return bot
