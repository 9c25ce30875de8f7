"""The tables of the knowledge base.

A claim without a caution or a source cannot be stored: its leading caution and leading source are columns of the claim that may not be
empty and that refer to rows which cannot be deleted while the claim stands. Further ones stand in the link tables.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Date, DateTime, ForeignKey, Integer, MetaData, String, Table, Text
from sqlalchemy.orm import declarative_base, relationship

CERTAINTIES = ("high", "moderate", "low", "very-low", "none-found")
ARTICLE_RATINGS = ("weak-or-unproven", "strong-or-generally-accepted", "may-do-some-good", "likely-to-help")
VERDICTS = ("out-of-date", "unproven", "unsafe", "wrong")
CAUTION_KINDS = ("contraindication", "interaction", "undesirable-effect", "warning", "red-flag")
SOURCE_KINDS = ("article", "review", "guideline", "trial", "regulator", "reference", "patient-information")
REVIEW_STATUSES = ("not-reviewed-by-clinician", "reviewed-by-clinician")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
Base = declarative_base(metadata=metadata)

ID = String(80)


def _one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def _not_empty(column: str) -> CheckConstraint:
    return CheckConstraint(f"length({column}) > 0", name=f"{column}_not_empty")


def _link(name: str, left: str, right: str) -> Table:
    return Table(
        name,
        metadata,
        Column(f"{left}_id", ID, ForeignKey(f"{left}.id"), primary_key=True),
        Column(f"{right}_id", ID, ForeignKey(f"{right}.id"), primary_key=True),
        Column("position", Integer, nullable=False),
    )


claim_source = _link("claim_source", "claim", "source")
claim_caution = _link("claim_caution", "claim", "caution")
claim_correction = _link("claim_correction", "claim", "correction")
claim_term = _link("claim_term", "claim", "glossary_term")
caution_source = _link("caution_source", "caution", "source")
correction_source = _link("correction_source", "correction", "source")
topic_related = Table(
    "topic_related",
    metadata,
    Column("topic_id", ID, ForeignKey("topic.id"), primary_key=True),
    Column("related_id", ID, ForeignKey("topic.id"), primary_key=True),
    Column("position", Integer, nullable=False),
)


class Edition(Base):
    """Which content is loaded: exactly one row."""

    __tablename__ = "edition"
    version = Column(String(40), primary_key=True)
    digest = Column(String(64), nullable=False)
    loaded_at = Column(DateTime(timezone=True), nullable=False)


class DocumentRow(Base):
    """A file of content/messages or content/conditions as JSON, by its path below content/ without suffix."""

    __tablename__ = "document"
    __table_args__ = (_not_empty("body"),)
    name = Column(String(200), primary_key=True)
    body = Column(Text, nullable=False)


class SourceRow(Base):
    __tablename__ = "source"
    __table_args__ = (_one_of("kind", SOURCE_KINDS), _not_empty("title"))
    id = Column(ID, primary_key=True)
    kind = Column(String(40), nullable=False)
    title = Column(Text, nullable=False)
    publisher = Column(Text, nullable=False)
    year = Column(Integer)
    url = Column(Text)


class CautionRow(Base):
    __tablename__ = "caution"
    __table_args__ = (_one_of("kind", CAUTION_KINDS), _not_empty("text"))
    id = Column(ID, primary_key=True)
    kind = Column(String(40), nullable=False)
    text = Column(Text, nullable=False)


class CorrectionRow(Base):
    __tablename__ = "correction"
    __table_args__ = (_one_of("verdict", VERDICTS), _one_of("certainty", CERTAINTIES), _not_empty("known_today"))
    id = Column(ID, primary_key=True)
    position = Column(Integer, nullable=False)
    verdict = Column(String(20), nullable=False)
    article_says = Column(Text, nullable=False)
    known_today = Column(Text, nullable=False)
    certainty = Column(String(20), nullable=False)
    sources = relationship(SourceRow, secondary=correction_source, order_by=correction_source.c.position, viewonly=True)


class TopicRow(Base):
    __tablename__ = "topic"
    id = Column(ID, primary_key=True)
    position = Column(Integer, nullable=False)
    title = Column(String(80), nullable=False)
    question = Column(String(120), nullable=False)
    column = Column(String(4))
    belongs_to = Column(ID)
    related = relationship(
        "TopicRow",
        secondary=topic_related,
        primaryjoin=id == topic_related.c.topic_id,
        secondaryjoin=id == topic_related.c.related_id,
        order_by=topic_related.c.position,
        viewonly=True,
    )
    claims = relationship("ClaimRow", order_by="ClaimRow.position", viewonly=True)


class ClaimRow(Base):
    __tablename__ = "claim"
    __table_args__ = (
        _one_of("certainty", CERTAINTIES),
        _one_of("article_rating", ARTICLE_RATINGS),
        _one_of("review_status", REVIEW_STATUSES),
        _not_empty("short"),
        CheckConstraint("review_due > reviewed_on", name="review_due_after_review"),
    )
    id = Column(ID, primary_key=True)
    topic_id = Column(ID, ForeignKey("topic.id"), nullable=False, index=True)
    position = Column(Integer, nullable=False)
    short = Column(Text, nullable=False)
    detail = Column(Text, nullable=False)
    certainty = Column(String(20), nullable=False)
    article_rating = Column(String(40))
    source_id = Column(ID, ForeignKey("source.id"), nullable=False)
    caution_id = Column(ID, ForeignKey("caution.id"), nullable=False)
    reviewed_on = Column(Date, nullable=False)
    review_due = Column(Date, nullable=False)
    review_status = Column(String(40), nullable=False)
    leading_source = relationship(SourceRow, foreign_keys=[source_id])
    leading_caution = relationship(CautionRow, foreign_keys=[caution_id])
    more_sources = relationship(SourceRow, secondary=claim_source, order_by=claim_source.c.position, viewonly=True)
    more_cautions = relationship(CautionRow, secondary=claim_caution, order_by=claim_caution.c.position, viewonly=True)
    corrections = relationship(CorrectionRow, secondary=claim_correction, order_by=claim_correction.c.position, viewonly=True)
    terms = relationship("GlossaryTermRow", secondary=claim_term, order_by=claim_term.c.position, viewonly=True)


class GlossaryTermRow(Base):
    __tablename__ = "glossary_term"
    id = Column(ID, primary_key=True)
    name = Column(String(80), nullable=False)
    topic_id = Column(ID, ForeignKey("topic.id"), nullable=False)
    aliases = relationship("GlossaryAliasRow", order_by="GlossaryAliasRow.alias", viewonly=True)


class GlossaryAliasRow(Base):
    __tablename__ = "glossary_alias"
    term_id = Column(ID, ForeignKey("glossary_term.id"), primary_key=True)
    alias = Column(String(80), primary_key=True)
