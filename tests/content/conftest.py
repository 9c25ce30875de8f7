"""The real content, read once."""

from __future__ import annotations

import pytest

from bot.knowledge.content import Content, read_content
from bot.settings import PROJECT


@pytest.fixture(scope="session")
def content() -> Content:
    return read_content(PROJECT / "content")
