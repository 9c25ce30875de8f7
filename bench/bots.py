"""The bots under measurement: how each is started, what is said to it, and which replies are right."""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
import time
import urllib.error
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench.memory import Memory, measure
from bench.stock.environment import PYTHON
from bench.stock.projects import ACTION, FLOOR, HELLO
from bench.talk import Replies, Turn, new_sender
from bot.knowledge.content import read_content
from bot.launcher.children import Child, Children
from bot.launcher.preparing import MODELS
from bot.launcher.readiness import ask
from bot.launcher.staleness import read_current
from bot.settings import PROJECT

START_LIMIT_S = 240.0
POLL_S = 0.02
TURNS = 3  # of one short conversation
_QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "PYTHONWARNINGS": "ignore",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
}


@dataclass(frozen=True)
class Program:
    """A program of a bot: its command line and what it finds in its environment."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Bot:
    """A bot as it can be started.

    Attributes:
        name: of the bot.
        folder: in which its programs run.
        programs: all of them; they are started at the same moment.
        conversations: what is said to it. The first turn of the first one is the one that tells whether it is up.
        port: where it listens on the loopback.
    """

    name: str
    folder: Path
    programs: Sequence[Program]
    conversations: Sequence[Sequence[Turn]]
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


class Running:
    """A started bot that has given its first right answer. A context manager.

    Attributes:
        bot: which one.
        start_seconds: from starting its programs to the end of that answer.
    """

    def __init__(self, bot: Bot) -> None:
        """Starts a bot.

        Raises:
            RuntimeError: if it gives no right answer in time or one of its programs ends; with the end of its log.
        """
        self.bot = bot
        self._logs = Path(tempfile.mkdtemp(prefix="bench-log-"))
        self._children = Children(_QUIET, folder=bot.folder)
        begun = time.monotonic()
        self._programs = [
            self._children.start(program.name, program.command, self._logs / f"{place}.log", program.environment)
            for place, program in enumerate(bot.programs)
        ]
        try:
            self._wait(begun + START_LIMIT_S)
        except BaseException:
            self.stop()
            raise
        self.start_seconds = time.monotonic() - begun

    def __enter__(self) -> Running:
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    def memory(self) -> Memory:
        """Returns what its processes hold now."""
        return measure([program.process.pid for program in self._programs])

    def pid(self, program: str) -> int:
        """Returns the process id of one of its programs, by name."""
        return next(one.process.pid for one in self._programs if one.name == program)

    def check(self) -> None:
        """Raises RuntimeError with the end of its log if one of its programs has ended."""
        dead = self._children.first_dead()
        if dead is not None:
            raise RuntimeError(f"{self.bot.name}: {dead.name} ended by itself.\n{dead.last_lines()}")

    def stop(self) -> None:
        """Ends its programs and waits until nobody listens any more."""
        self._children.stop(grace=20)
        end = time.monotonic() + 20
        while time.monotonic() < end and is_open(self.bot.port):
            time.sleep(0.1)
        shutil.rmtree(self._logs, ignore_errors=True)

    def _wait(self, deadline: float) -> None:
        first = self.bot.conversations[0][0]
        said: Replies = ()
        while time.monotonic() < deadline:
            self.check()
            if is_open(self.bot.port):
                with suppress(OSError, ValueError, urllib.error.URLError):
                    said = ask(self.bot.url, new_sender(), first.text, timeout=10.0)
                    if first.right(said):
                        return
            time.sleep(POLL_S)
        ends = "\n".join(_end(program) for program in self._programs)
        raise RuntimeError(f"{self.bot.name} gave no right answer to {first.text!r} in {START_LIMIT_S:.0f} s; it said {said!r}\n{ends}")


def _end(program: Child) -> str:
    return f"{program.name}:\n{program.last_lines()}"


def is_open(port: int) -> bool:
    """Whether somebody listens on a port of the loopback."""
    with socket.socket() as probe:
        probe.settimeout(1.0)
        return probe.connect_ex(("127.0.0.1", port)) == 0


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


def has_fact(replies: Replies) -> bool:
    """Whether a reply states a claim of the knowledge base with its caution."""
    accounts = [reply.get("metadata") or {} for reply in replies]
    return any(account.get("claims") and account.get("cautions") for account in accounts)


def questions() -> list[Turn]:
    """Returns each topic's own question, in the order of the content; each is answered with a fact from the database."""
    return [Turn(topic.question, has_fact, "fact") for topic in read_content(PROJECT / "content").topics.values()]


