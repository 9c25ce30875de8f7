"""What people get when a part of the bot is broken."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.knowledge.content import read_content
from bot.settings import PROJECT
from tests.e2e.talking import environment, new_sender, say
from tests.servers import RunningBot, current_model, free_ports

PATIENCE = 5.0  # seconds in which somebody must be answered, whatever is broken


@pytest.fixture(scope="module")
def own_bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBot]:
    """A bot that these tests may break and mend."""
    found = RunningBot(tmp_path_factory.mktemp("faults"))
    yield found
    found.stop()


@pytest.fixture
def signal_actions(own_bot: RunningBot) -> Iterator[Callable[[signal.Signals], None]]:
    """A function that signals the action server, which goes on in the end."""
    (child,) = [child for child in own_bot._children._running if child.name == "The action server"]

    def send(number: signal.Signals) -> None:
        os.killpg(child.process.pid, number)

    yield send
    send(signal.SIGCONT)


def _timed(bot: RunningBot, text: str, sender: str | None = None) -> tuple[str, dict, float]:
    begun = time.monotonic()
    (reply,) = say(bot, text, sender)
    return reply["text"], reply["metadata"], time.monotonic() - begun


def _wait_until_answered(bot: RunningBot, text: str) -> None:
    deadline = time.monotonic() + 30
    while not say(bot, text)[0]["metadata"]["claims"]:
        assert time.monotonic() < deadline, "the bot does not answer again"
        time.sleep(0.3)


def _content_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    shutil.copytree(PROJECT / "content", folder)
    return folder


def _load(bot: RunningBot, folder: Path) -> subprocess.CompletedProcess[str]:
    values = environment(DATABASE_URL=bot.settings.database_url, BOT_CONTENT_FOLDER=str(folder))
    return subprocess.run(
        [sys.executable, "-m", "scripts.load_content"], cwd=PROJECT, env=values, capture_output=True, text=True, check=False
    )


def test_hanging_action_server_gets_an_apology_in_time(own_bot, signal_actions):
    signal_actions(signal.SIGSTOP)
    text, account, seconds = _timed(own_bot, "does magnesium help leg cramps")
    assert seconds < PATIENCE
    assert account["topics"] == ["chat/help"]
    assert account["claims"] == []
    assert "sorry" in text.lower()
    signal_actions(signal.SIGCONT)
    _wait_until_answered(own_bot, "does magnesium help leg cramps")


def test_hanging_action_server_does_not_keep_an_emergency_waiting(own_bot, signal_actions):
    signal_actions(signal.SIGSTOP)
    text, account, seconds = _timed(own_bot, "I have chest pain and cannot breathe")
    assert seconds < PATIENCE
    assert account["topics"] == ["safety/emergency"]
    assert "112" in text


def test_conversation_goes_on_after_an_apology(own_bot, signal_actions):
    sender = new_sender()
    assert _timed(own_bot, "does magnesium help leg cramps", sender)[1]["claims"]
    signal_actions(signal.SIGSTOP)
    assert _timed(own_bot, "what about calcium", sender)[1]["topics"] == ["chat/help"]
    signal_actions(signal.SIGCONT)
    _wait_until_answered(own_bot, "what is a diuretic")
    assert _timed(own_bot, "what about calcium", sender)[1]["topics"] == ["supplement/calcium"]


def test_knowledge_base_reloaded_while_running_is_served_without_a_restart(own_bot, tmp_path):
    before = _timed(own_bot, "does magnesium help leg cramps")
    folder = _content_folder(tmp_path)
    short = read_content(PROJECT / "content").claims["magnesium-relaxes-muscle"].short
    for path in (folder / "claims").glob("*.yml"):
        body = path.read_text(encoding="utf-8")
        place = body.find("- id: magnesium-relaxes-muscle")
        if place >= 0:
            detail = body.index("    detail:", place)
            head = body.index("    short:", place)
            path.write_text(f"{body[:head]}    short: An editor rewrote this line just now.\n{body[detail:]}", encoding="utf-8")
    done = _load(own_bot, folder)
    assert done.returncode == 0, done.stderr
    after = _timed(own_bot, "does magnesium help leg cramps")
    assert " ".join(short.split()) in before[0]
    assert "An editor rewrote this line just now." in after[0]
    assert after[1]["content_version"] != before[1]["content_version"]
    assert _load(own_bot, PROJECT / "content").returncode == 0
    assert _timed(own_bot, "does magnesium help leg cramps")[0] == before[0]


def test_broken_content_leaves_the_running_answers_as_they_are(own_bot, tmp_path):
    before = _timed(own_bot, "does magnesium help leg cramps")[0]
    folder = _content_folder(tmp_path)
    (folder / "claims" / "broken.yml").write_text("claims:\n  - id: no-caution\n    topic: diet/dairy\n", encoding="utf-8")
    done = _load(own_bot, folder)
    assert done.returncode == 1
    assert "broken.yml" in done.stderr
    assert _timed(own_bot, "does magnesium help leg cramps")[0] == before


def test_emergency_is_answered_with_action_server_and_databases_gone(tmp_path):
    """Nothing is left but Rasa itself: no action server, no knowledge base, no place for conversations."""
    bot = RunningBot(tmp_path / "bot")
    try:
        (child,) = [child for child in bot._children._running if child.name == "The action server"]
        os.killpg(child.process.pid, signal.SIGKILL)
        child.process.wait()
        for file in (tmp_path / "bot").glob("*.db*"):
            file.unlink()
        text, account, seconds = _timed(bot, "I have chest pain and cannot breathe")
        assert seconds < PATIENCE
        assert account["topics"] == ["safety/emergency"]
        assert account["claims"] == []
        assert "112" in text
        text, account, seconds = _timed(bot, "does magnesium help leg cramps")
        assert seconds < PATIENCE
        assert account["topics"] == ["chat/help"]
        assert "sorry" in text.lower()
    finally:
        bot.stop()


def test_missing_knowledge_base_is_apologised_for(own_bot):
    """The action server runs, but the tables have gone: an apology, and answers as soon as they are back."""
    file = own_bot.settings.database_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("ALTER TABLE edition RENAME TO edition_gone")
    try:
        text, account, seconds = _timed(own_bot, "does magnesium help leg cramps")
        assert seconds < PATIENCE
        assert account["topics"] == ["chat/help"]
        assert "sorry" in text.lower()
    finally:
        with closing(sqlite3.connect(file)) as connection, connection:
            connection.execute("ALTER TABLE edition_gone RENAME TO edition")
    _wait_until_answered(own_bot, "does magnesium help leg cramps")


@pytest.mark.parametrize("command", [("bot.server",), ("rasa", "run"), ("rasa", "shell")], ids=" ".join)
def test_model_path_that_does_not_exist_is_an_error(command, tmp_path):
    """Beside it stands a folder with a model that works: Rasa by itself would load that one and say nothing."""
    (port,) = free_ports(1)
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "another.tar.gz").symlink_to(current_model())
    for name in ("endpoints.yml", "credentials.yml"):
        (tmp_path / name).symlink_to(PROJECT / name)
    options = ["--port", str(port)] if command[0] == "rasa" else []
    done = subprocess.run(
        [sys.executable, "-m", *command, "--model", "no-such-model.tar.gz", *options],
        cwd=tmp_path,
        env=environment(BOT_PORT=str(port), BOT_DATA_FOLDER=str(tmp_path), PYTHONPATH=str(PROJECT)),
        input="",
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode != 0
    assert "There is no model at no-such-model.tar.gz" in done.stderr
    assert "Rasa server is up and running" not in done.stdout + done.stderr
    # Rasa itself prints where it was when it is stopped at the start; our own server says it in one line.
    assert ("Traceback" in done.stderr) <= (command[0] == "rasa")


def test_model_that_is_no_model_is_an_error(tmp_path):
    broken = tmp_path / "broken.tar.gz"
    broken.write_bytes(b"this is no archive")
    done = subprocess.run(
        [sys.executable, "-m", "bot.server", "--model", str(broken)],
        cwd=PROJECT,
        env=environment(BOT_PORT=str(free_ports(1)[0]), BOT_DATA_FOLDER=str(tmp_path)),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 2
    assert "broken.tar.gz" in done.stderr
    assert "Traceback" not in done.stderr


def test_port_in_use_is_an_error_before_the_model_is_loaded(own_bot, tmp_path):
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "bot.server", "--model", str(current_model())],
        cwd=PROJECT,
        env=environment(BOT_PORT=str(own_bot.settings.bot_port), BOT_DATA_FOLDER=str(tmp_path)),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert str(own_bot.settings.bot_port) in done.stderr
    assert time.monotonic() - begun < 30
