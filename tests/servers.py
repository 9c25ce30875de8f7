"""Real servers for the tests: a knowledge base in a folder of its own, an action server and Rasa on free ports."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.launcher.readiness import answers_at, missing
from bot.launcher.staleness import read_current
from bot.settings import PROJECT

START_LIMIT = 180.0
STOP_LIMIT = 15.0
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def free_port() -> int:
    """Returns a port that nobody uses now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def model_path() -> Path:
    """Returns the model under test: TEST_MODEL, else the current one of models/."""
    named = os.environ.get("TEST_MODEL")
    if named:
        path = Path(named).resolve()
        assert path.is_file(), f"TEST_MODEL names {named}, and there is no such file"
        return path
    current = read_current(PROJECT / "models")
    assert current is not None, "There is no trained model: run 'make train', or name one in TEST_MODEL"
    return current.path


def load_knowledge(database_url: str, content: Path = PROJECT / "content") -> None:
    """Loads content into a knowledge base, as `make content` does."""
    environment = {**os.environ, "DATABASE_URL": database_url, "BOT_CONTENT_FOLDER": str(content)}
    done = subprocess.run([sys.executable, "-m", "scripts.load_content"], cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"the content was not loaded:\n{done.stdout}{done.stderr}"


def silent_environment(**values: str) -> dict[str, str]:
    """Returns the environment of scripts/with_env.sh, with values of one's own."""
    quiet = {
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "PYTHONWARNINGS": "ignore",
        "RASA_SHELL_STREAM_READING_TIMEOUT_IN_SECONDS": "60",
    }
    return {**os.environ, **quiet, **values}


@dataclass
class Server:
    """One program that serves; its output goes to a file."""

    name: str
    command: list[str]
    environment: dict[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it in a process group of its own."""
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command, cwd=PROJECT, env=self.environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
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

    def check(self) -> None:
        """Fails with the log when the program has ended."""
        assert self.process is not None, f"{self.name} was not started"
        code = self.process.poll()
        assert code is None, f"{self.name} ended by itself (exit code {code}):\n{self.text()}"

    def text(self) -> str:
        """Returns what it printed."""
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""


@dataclass
class RunningBot:
    """A bot that answers.

    Attributes:
        url: of Rasa's server.
        folder: where its databases and logs are.
        action_server, rasa: its two programs; a test that breaks one starts a bot of its own.
        environment: of both.
    """

    url: str
    folder: Path
    action_server: Server
    rasa: Server
    environment: dict[str, str]
    senders: dict[str, str] = field(default_factory=dict)

    @property
    def database_url(self) -> str:
        """Returns the address of its knowledge base."""
        return self.environment["DATABASE_URL"]

    def post(self, body: Any, timeout: float = 30.0) -> tuple[int, Any]:
        """Sends a REST request with any body; returns the status and what came back."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}/webhooks/rest/webhook", data, {"Content-Type": "application/json"})
        return _open(request, timeout)

    def get(self, path: str, timeout: float = 30.0) -> tuple[int, Any]:
        """Reads a path; returns the status and what came back."""
        return _open(urllib.request.Request(f"{self.url}{path}"), timeout)

    def say(self, text: str, sender: str | None = None, timeout: float = 30.0) -> list[dict[str, Any]]:
        """Sends a message and returns the bot's messages; a new person each time where no sender is given."""
        status, replies = self.post({"sender": sender or new_sender(), "message": text}, timeout)
        assert status == 200, f"status {status} for {text!r}: {replies}"
        return replies

    def logs(self) -> str:
        """Returns what both programs printed."""
        return f"--- action server\n{self.action_server.text()}\n--- rasa\n{self.rasa.text()}"

    def stop(self) -> None:
        """Ends both programs."""
        self.rasa.stop()
        self.action_server.stop()


def new_sender() -> str:
    """Returns an id of somebody who never wrote before."""
    return f"test-{uuid.uuid4().hex}"


def start_bot(folder: Path, model: Path | str | None = None, extra: Mapping[str, str] | None = None) -> RunningBot:
    """Starts a bot and returns when it answers a question from the knowledge base.

    Args:
        folder: an empty folder for its databases and logs.
        model: a trained model; the one under test when not given.
        extra: further environment variables.
    """
    bot_port, action_port = free_port(), free_port()
    environment = silent_environment(
        BOT_HOST="127.0.0.1",
        BOT_PORT=str(bot_port),
        ACTION_SERVER_HOST="127.0.0.1",
        ACTION_SERVER_PORT=str(action_port),
        BOT_DATA_FOLDER=str(folder),
        DATABASE_URL=f"sqlite:///{folder / 'knowledge.db'}",
        TRACKER_URL=f"sqlite:///{folder / 'conversations.db'}",
        SANIC_HOST="127.0.0.1",
        **(extra or {}),
    )
    load_knowledge(environment["DATABASE_URL"])
    actions = [sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", str(action_port)]
    rasa = [sys.executable, "-m", "bot.server", "--model", str(model or model_path())]
    bot = RunningBot(
        f"http://127.0.0.1:{bot_port}",
        folder,
        Server("The action server", actions, environment, folder / "actions.log"),
        Server("Rasa", rasa, environment, folder / "rasa.log"),
        environment,
    )
    bot.action_server.start()
    bot.rasa.start()
    try:
        wait_until_answering(bot)
    except BaseException:
        bot.stop()
        raise
    return bot


def wait_until_answering(bot: RunningBot) -> None:
    """Returns when the bot answers a question from the knowledge base; fails with the logs when it does not."""
    deadline = time.monotonic() + START_LIMIT
    while problem := missing(bot.url):
        bot.action_server.check()
        bot.rasa.check()
        assert time.monotonic() < deadline, f"the bot does not answer: {problem}\n{bot.logs()}"
        time.sleep(0.3)


def wait_for_port(server: Server, url: str, seconds: float = 60.0) -> None:
    """Returns when a web server answers at a URL."""
    deadline = time.monotonic() + seconds
    while not answers_at(url):
        server.check()
        assert time.monotonic() < deadline, f"{server.name} does not answer at {url}:\n{server.text()}"
        time.sleep(0.2)


def _open(request: urllib.request.Request, timeout: float) -> tuple[int, Any]:
    try:
        with _OPENER.open(request, timeout=timeout) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        body = error.read()
        with suppress(ValueError):
            return error.code, json.loads(body)
        return error.code, body.decode(errors="replace")
