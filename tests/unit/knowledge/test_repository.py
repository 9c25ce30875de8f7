"""What is read: frozen records of one edition, or a clear word that nothing can be read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.engine import Engine

from bot.knowledge.content import Content
from bot.knowledge.database import migrate, open_engine
from bot.knowledge.loader import load
from bot.knowledge.records import TopicName
from bot.knowledge.repository import KnowledgeUnavailable, Repository

READS: list[Callable[[Repository], Any]] = [
    lambda repository: repository.version(),
    lambda repository: repository.topic("supplement/magnesium"),
    lambda repository: repository.names(),
    lambda repository: repository.corrections(),
    lambda repository: repository.terms(),
    lambda repository: repository.sources_of(["trial-2020"]),
    lambda repository: repository.documents("messages/"),
    lambda repository: repository.document("messages/answers"),
    lambda repository: repository.terms_of_topics(),
    lambda repository: repository.related_of_topics(),
    lambda repository: repository.texts_of_topics(),
]


@pytest.fixture
def repository(loaded: Engine) -> Repository:
    return Repository(loaded)


def test_topic_when_it_exists_then_all_that_an_answer_needs_comes_with_it(repository: Repository) -> None:
    topic = repository.topic("supplement/magnesium")
    assert (topic.id, topic.name.title, topic.name.column) == ("supplement/magnesium", "Magnesium", "MG")
    assert [related.id for related in topic.related] == ["glossary/mineral"]
    claim = topic.claims[0]
    assert [source.id for source in claim.sources] == ["article#minerals", "trial-2020"]
    assert [caution.id for caution in claim.cautions] == ["kidneys", "stools"]
    assert [source.id for source in claim.corrections[0].sources] == ["trial-2020"]
    assert (claim.terms[0].name, claim.terms[0].topic_id) == ("mineral", "glossary/mineral")
    assert (claim.certainty, claim.article_rating, str(claim.review_due)) == ("moderate", "likely-to-help", "2027-02-02")


def test_topic_when_it_is_a_glossary_word_then_its_definition_is_a_claim(repository: Repository) -> None:
    claim = repository.topic("glossary/mineral").claims[0]
    assert (claim.id, claim.cautions[0].id) == ("term-mineral", "kidneys")


def test_topic_when_it_is_unknown_then_there_is_none(repository: Repository) -> None:
    assert repository.topic("supplement/zinc") is None


def test_names_when_read_then_they_are_in_the_order_of_the_content(repository: Repository) -> None:
    assert [name.id for name in repository.names()] == ["supplement/magnesium", "glossary/mineral"]


def test_terms_when_read_then_each_has_its_aliases(repository: Repository) -> None:
    assert [(term.id, term.aliases) for term in repository.terms()] == [("mineral", ("mineral salt", "minerals"))]


def test_sources_when_asked_by_id_then_they_come_in_that_order_without_unknown_ones(repository: Repository) -> None:
    found = repository.sources_of(["trial-2020", "unheard-of", "article#minerals"])
    assert [(source.id, source.year) for source in found] == [("trial-2020", 2020), ("article#minerals", None)]


def test_documents_when_asked_by_prefix_then_only_those_are_there(repository: Repository) -> None:
    assert list(repository.documents("conditions/")) == ["conditions/pregnancy"]
    assert list(repository.documents()) == ["conditions/pregnancy", "messages/answers", "red_flags/chest"]


def test_document_when_read_then_it_cannot_be_changed(repository: Repository) -> None:
    document = repository.document("messages/answers")
    assert document["steps"] == ("one", "two")
    with pytest.raises(TypeError):
        document["labels"]["caution"] = ""


def test_document_when_there_is_none_of_that_name_then_the_knowledge_is_unavailable(repository: Repository) -> None:
    with pytest.raises(KnowledgeUnavailable, match="messages/jokes"):
        repository.document("messages/jokes")


def test_records_when_somebody_writes_to_them_then_they_refuse(repository: Repository) -> None:
    topic = repository.topic("supplement/magnesium")
    claim = topic.claims[0]
    records = [topic, topic.name, claim, claim.cautions[0], claim.sources[0], claim.corrections[0], claim.terms[0]]
    for record in records:
        with pytest.raises(FrozenInstanceError):
            record.id = "other"


@pytest.mark.parametrize("field", ["cautions", "sources"])
def test_claim_when_it_would_have_no_caution_or_source_then_it_cannot_be_made(repository: Repository, field: str) -> None:
    with pytest.raises(ValueError, match="has no"):
        replace(repository.topic("supplement/magnesium").claims[0], **{field: ()})


@pytest.mark.parametrize("read", READS)
def test_read_when_asked_again_then_only_the_version_is_looked_up_beside_sqlalchemy(
    loaded: Engine, read: Callable[[Repository], Any]
) -> None:
    repository = Repository(loaded)
    first = read(repository)
    statements: list[str] = []
    event.listen(loaded, "before_cursor_execute", lambda _c, _cursor, statement, *_rest: statements.append(statement))
    assert read(repository) == first
    assert statements == []


@pytest.mark.parametrize("read", READS)
def test_read_when_the_tables_are_missing_then_the_knowledge_is_unavailable(url: str, read: Callable[[Repository], Any]) -> None:
    engine = open_engine(url)
    with pytest.raises(KnowledgeUnavailable, match="make content"):
        read(Repository(engine))
    engine.dispose()


@pytest.mark.parametrize("read", READS)
def test_read_when_the_database_is_empty_then_the_knowledge_is_unavailable(engine: Engine, read: Callable[[Repository], Any]) -> None:
    with pytest.raises(KnowledgeUnavailable, match="empty"):
        read(Repository(engine))


@pytest.mark.parametrize(
    ("table", "read"),
    list(
        zip(
            [
                "edition",
                "glossary_alias",
                "topic",
                "correction",
                "glossary_term",
                "source",
                "document",
                "document",
                "claim_term",
                "topic_related",
                "claim",
            ],
            READS,
            strict=True,
        )
    ),
)
def test_read_when_a_table_is_gone_then_the_knowledge_is_unavailable(
    content: Content, tmp_path: Path, table: str, read: Callable[[Repository], Any]
) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'broken.db'}")
    migrate(engine)
    load(engine, content)
    # Not through our engine, which checks foreign keys.
    with sqlite3.connect(tmp_path / "broken.db") as connection:
        connection.execute(f"DROP TABLE {table}")
    with pytest.raises(KnowledgeUnavailable, match="cannot be read"):
        read(Repository(engine))


@pytest.mark.parametrize("url", ["postgresql+psycopg2://nobody@127.0.0.1:1/none"])
@pytest.mark.parametrize("read", READS)
def test_read_when_no_server_answers_then_the_knowledge_is_unavailable(url: str, read: Callable[[Repository], Any]) -> None:
    with pytest.raises(KnowledgeUnavailable, match="cannot be read"):
        read(Repository(open_engine(url)))


def test_read_when_the_file_is_no_database_then_the_knowledge_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "knowledge.db").write_bytes(b"this is no database" * 100)
    with pytest.raises(KnowledgeUnavailable):
        Repository(open_engine(f"sqlite:///{tmp_path / 'knowledge.db'}")).names()


def test_read_when_the_database_comes_back_then_it_is_served_again(loaded: Engine) -> None:
    repository = Repository(loaded)
    with loaded.begin() as connection:
        connection.execute(text("ALTER TABLE edition RENAME TO hidden"))
    with pytest.raises(KnowledgeUnavailable):
        repository.names()
    with loaded.begin() as connection:
        connection.execute(text("ALTER TABLE hidden RENAME TO edition"))
    assert len(repository.names()) == 2


def test_terms_of_topics_when_read_at_once_then_they_are_those_of_each_topic(repository: Repository) -> None:
    each = {
        name.id: tuple(term.topic_id for claim in topic.claims for term in claim.terms)
        for name in repository.names()
        if (topic := repository.topic(name.id))
    }
    assert any(each.values())
    assert repository.terms_of_topics() == {topic: terms for topic, terms in each.items() if terms}


def test_related_and_texts_of_topics_when_read_at_once_then_they_are_those_of_each_topic(repository: Repository) -> None:
    each = {name.id: topic for name in repository.names() if (topic := repository.topic(name.id))}
    assert repository.related_of_topics() == {name: tuple(map(_id, topic.related)) for name, topic in each.items() if topic.related}
    for name, said in repository.texts_of_topics().items():
        assert len(said) == len(each[name].claims)
        assert all(claim.short in text and claim.cautions[0].text in text for claim, text in zip(each[name].claims, said, strict=True))


def _id(name: TopicName) -> str:
    return name.id
