"""Training happens when what it reads has changed, and only then."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.launcher.staleness import CurrentModel, fingerprint, read_current, write_current

FILES = (
    "config.yml",
    "domain.yml",
    "uv.lock",
    "data/nlu/relief.yml",
    "bot/nlu/component.py",
    "bot/safety/red_flags.py",
    "content/red_flags/words.yml",
    "content/topics/relief.yml",
    "content/claims/relief.yml",
    "bot/answers/reply.py",
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in FILES:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    return tmp_path


def digest(project: Path) -> str:
    return fingerprint(project, project / "content")


@pytest.mark.parametrize("name", FILES[:8])
def test_fingerprint_when_something_trained_from_changes_then_differs(project, name):
    before = digest(project)
    (project / name).write_text("changed")
    assert digest(project) != before


@pytest.mark.parametrize("name", FILES[8:])
def test_fingerprint_when_only_answers_change_then_is_the_same(project, name):
    before = digest(project)
    (project / name).write_text("changed")
    assert digest(project) == before


def test_fingerprint_when_a_file_is_added_moved_or_removed_then_differs(project):
    seen = {digest(project)}
    added = project / "data/rules/chat.yml"
    added.parent.mkdir()
    added.write_text("rules: []")
    seen.add(digest(project))
    added.rename(added.with_name("talk.yml"))
    seen.add(digest(project))
    (project / "data/nlu/relief.yml").unlink()
    seen.add(digest(project))
    assert len(seen) == 4


def test_fingerprint_when_python_compiles_or_an_editor_saves_then_is_the_same(project):
    before = digest(project)
    cache = project / "bot/nlu/__pycache__"
    cache.mkdir()
    (cache / "component.pyc").write_bytes(b"1")
    (project / "data/nlu/.relief.yml.swp").write_text("draft")
    assert digest(project) == before


def test_read_current_when_written_then_is_the_same(tmp_path):
    model = tmp_path / "night-cramps-1.tar.gz"
    model.touch()
    write_current(tmp_path, CurrentModel(model, "abc"))
    assert read_current(tmp_path) == CurrentModel(model, "abc")


def test_read_current_when_nothing_was_trained_or_the_model_has_gone_then_is_none(tmp_path):
    assert read_current(tmp_path) is None
    write_current(tmp_path, CurrentModel(tmp_path / "gone.tar.gz", "abc"))
    assert read_current(tmp_path) is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"model": 1, "fingerprint": "a"}', "null"])
def test_read_current_when_the_record_is_broken_then_is_none(tmp_path, text):
    (tmp_path / "current.json").write_text(text)
    assert read_current(tmp_path) is None
