"""Loading is one transaction: all of the new content, or what was there before."""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.knowledge.content import Content, read_content
from bot.knowledge.database import open_engine
from bot.knowledge.loader import load
from bot.knowledge.models import metadata
from bot.knowledge.repository import Repository

Edit = Callable[[str, str, str], None]


def counts(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in metadata.sorted_tables}


def test_load_when_the_database_is_empty_then_every_table_is_filled(engine: Engine, content: Content) -> None:
    assert load(engine, content) is True
    assert counts(engine) == {
        "caution": 2,
        "caution_source": 2,
        "claim": 2,
        "claim_caution": 1,
        "claim_correction": 1,
        "claim_source": 1,
        "claim_term": 1,
        "correction": 1,
        "correction_source": 1,
        "document": 3,
        "edition": 1,
        "glossary_alias": 2,
        "glossary_term": 1,
        "source": 2,
        "topic": 2,
        "topic_related": 1,
    }


def test_load_when_the_same_content_is_there_then_nothing_is_written(loaded: Engine, content: Content) -> None:
    with loaded.connect() as connection:
        before = connection.execute(text("SELECT loaded_at FROM edition")).scalar_one()
    assert load(loaded, content) is False
    with loaded.connect() as connection:
        assert connection.execute(text("SELECT loaded_at FROM edition")).scalar_one() == before


def test_load_when_the_new_content_is_bad_then_the_old_stays(loaded: Engine, content: Content) -> None:
    before, version = counts(loaded), Repository(loaded).version()
    bad = copy.deepcopy(content)
    bad.digest, bad.version = "0" * 64, "2099-01-01.00000000"
    bad.claims["magnesium-relaxes"].cautions = ["nobody-wrote-this"]
    with pytest.raises(SQLAlchemyError):
        load(loaded, bad)
    assert counts(loaded) == before
    assert Repository(loaded).version() == version


def test_load_when_the_content_is_new_then_an_open_repository_serves_it(loaded: Engine, content_folder: Path, edit: Edit) -> None:
    repository = Repository(loaded)
    before = repository.version()
    assert repository.topic("supplement/magnesium").claims[0].detail == "It relaxes a muscle."
    assert repository.document("messages/answers")["labels"]["caution"] == "Take care:"
    edit("claims/supplement.yml", "It relaxes a muscle.", "It calms a muscle.")
    edit("messages/answers.yml", "Take care:", "Mind this:")
    assert load(loaded, read_content(content_folder)) is True
    assert repository.topic("supplement/magnesium").claims[0].detail == "It calms a muscle."
    assert repository.document("messages/answers")["labels"]["caution"] == "Mind this:"
    assert repository.version() != before


def test_load_when_an_item_was_removed_then_it_is_gone(loaded: Engine, content_folder: Path, edit: Edit) -> None:
    edit("claims/supplement.yml", "corrections: [little-benefit]", "corrections: []")
    (content_folder / "corrections.yml").unlink()
    load(loaded, read_content(content_folder))
    assert Repository(loaded).corrections() == ()


def test_load_when_somebody_reads_meanwhile_then_he_sees_one_edition(loaded: Engine, content_folder: Path, edit: Edit) -> None:
    claims = text("SELECT detail FROM claim WHERE id = 'magnesium-relaxes'")
    edit("claims/supplement.yml", "It relaxes a muscle.", "It calms a muscle.")
    with loaded.connect() as reader:
        version = reader.execute(text("SELECT version FROM edition")).scalar_one()
        load(loaded, read_content(content_folder))
        assert reader.execute(text("SELECT version FROM edition")).scalar_one() == version
        assert reader.execute(claims).scalar_one() == "It relaxes a muscle."
    with loaded.connect() as reader:
        assert reader.execute(claims).scalar_one() == "It calms a muscle."


def test_load_when_two_servers_start_at_once_then_one_loads_and_the_other_has_nothing_to_do(
    engine: Engine, url: str, content: Content
) -> None:
    written: list[bool] = []
    together = threading.Barrier(2)

    def start() -> None:
        own = open_engine(url)
        together.wait()
        written.append(load(own, content))
        own.dispose()

    servers = [threading.Thread(target=start) for _ in range(2)]
    for server in servers:
        server.start()
    for server in servers:
        server.join()
    assert sorted(written) == [False, True]
