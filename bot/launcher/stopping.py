"""Ctrl-C and its relatives as a flag that loops look at, so that no child is lost between its start and its entry in a list."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable

TICK = 0.1


class Stopped(Exception):
    """Somebody asked the launcher to stop."""


class StopFlag:
    """Whether a stop was asked for, by Ctrl-C, by `kill` or by a closed terminal."""

    def __init__(self) -> None:
        self.raised = False

    def listen(self) -> None:
        """From now on the signals only set the flag."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._set)

    def _set(self, _number: int, _frame: object) -> None:
        self.raised = True

    def check(self) -> None:
        """Raises Stopped when a stop was asked for."""
        if self.raised:
            raise Stopped

    def wait_until(self, done: Callable[[], bool]) -> None:
        """Returns when `done` says so.

        Raises:
            Stopped: when a stop is asked for first.
        """
        while not done():
            self.check()
            time.sleep(TICK)
