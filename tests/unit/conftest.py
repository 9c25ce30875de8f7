"""Servers that tests of several packages use; each is started when the first test wants it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.services import Postgres, Redis


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """URL of a PostgreSQL server that lives as long as the tests run."""
    server = Postgres()
    try:
        server.start()
        yield server.url
    finally:
        server.stop()


@pytest.fixture
def redis() -> Iterator[Redis]:
    """An empty Redis server, for one test, which may kill it."""
    server = Redis()
    try:
        server.start()
        yield server
    finally:
        server.stop()
