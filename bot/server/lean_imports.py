"""Starts Rasa without the heavy libraries that our pipeline never calls.

Rasa 3.6 imports TensorFlow, and the client libraries of every chat service it knows, whether they are used or not. `install()` answers
those imports with empty stand-ins: they can be named in annotations, subclassed and used as decorators, which is all that happens while
Rasa's own modules are imported. Anything more raises `LeftOut`. Only `python -m bot.server` installs it, never the plain `rasa` command.
"""

from __future__ import annotations

import importlib.util
import sys
import types
from abc import ABCMeta
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from typing import Any

# Packages that a bot without TensorFlow components, and with our own channels only, never calls.
LEFT_OUT = (
    # machine learning of policies and classifiers that are not in config.yml
    "tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "tensorboard", "keras", "jax", "jaxlib", "h5py", "matplotlib",
    # chat services, clouds and brokers
    "aiogram", "boto3", "botocore", "colorhash", "fbmessenger", "kafka", "confluent_kafka", "mattermostwrapper", "aio_pika", "pymongo",
    "bson", "redis", "rocketchat_API", "slack_sdk", "twilio", "webexteamssdk", "google.auth", "google.oauth2",
    # sign-in to Rasa's HTTP API, which is never opened
    "sanic_jwt",
)  # fmt: skip

# Needed to train our components, not to use them.
TRAINING_ONLY = ("sklearn", "skops")


def for_serving(with_redis: bool) -> tuple[str, ...]:
    """Returns what a server leaves out, which is to share its locks in Redis or not."""
    return tuple(name for name in (*LEFT_OUT, *TRAINING_ONLY) if not (with_redis and name == "redis"))


class LeftOut(RuntimeError):
    """Something needs a library that was left out to start faster."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} was left out to start faster (bot/server/lean_imports.py). Start with BOT_LEAN_IMPORTS=0 to have it.")


class _Deferred:
    """What calling a stand-in gives: a decorator that changes nothing, and an error for every other use."""

    def __init__(self, name: str) -> None:
        self.__dict__["_name"] = name

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        if len(arguments) == 1 and not named and isinstance(arguments[0], (type, types.FunctionType, staticmethod, classmethod)):
            return arguments[0]
        raise LeftOut(self._name)

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        raise LeftOut(f"{self._name}.{attribute}")

    def __setattr__(self, attribute: str, value: Any) -> None:
        raise LeftOut(f"{self._name}.{attribute}")


class _StandInType(ABCMeta):
    """The type of stand-in classes. It is an ABCMeta so that Rasa's abstract classes can have a stand-in as a base."""

    def __call__(cls, *arguments: Any, **named: Any) -> Any:
        if "_left_out" not in cls.__dict__:  # a class of Rasa's that inherits from a stand-in
            raise LeftOut(cls.__name__)
        deferred = _Deferred(cls._left_out)
        return deferred(*arguments) if len(arguments) == 1 and not named and isinstance(arguments[0], types.FunctionType) else deferred

    def __getattr__(cls, attribute: str) -> Any:
        if attribute.startswith("_"):
            raise AttributeError(attribute)
        if "_left_out" not in cls.__dict__:
            raise AttributeError(attribute)
        return _stand_in(f"{cls._left_out}.{attribute}")

    def __or__(cls, other: Any) -> Any:
        return cls

    __ror__ = __or__


def _stand_in(name: str) -> type:
    """Returns a class that stands for `name`; an exception class where the name says so, because `except` needs one."""
    last = name.rpartition(".")[2]
    if last.endswith(("Error", "Exception", "Failure")):
        return type(last, (Exception,), {"__module__": "left_out", "__doc__": f"Stands for {name}, which is never raised here."})
    return _StandInType(last, (), {"_left_out": name, "__module__": "left_out", "__class_getitem__": classmethod(lambda cls, _item: cls)})


class _StandInModule(types.ModuleType):
    """A module that has every attribute."""

    __version__ = "0.0.0"

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        found = _stand_in(f"{self.__name__}.{attribute}")
        setattr(self, attribute, found)
        return found


class _Finder(MetaPathFinder, Loader):
    """Finds the left-out packages and every module below them."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names

    def find_spec(self, fullname: str, path: Sequence[str] | None = None, target: types.ModuleType | None = None) -> ModuleSpec | None:
        parents = fullname.split(".")
        if not any(".".join(parents[:end]) in self.names for end in (1, 2)):
            return None
        return importlib.util.spec_from_loader(fullname, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> types.ModuleType:
        return _StandInModule(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """A stand-in has nothing to run."""


def install(names: Sequence[str] = LEFT_OUT) -> None:
    """Leaves packages out of this process.

    Args:
        names: packages. One that is already imported stays as it is. Call this before the first import of Rasa.
    """
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder(frozenset(name for name in names if name not in sys.modules)))
