"""How many messages one process takes in. With more than it can answer in time, nobody would get an answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from bot.observability.metrics import TURNS_INSIDE
from bot.settings import load_settings


class Busy(RuntimeError):
    """There are too many messages waiting already."""


class Admission:
    """Counts the messages inside."""

    def __init__(self, most: int) -> None:
        """Takes how many may be inside, those that are being answered and those that wait."""
        self._most = most
        self._inside = 0

    @contextmanager
    def enter(self) -> Iterator[None]:
        """Lets a message in for as long as the context lasts.

        Raises:
            Busy: if there are too many.
        """
        if self._inside >= self._most:
            raise Busy
        self._inside += 1
        TURNS_INSIDE.inc()
        try:
            yield
        finally:
            self._inside -= 1
            TURNS_INSIDE.dec()


@lru_cache(maxsize=1)
def admission() -> Admission:
    """Returns this process's."""
    settings = load_settings()
    return Admission(settings.turns_at_once + settings.turns_waiting)
