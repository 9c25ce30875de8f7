"""How one function of Rasa's is replaced, and how we notice that Rasa changed it."""

from __future__ import annotations

import functools
import hashlib
import importlib
import importlib.util
import inspect
import sys
import textwrap
import types
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from typing import Any

_waiting: dict[str, list[Callable[[types.ModuleType], None]]] = {}


class _AfterImport(MetaPathFinder):
    """Runs what waits for a module right after its import, so that patching never imports Rasa by itself."""

    def find_spec(self, fullname: str, path: Sequence[str] | None = None, target: types.ModuleType | None = None) -> ModuleSpec | None:
        if fullname not in _waiting:
            return None
        callbacks = _waiting.pop(fullname)
        spec = importlib.util.find_spec(fullname)
        if spec is None or spec.loader is None:
            return None
        run = spec.loader.exec_module

        def exec_module(module: types.ModuleType) -> None:
            run(module)
            for callback in callbacks:
                callback(module)

        spec.loader = _wrap(spec.loader, exec_module)
        return spec


def _wrap(loader: Loader, exec_module: Callable[[types.ModuleType], None]) -> Loader:
    loader.exec_module = exec_module  # type: ignore[method-assign]  # this loader serves this one module only
    return loader


def when_imported(name: str, callback: Callable[[types.ModuleType], None]) -> None:
    """Calls back with a module: now if it is there, else as soon as somebody imports it."""
    module = sys.modules.get(name)
    if module is not None and not getattr(module.__spec__, "_initializing", False):
        callback(module)
        return
    if not any(isinstance(finder, _AfterImport) for finder in sys.meta_path):
        sys.meta_path.insert(0, _AfterImport())
    _waiting.setdefault(name, []).append(callback)


def fingerprint(function: Any) -> str:
    """Returns the sha256 of a function's source."""
    return hashlib.sha256(textwrap.dedent(inspect.getsource(function)).encode()).hexdigest()


@dataclass(frozen=True)
class Patch:
    """The replacement of one function.

    Attributes:
        module: the function's module.
        name: its name in there, `Class.method` or `function`.
        source: fingerprint of the source that the patch was written against (Rasa 3.6.21).
        make: makes the replacement from the original.
    """

    module: str
    name: str
    source: str
    make: Callable[[Callable[..., Any]], Callable[..., Any]]

    def install(self) -> None:
        """Replaces the function, at once or when its module is imported. A second time changes nothing."""
        when_imported(self.module, self._replace)

    def original(self) -> Callable[..., Any]:
        """Returns Rasa's own function, whether it is replaced or not."""
        owner, attribute = self._place(importlib.import_module(self.module))
        found = _plain(inspect.getattr_static(owner, attribute))
        return getattr(found, "replaces", found)

    def current_source(self) -> str:
        """Returns the fingerprint of the function in the Rasa that is installed."""
        return fingerprint(self.original())

    def _place(self, module: types.ModuleType) -> tuple[Any, str]:
        owner: Any = module
        *path, attribute = self.name.split(".")
        for part in path:
            owner = getattr(owner, part)
        return owner, attribute

    def _replace(self, module: types.ModuleType) -> None:
        owner, attribute = self._place(module)
        present = inspect.getattr_static(owner, attribute)
        function = _plain(present)
        if hasattr(function, "replaces"):
            return
        replacement = self.make(function)
        # Rasa reads names and types of its components' parameters.
        functools.update_wrapper(replacement, function)
        replacement.replaces = function  # type: ignore[attr-defined]
        setattr(owner, attribute, staticmethod(replacement) if isinstance(present, staticmethod) else replacement)


def _plain(found: Any) -> Any:
    return found.__func__ if isinstance(found, staticmethod) else found
