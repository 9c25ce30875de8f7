"""Rasa's own commands work from the project's folder, as every Rasa user expects."""

from __future__ import annotations

import subprocess
import sys

from bot.settings import PROJECT
from tests.e2e.talking import environment


def _rasa(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "rasa", *arguments]
    return subprocess.run(command, cwd=PROJECT, env=environment(), capture_output=True, text=True, timeout=280, check=False)


def test_rasa_data_validate_finds_nothing_wrong():
    done = _rasa("data", "validate")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_rasa_help_names_its_commands():
    """Our components are imported by Rasa's command line; it must still start where nothing is trained."""
    done = _rasa("--help")
    assert done.returncode == 0, done.stderr
    assert "shell" in done.stdout
