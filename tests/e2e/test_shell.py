"""A real `rasa shell` in a terminal, beside a running action server."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from bot.launcher.readiness import answers_at
from bot.launcher.shell import shell_command
from bot.settings import PROJECT, Settings, read_settings
from tests.e2e.talking import environment
from tests.servers import current_model, free_ports

STARTED = "Your input ->"
START_LIMIT = 180
ANSWER_LIMIT = 60
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@pytest.fixture(scope="module")
def terminal_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Settings, dict[str, str]]]:
    """A knowledge base and an action server, and the environment in which they run."""
    folder: Path = tmp_path_factory.mktemp("shell")
    bot_port, action_port = free_ports(2)
    values = environment(
        BOT_DATA_FOLDER=str(folder), BOT_PORT=str(bot_port), ACTION_SERVER_PORT=str(action_port), SANIC_HOST="127.0.0.1", DATABASE_URL="", TRACKER_URL=""
    )
    subprocess.run([sys.executable, "-m", "scripts.load_content"], cwd=PROJECT, env=values, check=True, capture_output=True)
    log = folder / "actions.log"
    with log.open("wb") as output:
        command = [sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", str(action_port)]
        actions = subprocess.Popen(command, cwd=PROJECT, env=values, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
    try:
        deadline = time.monotonic() + START_LIMIT
        while not answers_at(f"http://127.0.0.1:{action_port}/health"):
            assert actions.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.3)
        yield read_settings(values), values
    finally:
        actions.terminate()
        actions.wait(20)


@pytest.fixture(scope="module")
def shell(terminal_settings: tuple[Settings, dict[str, str]]) -> Iterator[pexpect.spawn]:
    """The shell, at its prompt."""
    settings, values = terminal_settings
    command, *arguments = shell_command(settings, current_model())
    assert str(current_model()) in arguments, "without a path Rasa would take any model"
    child = pexpect.spawn(command, arguments, cwd=str(PROJECT), env=values, encoding="utf-8", dimensions=(60, 4000), timeout=START_LIMIT)
    child.expect(STARTED)
    yield child
    child.close(force=True)


def _read(shell: pexpect.spawn, quiet: float = 1.0) -> str:
    """Returns what the terminal shows until nothing comes for a while."""
    shown = ""
    while True:
        try:
            shown += shell.read_nonblocking(1 << 16, timeout=quiet)
        except pexpect.TIMEOUT:
            return shown


def _ask(shell: pexpect.spawn, text: str, until: str) -> str:
    """Types a line and returns what the terminal shows after it, up to some words that must come."""
    _read(shell)
    shell.send(text)
    _read(shell)  # the prompt draws itself anew for every letter
    shell.send("\r")
    shell.expect_exact(until, timeout=ANSWER_LIMIT)
    return _ESCAPES.sub("", shell.before + until + _read(shell))


def test_fact_asked_in_the_terminal_comes_with_its_caution(shell, content):
    shown = " ".join(_ask(shell, "does magnesium help leg cramps", "How sure this is today:").split())
    claim = content.claims["magnesium-relaxes-muscle"]
    assert " ".join(claim.short.split()) in shown
    assert "Caution:" in shown
    for caution in claim.cautions:
        assert content.cautions[caution].text in shown


def test_buttons_in_the_terminal_can_be_chosen(shell):
    """After an answer with buttons Rasa's shell shows them; typing goes on as before."""
    shown = _ask(shell, "what is a diuretic", "water pill")
    assert "Traceback" not in shown


def test_emergency_told_in_the_terminal_is_answered(shell):
    assert "999" in _ask(shell, "I have chest pain and cannot breathe", "112")


def test_too_long_message_in_the_terminal_is_refused_kindly(shell):
    assert "characters" in _ask(shell, "a" * 1100, "1000")


def test_stop_leaves_the_terminal(shell):
    _read(shell)
    shell.send("/stop\r")
    shell.expect(pexpect.EOF, timeout=ANSWER_LIMIT)