def ours(data: Path, **environment: str) -> Bot:
    """Returns our bot as `make run` serves it.

    Args:
        data: an empty folder for its databases and logs.
        environment: settings beside those that keep it there and on free ports.
    """
    port, settings = _settings(data, environment)
    return Bot("ours", PROJECT, [Program("make run", ["make", "--silent", "run"], settings)], short_conversations(), port)


def our_servers(data: Path, rasa: Sequence[str] = ("-m", "bot.server"), **environment: str) -> Bot:
    """Returns our bot without the launcher, which would load the project's content: the knowledge base must be loaded before.

    Args:
        data: the folder of its databases.
        rasa: Python's arguments that start Rasa's server.
        environment: as for `ours`.

    Raises:
        RuntimeError: if there is no trained model.
    """
    current = read_current(MODELS)
    if current is None:
        raise RuntimeError("There is no trained model; run: make train")
    port, settings = _settings(data, environment)
    programs = [
        Program("action server", [sys.executable, "-m", "bot.action_server"], settings),
        Program("Rasa", [sys.executable, *rasa, "--model", str(current.path)], settings),
    ]
    return Bot("ours", PROJECT, programs, short_conversations(), port)


def short_conversations() -> list[list[Turn]]:
    """Returns the questions of the content in conversations of a few turns."""
    asked = questions()
    return [asked[start : start + TURNS] for start in range(0, len(asked) - TURNS + 1, TURNS)]


def _settings(data: Path, environment: Mapping[str, str]) -> tuple[int, dict[str, str]]:
    port, action_port = free_ports(2)
    return port, {
        "BOT_DATA_FOLDER": str(data),
        "BOT_HOST": "127.0.0.1",
        "BOT_PORT": str(port),
        "ACTION_SERVER_HOST": "127.0.0.1",
        "ACTION_SERVER_PORT": str(action_port),
        "DATABASE_URL": "",
        "TRACKER_URL": "",
        **environment,
    }


def stock_hello(project: Path) -> Bot:
    """Returns the bot of `rasa init`; people say "hello"."""
    turn = Turn("hello", lambda replies: any("Hey! How are you?" in reply.get("text", "") for reply in replies), "hello")
    port = free_ports(1)[0]
    return Bot(f"stock {HELLO}", project, [_rasa_run(port)], [[turn]], port)


def stock_action(project: Path) -> Bot:
    """Returns the bot of `rasa init` with a custom action; people ask what that one answers."""
    turn = Turn("are you a bot?", lambda replies: any(reply.get("text") == "Hello World!" for reply in replies), "action")
    port, action_port = free_ports(2)
    (project / "endpoints.yml").write_text(f'action_endpoint:\n  url: "http://127.0.0.1:{action_port}/webhook"\n', encoding="utf-8")
    actions = Program(
        "rasa run actions", [str(PYTHON), "-m", "rasa", "run", "actions", "--port", str(action_port)], {"SANIC_HOST": "127.0.0.1"}
    )
    return Bot(f"stock {ACTION}", project, [actions, _rasa_run(port)], [[turn] * TURNS], port)


def floor(project: Path) -> Bot:
    """Returns the least that stock Rasa does for a message: one keyword, one rule, one response, nothing stored on disk."""
    turn = Turn("hello", lambda replies: any("Hey! How are you?" in reply.get("text", "") for reply in replies), "hello")
    port = free_ports(1)[0]
    return Bot(FLOOR, project, [_rasa_run(port)], [[turn] * TURNS], port)


def _rasa_run(port: int) -> Program:
    return Program("rasa run", [str(PYTHON), "-m", "rasa", "run", "--port", str(port), "--interface", "127.0.0.1"])
