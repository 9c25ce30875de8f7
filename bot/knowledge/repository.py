"""The one door to the knowledge base for reading."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.sql import Select

from bot.knowledge.models import (
    CautionRow,
    ClaimRow,
    CorrectionRow,
    DocumentRow,
    Edition,
    GlossaryTermRow,
    SourceRow,
    TopicRow,
    claim_term,
    topic_related,
)
from bot.knowledge.records import Caution, Claim, Correction, Source, Term, Topic, TopicName

Found = TypeVar("Found")
# Asked at every read, so it goes to the driver as it stands: building it anew would cost more than the answer.
_VERSION = "SELECT version FROM edition"


class KnowledgeUnavailable(RuntimeError):
    """The knowledge base cannot be read now, or lacks what every edition must hold."""


def _source(row: SourceRow) -> Source:
    return Source(row.id, row.kind, row.title, row.publisher, row.year, row.url)


def _correction(row: CorrectionRow) -> Correction:
    sources = tuple(_source(source) for source in row.sources)
    return Correction(row.id, row.verdict, row.article_says, row.known_today, row.certainty, sources)


def _term(row: GlossaryTermRow) -> Term:
    return Term(row.id, row.name, row.topic_id, tuple(alias.alias for alias in row.aliases))


def _claim(row: ClaimRow) -> Claim:
    cautions = [row.leading_caution, *row.more_cautions]
    return Claim(
        id=row.id,
        topic_id=row.topic_id,
        short=row.short,
        detail=row.detail,
        certainty=row.certainty,
        article_rating=row.article_rating,
        sources=tuple(_source(source) for source in [row.leading_source, *row.more_sources]),
        cautions=tuple(Caution(caution.id, caution.kind, caution.text) for caution in cautions),
        corrections=tuple(_correction(correction) for correction in row.corrections),
        terms=tuple(_term(term) for term in row.terms),
        reviewed_on=row.reviewed_on,
        review_due=row.review_due,
        review_status=row.review_status,
    )


def _name(row: TopicRow) -> TopicName:
    return TopicName(row.id, row.title, row.question, row.column, row.belongs_to)


def _frozen(value: Any) -> Any:
    """Makes JSON read-only: objects become mapping proxies, arrays become tuples."""
    if isinstance(value, dict):
        return MappingProxyType({key: _frozen(item) for key, item in value.items()})
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


class Repository:
    """Reads records. Every read is of one edition; an edition loaded meanwhile is seen by the next read.

    What was read of an edition is remembered until another edition is found. Every read raises KnowledgeUnavailable if the
    database cannot be read or is empty.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._remembered: tuple[str, dict[tuple[str, ...], Any]] = ("", {})

    def version(self) -> str:
        """Returns the version of the loaded content."""
        return self._read(("version",), lambda session: session.execute(select(Edition.version)).scalar_one())

    def topic(self, topic_id: str) -> Topic | None:
        """Returns a topic with its claims, or None if there is no such topic."""
        return self._read(("topic", topic_id), lambda session: _read_topic(session, topic_id))

    def names(self) -> tuple[TopicName, ...]:
        """Returns every topic's name, in the order of the content."""
        rows = select(TopicRow).order_by(TopicRow.position)
        return self._read(("names",), lambda session: tuple(map(_name, session.execute(rows).scalars())))

    def corrections(self) -> tuple[Correction, ...]:
        """Returns everything in which the article is corrected."""
        rows = select(CorrectionRow).order_by(CorrectionRow.position)
        return self._read(("corrections",), lambda session: tuple(map(_correction, session.execute(rows).scalars())))

    def terms(self) -> tuple[Term, ...]:
        """Returns every term of the glossary, by id."""
        rows = select(GlossaryTermRow).order_by(GlossaryTermRow.id)
        return self._read(("terms",), lambda session: tuple(map(_term, session.execute(rows).scalars())))

    def terms_of_topics(self) -> dict[str, tuple[str, ...]]:
        """Returns, by topic, the topics that define the words its claims use, in the order of the claims; a topic without is left out.

        One query for all of them: with thousands of topics, reading each would keep the first question waiting for minutes.
        """
        rows = (
            select(ClaimRow.topic_id, GlossaryTermRow.topic_id)
            .join(claim_term, claim_term.c.claim_id == ClaimRow.id)
            .join(GlossaryTermRow, GlossaryTermRow.id == claim_term.c.glossary_term_id)
            .order_by(ClaimRow.position, claim_term.c.position)
        )

        return self._read(("terms of topics",), lambda session: _grouped(session, rows))

    def related_of_topics(self) -> dict[str, tuple[str, ...]]:
        """Returns, by topic, the ids of the topics offered after it, in their order; a topic without is left out."""
        columns = topic_related.c
        rows = select(columns.topic_id, columns.related_id).order_by(columns.topic_id, columns.position)
        return self._read(("related of topics",), lambda session: _grouped(session, rows))

    def texts_of_topics(self) -> dict[str, tuple[str, ...]]:
        """Returns, by topic, what its claims say and first warn of, in the order of the claims; a topic without claims is left out."""
        said = ClaimRow.short + " " + ClaimRow.detail + " " + CautionRow.text
        rows = select(ClaimRow.topic_id, said).join(CautionRow, CautionRow.id == ClaimRow.caution_id).order_by(ClaimRow.position)
        return self._read(("texts of topics",), lambda session: _grouped(session, rows))

    def sources_of(self, ids: Iterable[str]) -> tuple[Source, ...]:
        """Returns the sources with these ids, in their order; an id that is unknown is left out."""
        rows = select(SourceRow)
        known = self._read(("sources",), lambda session: {row.id: _source(row) for row in session.execute(rows).scalars()})
        return tuple(known[source_id] for source_id in ids if source_id in known)

    def documents(self, prefix: str = "") -> dict[str, Mapping[str, Any]]:
        """Returns the read-only documents whose name begins with a prefix, such as `messages/`, by name."""
        rows = select(DocumentRow).order_by(DocumentRow.name)
        known = self._read(
            ("documents",), lambda session: {row.name: _frozen(json.loads(row.body)) for row in session.execute(rows).scalars()}
        )
        return {name: document for name, document in known.items() if name.startswith(prefix)}

    def document(self, name: str) -> Mapping[str, Any]:
        """Returns one read-only document, such as `messages/answers` for the file `content/messages/answers.yml`.

        Raises:
            KnowledgeUnavailable: also if there is no such document, as in an edition loaded by an older program.
        """
        found = self.documents(name).get(name)
        if found is None:
            raise KnowledgeUnavailable(f"The knowledge base has no document {name!r}. Run: make content")
        return found

    def _read(self, key: tuple[str, ...], read: Callable[[Session], Found]) -> Found:
        """Returns what `read` finds, or what it found before in the same edition. One transaction, so one edition."""
        try:
            remembered = self._of_edition(self._edition())
            if key in remembered:
                return remembered[key]
            with self._engine.begin() as connection:
                remembered = self._of_edition(connection.exec_driver_sql(_VERSION).scalar())
                with Session(connection, future=True) as session:
                    found = read(session)
        except SQLAlchemyError as error:
            raise KnowledgeUnavailable(f"The knowledge base cannot be read: {type(error).__name__}. Run: make content") from error
        if found is not None:  # so that questions for topics that do not exist cannot fill the memory
            remembered[key] = found
        return found

    def _edition(self) -> str | None:
        """Returns the loaded edition's version. It is asked of the driver itself: SQLAlchemy takes five times longer."""
        connection = self._engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute(_VERSION)
            row = cursor.fetchone()
            cursor.close()
        except self._engine.dialect.dbapi.Error as error:
            connection.invalidate(error)
            raise OperationalError(_VERSION, None, error) from error
        finally:
            connection.close()
        return row[0] if row else None

    def _of_edition(self, version: str | None) -> dict[tuple[str, ...], Any]:
        """Returns what is remembered of an edition; of no other one anything is remembered from then on."""
        if version is None:
            raise KnowledgeUnavailable("The knowledge base is empty. Run: make content")
        remembered_version, remembered = self._remembered
        if remembered_version != version:
            remembered = {}
            self._remembered = (version, remembered)
        return remembered


def _read_topic(session: Session, topic_id: str) -> Topic | None:
    row = session.get(TopicRow, topic_id)
    if row is None or not row.claims:
        return None
    return Topic(_name(row), tuple(map(_claim, row.claims)), tuple(map(_name, row.related)))


def _grouped(session: Session, rows: Select) -> dict[str, tuple[str, ...]]:
    """Returns the second column of a query by the first, in the query's order."""
    found: dict[str, list[str]] = {}
    for key, value in session.execute(rows):
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}
