"""Opening and migrating, on both kinds of database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import event, inspect, text
from sqlalchemy.engine import Engine

from bot.knowledge.content import Content
from bot.knowledge.database import migrate, open_engine
from bot.knowledge.loader import load
from bot.knowledge.models import metadata
from bot.knowledge.repository import Repository


@pytest.fixture
def bare(url: str) -> Iterator[Engine]:
    """A database without tables."""
    engine = open_engine(url)
    yield engine
    engine.dispose()


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_migrate_when_forward_then_the_tables_are_those_of_the_models(bare: Engine) -> None:
    migrate(bare)
    assert tables(bare) == set(metadata.tables)
    with bare.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_migrate_when_done_again_then_the_content_stays(bare: Engine, content: Content) -> None:
    migrate(bare)
    load(bare, content)
    migrate(bare)
    assert Repository(bare).version() == content.version


def test_migrate_when_back_to_base_then_nothing_is_left_and_forward_works_again(bare: Engine, content: Content) -> None:
    migrate(bare)
    load(bare, content)
    migrate(bare, "base")
    assert tables(bare) == set()
    migrate(bare, "0001")
    assert load(bare, content) is True


def test_open_when_the_folder_of_the_file_is_missing_then_it_is_made(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'var' / 'deep' / 'knowledge.db'}")
    migrate(engine)
    assert (tmp_path / "var" / "deep" / "knowledge.db").exists()


def test_open_when_sqlite_then_foreign_keys_are_checked_and_readers_do_not_wait(sqlite_url: str) -> None:
    with open_engine(sqlite_url).connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
        assert connection.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"


def test_a_file_s_connection_is_kept_when_it_is_given_back_and_serves_other_threads(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    opened: list[object] = []
    event.listen(engine, "connect", lambda connection, _record: opened.append(connection))
    for _ in range(3):
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1")
    thread = Thread(target=lambda: engine.connect().close())
    thread.start()
    thread.join()
    assert len(opened) == 1
    engine.dispose()
