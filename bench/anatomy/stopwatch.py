"""Which part of a turn takes how long: functions are wrapped, and each one's own time (without what it calls) is added up."""

from __future__ import annotations

import functools
import inspect
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any


class Stopwatch:
    """Adds up the own time of named parts. For one turn at a time: parts of turns that overlap would be mixed up.

    Attributes:
        seconds: own time by part.
        turns: how many times the outermost part ran.
    """

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.turns = 0
        self._open: list[tuple[str, float]] = []
        self._since = 0.0

    def clear(self) -> None:
        """Forgets what was measured so far."""
        self.seconds.clear()
        self.turns = 0

    def wrap(self, owner: Any, name: str, part: str) -> None:
        """Counts what a function of a class or module takes, from now on, as a part."""
        present = inspect.getattr_static(owner, name)
        plain = present.__func__ if isinstance(present, (staticmethod, classmethod)) else present
        measured = self.measured(plain, part)
        kind = type(present) if isinstance(present, (staticmethod, classmethod)) else None
        setattr(owner, name, kind(measured) if kind else measured)

    def measured(self, function: Callable[..., Any], part: str) -> Callable[..., Any]:
        """Returns a function that does the same and is counted as a part."""
        if inspect.iscoroutinefunction(function):

            @functools.wraps(function)
            async def timed_later(*arguments: Any, **named: Any) -> Any:
                self._enter(part)
                try:
                    return await function(*arguments, **named)
                finally:
                    self._leave()

            return timed_later

        @functools.wraps(function)
        def timed(*arguments: Any, **named: Any) -> Any:
            self._enter(part)
            try:
                return function(*arguments, **named)
            finally:
                self._leave()

        return timed

    def _enter(self, part: str) -> None:
        now = time.perf_counter()
        if self._open:
            self.seconds[self._open[-1][0]] += now - self._since
        else:
            self.turns += 1
        self._open.append((part, now))
        self._since = now

    def _leave(self) -> None:
        now = time.perf_counter()
        part, _ = self._open.pop()
        self.seconds[part] += now - self._since
        self._since = now
