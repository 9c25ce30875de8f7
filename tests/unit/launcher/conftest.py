"""Tiny stand-ins for the programs that the launcher starts."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator

import pytest

from bot.launcher.children import Children
from bot.launcher.stopping import StopFlag


def python(code: str) -> list[str]:
    """A command that runs a line of Python."""
    return [sys.executable, "-c", code]


@pytest.fixture
def children() -> Iterator[Children]:
    with Children() as started:
        yield started


@pytest.fixture
def stop() -> StopFlag:
    return StopFlag()


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(1)
        yield server.getsockname()[1]
