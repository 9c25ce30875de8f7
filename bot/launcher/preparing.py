"""What must be true before a server starts: content in the knowledge base, and a model trained from today's data."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from bot.launcher.children import Children
from bot.launcher.console import LaunchError, say
from bot.launcher.staleness import CurrentModel, fingerprint, read_current, write_current
from bot.launcher.stopping import StopFlag
from bot.settings import PROJECT

MODELS = PROJECT / "models"
KEPT = 3


def load_content(children: Children, stop: StopFlag) -> None:
    """Loads the content; the loader itself says what is wrong and where.

    Raises:
        LaunchError: if the content has a mistake; the knowledge base keeps what it had.
    """
    if children.run_to_end("content", [sys.executable, "-m", "scripts.load_content"], stop) != 0:
        raise LaunchError("The content was not loaded, for the reason above. Correct it and start again.")


def given_model(name: str) -> Path:
    """Returns the model file that was asked for by name.

    Raises:
        LaunchError: if there is none; Rasa itself would silently take the newest model of the folder.
    """
    path = Path(name).expanduser().resolve()
    if not path.is_file() or not path.name.endswith(".tar.gz"):
        raise LaunchError(f"There is no model {name} (a model is a file that ends in .tar.gz).")
    return path


def train_when_stale(children: Children, stop: StopFlag, content: Path, *, force: bool = False, models: Path = MODELS) -> Path:
    """Trains when something that training reads has changed since the current model, and returns the model.

    Args:
        children: runs the training.
        stop: ends it.
        content: the content's folder; some of it is trained from.
        force: train also when nothing has changed.
        models: where models are kept.

    Raises:
        LaunchError: if training failed; the current model stays what it was.
    """
    current = read_current(models)
    wanted = fingerprint(PROJECT, content)
    if current and current.fingerprint == wanted and not force:
        say(f"Model: {current.path.name} is up to date.")
        return current.path
    say("Model: training, because something it learns from has changed ..." if current else "Model: training the first one ...")
    begun = time.monotonic()
    trained = models / f"night-cramps-{wanted[:12]}.tar.gz"
    code = children.run_to_end("training", training_command(models, trained), stop)
    if code != 0 or not trained.is_file():
        kept = f" The model of before is kept; to run it: make run MODEL={_shown(current.path)}" if current else ""
        raise LaunchError(f"Training failed, for the reason above.{kept}")
    write_current(models, CurrentModel(trained, wanted))
    _remove_old(models, trained)
    say(f"Model: {trained.name} trained in {time.monotonic() - begun:.0f} s.")
    return trained


def training_command(models: Path, trained: Path) -> list[str]:
    """How Rasa is told to train into a file of that name, see bot/server/training."""
    return [sys.executable, "-m", "bot.server.training", "--out", str(models), "--name", trained.name]


def _remove_old(models: Path, current: Path) -> None:
    ours = sorted(models.glob("night-cramps-*.tar.gz"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in [file for file in ours if file != current][KEPT - 1 :]:
        file.unlink()


def _shown(path: Path) -> str:
    return str(path.relative_to(PROJECT)) if path.is_relative_to(PROJECT) else str(path)
