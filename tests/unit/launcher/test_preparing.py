"""Training: when, what is kept when it fails, and what a model asked for by name must be."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.launcher import preparing
from bot.launcher.console import LaunchError
from bot.launcher.preparing import given_model, load_content, train_when_stale, training_command
from bot.launcher.staleness import read_current

from .conftest import python


@pytest.fixture
def models(tmp_path: Path) -> Path:
    folder = tmp_path / "models"
    folder.mkdir()
    return folder


@pytest.fixture
def trainings(monkeypatch, tmp_path) -> list[Path]:
    """Replaces Rasa by a line of Python that makes the file, and counts how often it was asked."""
    asked: list[Path] = []

    def command(_models: Path, trained: Path) -> list[str]:
        asked.append(trained)
        return python(f"open({str(trained)!r}, 'w').write('model')")

    monkeypatch.setattr(preparing, "training_command", command)
    monkeypatch.setattr(preparing, "PROJECT", tmp_path)
    return asked


def train(children, stop, models, **options) -> Path:
    return train_when_stale(children, stop, models.parent / "content", models=models, **options)


def test_train_when_nothing_was_trained_then_trains_once(children, stop, models, trainings, capsys):
    first = train(children, stop, models)
    assert train(children, stop, models) == first == trainings[0]
    assert len(trainings) == 1
    assert "up to date" in capsys.readouterr().out


def test_train_when_data_change_then_trains_again(children, stop, models, trainings):
    train(children, stop, models)
    (models.parent / "domain.yml").write_text("intents: []")
    second = train(children, stop, models)
    assert trainings[0] != trainings[1] == second


def test_train_when_forced_then_trains_again(children, stop, models, trainings):
    train(children, stop, models)
    train(children, stop, models, force=True)
    assert len(trainings) == 2


@pytest.mark.parametrize("code", ["raise SystemExit(1)", "pass"], ids=["fails", "makes no file"])
def test_train_when_it_fails_then_keeps_the_old_model_and_says_so(children, stop, models, trainings, monkeypatch, code):
    old = train(children, stop, models)
    (models.parent / "domain.yml").write_text("broken: [")
    monkeypatch.setattr(preparing, "training_command", lambda *_: python(code))
    with pytest.raises(LaunchError, match=f"Training failed.*kept.*MODEL=.*{old.name}"):
        train(children, stop, models)
    assert read_current(models).path == old


def test_train_when_done_often_then_keeps_three_models(children, stop, models, trainings):
    for version in range(5):
        (models.parent / "domain.yml").write_text(f"version: {version}")
        newest = train(children, stop, models)
    assert len(list(models.glob("*.tar.gz"))) == 3
    assert newest.is_file()


def test_training_command_names_folder_and_file(tmp_path):
    command = training_command(tmp_path, tmp_path / "night-cramps-1.tar.gz")
    assert command[1:] == ["-m", "bot.server.training", "--out", str(tmp_path), "--name", "night-cramps-1.tar.gz"]


def test_given_model_when_there_is_none_then_is_refused(models):
    (models / "newest.tar.gz").touch()
    with pytest.raises(LaunchError, match=r"There is no model .*missing\.tar\.gz"):
        given_model(str(models / "missing.tar.gz"))
    with pytest.raises(LaunchError):
        given_model(str(models))
    assert given_model(str(models / "newest.tar.gz")) == models / "newest.tar.gz"


def test_load_content_when_the_loader_refuses_then_is_one_message(children, stop, monkeypatch):
    monkeypatch.setattr(preparing.sys, "executable", "/bin/false")
    with pytest.raises(LaunchError, match="The content was not loaded"):
        load_content(children, stop)
