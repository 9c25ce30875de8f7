"""Programs that the launcher starts: each in a process group of its own, so that stopping it leaves nothing behind."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from bot.launcher.stopping import TICK, StopFlag
from bot.settings import PROJECT

GRACE = 10.0
LINES_SHOWN = 20
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Child:
    """A program that was started. `log` is where its output goes, None when it is shown."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path | None = None

    def last_lines(self) -> str:
        """The end of its log, for the person who wants to know why it died."""
        if self.log is None:
            return ""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(f"  | {line}" for line in lines[-LINES_SHOWN:]) or "  | (it wrote nothing)"


class Children:
    """The programs running now; as a context manager it stops all of them on the way out."""

    def __init__(self, environment: Mapping[str, str] | None = None, folder: Path = PROJECT) -> None:
        self._environment = {**os.environ, "PYTHONUNBUFFERED": "1", **(environment or {})}
        self._folder = folder
        self._running: list[Child] = []

    def __enter__(self) -> Children:
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    def start(self, name: str, command: Sequence[str], log: Path | None = None, extra: Mapping[str, str] | None = None) -> Child:
        """Starts a program.

        Args:
            name: what to call it in messages.
            command: program and arguments.
            log: where its output goes; shown when None. The log of the run before is kept beside it.
            extra: environment variables for this one only.
        """
        environment = {**self._environment, **(extra or {})}
        with _open_log(log) if log else nullcontext() as output:
            process = subprocess.Popen(
                command,
                cwd=self._folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT if log else None,
                start_new_session=True,
                preexec_fn=_die_with_parent(),
            )
        child = Child(name, process, log)
        self._running.append(child)
        return child

    def run_to_end(self, name: str, command: Sequence[str], stop: StopFlag) -> int:
        """Runs a program with its output shown and returns its exit code.

        Raises:
            Stopped: when a stop is asked for first; leaving the context ends the program.
        """
        child = self.start(name, command)
        stop.wait_until(lambda: child.process.poll() is not None)
        self._running.remove(child)
        return child.process.returncode

    def first_dead(self) -> Child | None:
        """A program that has ended, if one has."""
        return next((child for child in self._running if child.process.poll() is not None), None)

    def stop(self, grace: float = GRACE) -> None:
        """Asks every program to end, and ends what does not in time, with whatever it started itself."""
        for child in self._running:
            _signal_group(child, signal.SIGTERM)
        deadline = time.monotonic() + grace
        while time.monotonic() < deadline and any(child.process.poll() is None for child in self._running):
            time.sleep(TICK)
        for child in self._running:
            _signal_group(child, signal.SIGKILL)
            child.process.wait()
        self._running.clear()


def _open_log(log: Path) -> BinaryIO:
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists():
        log.replace(log.with_suffix(".before.log"))
    return log.open("wb")


def _signal_group(child: Child, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(child.process.pid, number)


def _die_with_parent() -> Callable[[], None] | None:
    """For Linux: lets the kernel end a child whose launcher was killed outright and could not do it."""
    if not sys.platform.startswith("linux"):
        return None
    control = ctypes.CDLL(None).prctl
    return lambda: control(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
