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
MENU = "Type out your own message"
START_LIMIT = 180
ANSWER_LIMIT = 60
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@pytest.fixture(scope="module")
def terminal_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Settings, dict[str, str]]]:
    """A knowledge base and an action server, and the environment in which they run."""
    folder: Path = tmp_path_factory.mktemp("shell")
    bot_port, action_port = free_ports(2)
    values = environment(
        BOT_DATA_FOLDER=str(folder),
        BOT_PORT=str(bot_port),
        ACTION_SERVER_PORT=str(action_port),
        SANIC_HOST="127.0.0.1",
        DATABASE_URL="",
        TRACKER_URL="",
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
    child.last_shown = ""
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


def _leave_menu(shell: pexpect.spawn) -> None:
    """Rasa's shell shows buttons as a menu, whose last entry lets one type again; the arrow goes round to it."""
    shell.send("\x1b[A\r" if MENU in shell.last_shown + _read(shell) else "")
    _read(shell)
    shell.last_shown = ""


def _ask(shell: pexpect.spawn, text: str, until: str) -> str:
    """Types a line and returns what the terminal shows after it, up to some words that must come."""
    _leave_menu(shell)
    shell.send(text)
    _read(shell)  # the prompt draws itself anew for every letter
    shell.send("\r")
    return _answer(shell, until)


def _answer(shell: pexpect.spawn, until: str) -> str:
    """Returns what the terminal shows from now on, up to some words that must come and what follows them at once."""
    shown, deadline = "", time.monotonic() + ANSWER_LIMIT
    while until not in shown:
        assert time.monotonic() < deadline, f"{until!r} did not come; the terminal shows {shown[-2000:]!r}"
        shown += _ESCAPES.sub("", _read(shell))
    shell.last_shown = shown
    return shown


def test_fact_asked_in_the_terminal_comes_with_its_caution(shell, content):
    shown = " ".join(_ask(shell, "does magnesium help leg cramps", "How sure this is today:").split())
    claim = content.claims["magnesium-relaxes-muscle"]
    assert " ".join(claim.short.split()) in shown
    assert "Caution:" in shown
    for caution in claim.cautions:
        assert content.cautions[caution].text in shown


def test_button_chosen_in_the_terminal_is_answered(shell, content):
    """The first entry of the menu under an answer is its first button."""
    assert MENU in _ask(shell, "does magnesium help leg cramps", "How sure this is today:")
    shell.send("\r")
    shown = _answer(shell, "How sure this is today:")
    assert " ".join(content.terms["magnesium"].short.split()) in " ".join(shown.split())


def test_emergency_told_in_the_terminal_is_answered(shell):
    assert "999" in _ask(shell, "I have chest pain and cannot breathe", "112")


def test_too_long_message_in_the_terminal_is_refused_kindly(shell):
    assert "characters" in _ask(shell, "a" * 1100, "1000")


def test_stop_leaves_the_terminal(shell):
    _leave_menu(shell)
    shell.send("/stop\r")
    shell.expect(pexpect.EOF, timeout=ANSWER_LIMIT)
