"""One running bot for all conversations; tests that break a server start one of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.knowledge.content import Content, read_content
from bot.settings import PROJECT
from tests.servers import RunningBot


@pytest.fixture(scope="session")
def shared_bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBot]:
    bot = RunningBot(tmp_path_factory.mktemp("bot"))
    yield bot
    bot.stop()


@pytest.fixture
def bot(shared_bot: RunningBot) -> Iterator[RunningBot]:
    """The running bot; after a test that killed a server its logs are shown."""
    yield shared_bot
    shared_bot.check()


@pytest.fixture(scope="session")
def content() -> Content:
    return read_content(PROJECT / "content")
