"""The real content in a temporary SQLite knowledge base, loaded once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answers.catalogue import Catalogue
from bot.answers.compose import Composer
from bot.answers.conditions import ConditionBook
from bot.answers.messages import Messages
from bot.answers.responder import Responder
from bot.knowledge.content import read_content
from bot.knowledge.database import migrate, open_engine
from bot.knowledge.loader import load
from bot.knowledge.records import Topic
from bot.knowledge.repository import Repository
from bot.settings import PROJECT


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Repository]:
    file: Path = tmp_path_factory.mktemp("answers") / "knowledge.db"
    engine = open_engine(f"sqlite:///{file}")
    migrate(engine)
    load(engine, read_content(PROJECT / "content"))
    yield Repository(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def messages(repository) -> Messages:
    words = {}
    for document in repository.documents("messages/").values():
        words.update(document)
    return Messages(words)


@pytest.fixture(scope="session")
def topics(repository) -> list[Topic]:
    """Every topic of the real content."""
    return [repository.topic(name.id) for name in repository.names()]


@pytest.fixture(scope="session")
def catalogue(topics) -> Catalogue:
    terms = {
        topic.id: tuple(term.topic_id for claim in topic.claims for term in claim.terms if term.topic_id != topic.id) for topic in topics
    }
    return Catalogue(frozenset(terms), terms)


@pytest.fixture(scope="session")
def composer(messages) -> Composer:
    return Composer(messages, "v1")


@pytest.fixture(scope="session")
def book(repository) -> ConditionBook:
    return ConditionBook(repository.documents("conditions/"), repository.document("red_flags/context"))


@pytest.fixture
def responder(repository) -> Responder:
    return Responder(repository)
