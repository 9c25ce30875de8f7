"""Things that are made large."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bench.growth.events import fill
from bench.growth.topics import enlarge
from bot.knowledge.content import read_content
from bot.knowledge.database import migrate, open_engine
from bot.knowledge.loader import load
from bot.knowledge.repository import Repository
from bot.server.tracker_store import BoundedTrackerStore
from bot.settings import PROJECT


@pytest.fixture(scope="module")
def content():
    return read_content(PROJECT / "content")


def test_a_large_knowledge_base_loads_and_holds_the_real_topics_and_copies(content, tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'knowledge.db'}")
    migrate(engine)
    assert load(engine, enlarge(content, 300))
    repository = Repository(engine)
    names = [name.id for name in repository.names()]
    assert len(names) == 300
    assert set(content.topics) <= set(names)
    copy = repository.topic(next(name for name in names if "/copy-" in name))
    assert copy is not None
    assert copy.claims[0].cautions
    engine.dispose()


def test_the_real_content_stays_as_it_is(content):
    before = (len(content.topics), len(content.claims), content.digest)
    enlarge(content, 200)
    assert (len(content.topics), len(content.claims), content.digest) == before


async def test_a_full_store_can_be_read_as_conversations(tmp_path):
    url = f"sqlite:///{tmp_path / 'conversations.db'}"
    store = BoundedTrackerStore(host=url)
    told = []
    assert fill(sa.create_engine(url), conversations=30, each=10, progress=told.append) == 300
    tracker = await store.retrieve("filled-7")
    assert tracker is not None
    assert tracker.latest_message.text == "thanks"
    assert len(tracker.events) == 9  # from the start of the session on
