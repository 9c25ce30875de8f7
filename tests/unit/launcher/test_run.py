"""The whole of `make run` with two tiny servers in place of ours: a start, Ctrl-C, a server that dies, a port in use."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.launcher.commands import main_run, main_train
from bot.settings import PROJECT

STAND_IN = Path(__file__).with_name("stand_in.py")


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.fixture
def launcher(tmp_path):
    """Starts the launcher with stand-ins for content, training and both servers; the value of STAND_IN says how Rasa behaves."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(PROJECT),
        "BOT_PORT": free_port(),
        "ACTION_SERVER_PORT": free_port(),
        "BOT_DATA_FOLDER": str(tmp_path),
    }
    started: list[subprocess.Popen[str]] = []

    def start(behaviour: str, **more: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, str(STAND_IN), "launch"],
            env={**environment, "STAND_IN": behaviour, **more},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

    start.ports = (environment["BOT_PORT"], environment["ACTION_SERVER_PORT"])
    yield start
    for process in started:
        process.kill()
        process.communicate()


def read_until(process: subprocess.Popen[str], words: str) -> str:
    text = ""
    for line in process.stdout:
        text += line
        if words in line:
            return text
    pytest.fail(f"{words!r} was never said:\n{text}")


def is_open(port: str) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", int(port))) == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_run_when_stopped_by_a_person_then_leaves_nothing_and_exits_with_0(launcher, number):
    process = launcher("good")
    said = read_until(process, "Stop:")
    assert f"The bot answers at http://127.0.0.1:{launcher.ports[0]}/webhooks/rest/webhook" in said
    assert "stand-in content" in said
    process.send_signal(number)
    assert process.wait(20) == 0
    assert not any(is_open(port) for port in launcher.ports)


def test_run_when_a_server_dies_at_the_start_then_says_which_and_why(launcher):
    process = launcher("dies at once")
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "Rasa ended by itself (exit code 7)" in said
    assert "  | no such policy" in said
    assert "Traceback" not in said
    assert not is_open(launcher.ports[1])


def test_run_when_a_server_dies_later_then_stops_the_other(launcher):
    process = launcher("dies later")
    read_until(process, "Stop:")
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "Rasa ended by itself" in said
    assert not is_open(launcher.ports[1])


def test_run_when_the_bot_never_states_a_fact_then_is_an_error(launcher):
    process = launcher("knows nothing", START_LIMIT="2")
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "started but does not answer: it names no fact" in said


def test_run_when_stopped_while_it_trains_then_ends_the_training(launcher):
    process = launcher("trains for ever")
    said = read_until(process, "training pid")
    pid = int(said.rsplit(maxsplit=1)[-1])
    process.terminate()
    assert process.wait(20) == 0
    deadline = time.monotonic() + 5
    while Path(f"/proc/{pid}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(f"/proc/{pid}").exists()


def test_shell_when_ctrl_c_is_pressed_then_it_is_the_shells_and_leaving_it_stops_the_rest(launcher):
    process = launcher("shell")
    read_until(process, "ready for you")
    assert is_open(launcher.ports[1])
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the whole foreground group
    read_until(process, "the shell got Ctrl-C")
    said, _ = process.communicate("hello\n", timeout=20)
    assert "you wrote hello" in said
    assert process.returncode == 3
    assert not is_open(launcher.ports[1])


def test_run_when_a_port_is_in_use_then_one_line_and_no_work(monkeypatch, capsys, taken_port, keep_signals):
    monkeypatch.setenv("BOT_PORT", str(taken_port))
    assert main_run([]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1


def test_run_when_the_model_is_missing_then_one_line(monkeypatch, capsys, keep_signals):
    monkeypatch.setenv("BOT_PORT", free_port())
    monkeypatch.setenv("ACTION_SERVER_PORT", free_port())
    assert main_run(["--model", "models/none.tar.gz"]) == 1
    assert capsys.readouterr().err.startswith("There is no model models/none.tar.gz")


def test_commands_when_a_setting_is_wrong_then_one_line(monkeypatch, capsys, keep_signals):
    monkeypatch.setenv("BOT_PORT", "many")
    assert main_run([]) == main_train([]) == 1
    assert "BOT_PORT must be a number" in capsys.readouterr().err


@pytest.fixture
def keep_signals():
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)
