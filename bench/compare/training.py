"""How long training takes from nothing: no cache of Rasa's, none of ours."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.stock.projects import train_command
from bot.launcher.preparing import training_command
from bot.settings import PROJECT


def ours() -> float:
    """Trains our bot as `make train FORCE=1` does, into a folder that is thrown away; returns seconds."""
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "models" / "night-cramps-bench.tar.gz"
        caches = {"RASA_CACHE_DIRECTORY": f"{folder}/rasa", "BOT_CACHE_FOLDER": f"{folder}/cache"}
        seconds = _time(training_command(model.parent, model), PROJECT, caches)
        if not model.is_file():
            raise RuntimeError("training made no model")
        return seconds


def stock(project: Path) -> float:
    """Trains a stock project as its user would; the model stays in its folder. Returns seconds."""
    with tempfile.TemporaryDirectory() as folder:
        return _time(train_command(), project, {"RASA_CACHE_DIRECTORY": folder})


def _time(command: list[str], folder: Path, environment: dict[str, str]) -> float:
    begun = time.monotonic()
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "RASA_TELEMETRY_ENABLED": "false", **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    seconds = time.monotonic() - begun
    if done.returncode:
        sys.stdout.write(done.stdout[-4000:])
        raise RuntimeError(f"training in {folder} failed")
    return seconds


def make_current() -> None:
    """Brings our own model up to date, as `make run` would, so that a start of it trains nothing."""
    _time(["make", "--silent", "train"], PROJECT, {})
