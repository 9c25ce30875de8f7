"""Stand-ins for libraries that are left out."""

from __future__ import annotations

import abc
import importlib
import subprocess
import sys

import pytest

from bot.server import lean_imports
from bot.server.lean_imports import LeftOut
from bot.settings import PROJECT


@pytest.fixture
def heavy(monkeypatch):
    """A package that is left out, under a name that nobody uses."""
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    lean_imports.install(["heavy_library", "shared_name.heavy_part"])
    yield importlib.import_module("heavy_library")
    for name in [name for name in sys.modules if name.startswith(("heavy_library", "shared_name"))]:
        del sys.modules[name]


def test_every_module_below_can_be_imported(heavy):
    from heavy_library.deep.inside import Thing

    assert isinstance(Thing, type)
    assert importlib.import_module("heavy_library.other") is not None


def test_only_the_named_part_of_a_shared_package_is_left_out(heavy):
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("shared_name.other_part")


def test_stand_ins_serve_as_bases_annotations_and_decorators(heavy):
    class Layer(heavy.keras.Layer, abc.ABC):
        size: heavy.float32 | None = None

        @heavy.function
        def plain(self):
            return 1

        @heavy.function(shape=[1])
        def with_settings(self):
            return 2

    assert Layer.plain(None) == 1
    assert Layer.with_settings(None) == 2
    assert not isinstance(3, heavy.Tensor)
    assert heavy.Generic[int] is heavy.Generic


def test_names_of_errors_can_be_caught(heavy):
    def fail():
        try:
            raise ZeroDivisionError
        except heavy.errors.ConnectionFailure:
            pytest.fail("this one is never raised")

    with pytest.raises(ZeroDivisionError):
        fail()


def test_using_a_stand_in_says_what_is_missing(heavy):
    class Layer(heavy.keras.Layer):
        """A class of Rasa's."""

    for use in (
        lambda: heavy.connect("somewhere")("more"),
        lambda: heavy.Session().run,
        lambda: setattr(heavy.Session(), "x", 1),
        lambda: Layer(),
    ):
        with pytest.raises(LeftOut, match="BOT_LEAN_IMPORTS"):
            use()


def test_what_is_imported_already_stays(monkeypatch):
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    lean_imports.install(["json"])
    assert importlib.import_module("json").loads("1") == 1


def test_rasas_server_can_be_imported_without_tensorflow():
    code = (
        "import sys\nfrom bot.server import lean_imports\n"
        "lean_imports.install((*lean_imports.LEFT_OUT, *lean_imports.TRAINING_ONLY))\n"
        "import rasa.core.run, rasa.core.agent, rasa.server, bot.channels.rest, bot.server.nlg, bot.server.tracker_store\n"
        "print([name for name in ('tensorflow', 'sklearn', 'boto3') if getattr(sys.modules.get(name), '__file__', None)])"
    )
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], cwd=PROJECT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().endswith("[]")
