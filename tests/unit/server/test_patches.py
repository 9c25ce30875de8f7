"""Every patch: it was written against the Rasa that is installed, and it is in force."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bot.server.patches import PATCHES, install_all
from bot.server.patches._patch import Patch, fingerprint, when_imported
from bot.settings import PROJECT


def _place(patch):
    return f"{patch.module}.{patch.name}"


@pytest.mark.parametrize("patch", PATCHES, ids=_place)
def test_rasa_is_the_one_the_patch_was_written_for(patch):
    assert patch.current_source() == patch.source, f"Rasa changed: look at the patch of {_place(patch)} again"


@pytest.mark.parametrize("patch", PATCHES, ids=_place)
def test_installing_twice_replaces_once(patch):
    original = patch.original()
    install_all()
    install_all()
    assert patch.original() is original
    assert not hasattr(original, "replaces")


def test_a_changed_function_has_another_fingerprint():
    def first():
        return 1

    def second():
        return 2

    assert fingerprint(first) != fingerprint(second)


def _run(code):
    return subprocess.run([sys.executable, "-W", "ignore", "-c", code], cwd=PROJECT, capture_output=True, text=True, timeout=120)


def test_installing_imports_nothing_of_rasas():
    code = "import sys, bot.server.patches as p; p.install_all(); print([m for m in sys.modules if m.split('.')[0] == 'rasa'])"
    assert _run(code).stdout.strip() == "[]"


def test_a_module_is_patched_when_it_is_imported_later(tmp_path, monkeypatch):
    (tmp_path / "late_module.py").write_text("class Thing:\n    @staticmethod\n    def ask():\n        return 'no'\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    Patch("late_module", "Thing.ask", "", lambda original: lambda: original() + " longer").install()
    import late_module

    assert late_module.Thing.ask() == "no longer"
    assert late_module.Thing().ask() == "no longer"


def test_waiting_for_a_module_that_does_not_exist_changes_nothing():
    when_imported("no_such_module_here", lambda _module: pytest.fail("it does not exist"))
    with pytest.raises(ModuleNotFoundError):
        __import__("no_such_module_here")
