"""Puts checked content into the database: all of it, or nothing."""

from __future__ import annotations

import json
from datetime import datetime, timezone

from sqlalchemy import delete, insert, select, text
from sqlalchemy.engine import Connection, Engine

from bot.knowledge.content import Content
from bot.knowledge.models import (
    Base,
    CautionRow,
    ClaimRow,
    CorrectionRow,
    DocumentRow,
    Edition,
    GlossaryAliasRow,
    GlossaryTermRow,
    SourceRow,
    TopicRow,
    caution_source,
    claim_caution,
    claim_correction,
    claim_source,
    claim_term,
    correction_source,
    metadata,
    topic_related,
)


def load(engine: Engine, content: Content) -> bool:
    """Loads content in one transaction; readers see the old edition until it is done, and keep it if it fails.

    Args:
        engine: a migrated database.
        content: as `read_content` returns it.

    Returns:
        Whether anything was written: False when this very content is loaded already.
    """
    with engine.begin() as connection:
        _wait_for_other_writers(connection)
        if connection.execute(select(Edition.digest)).scalar() == content.digest:
            return False
        for table in reversed(metadata.sorted_tables):
            connection.execute(delete(table))
        _write(connection, content)
    return True


def _wait_for_other_writers(connection: Connection) -> None:
    """Lets one writer in at a time, so that two servers may start together; readers go on reading."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE edition IN SHARE ROW EXCLUSIVE MODE"))
    else:  # SQLite takes its lock at the first statement that may write, though this one finds nothing
        connection.execute(delete(Edition).where(Edition.version == ""))


def _write(connection: Connection, content: Content) -> None:
    def add(target: type[Base] | object, rows: list[dict]) -> None:
        if rows:
            connection.execute(insert(target), rows)

    def links(owner: str, owner_id: str, name: str, ids: list[str]) -> list[dict]:
        return [{f"{owner}_id": owner_id, f"{name}_id": target, "position": place} for place, target in enumerate(dict.fromkeys(ids))]

    def all_links(owner: str, items: list, name: str, field: str, skip: int = 0) -> list[dict]:
        return [row for item in items for row in links(owner, item.id, name, getattr(item, field)[skip:])]

    claims = [*content.claims.values(), *(term.as_claim() for term in content.terms.values())]
    cautions, corrections = list(content.cautions.values()), list(content.corrections.values())
    add(SourceRow, [source.dict(exclude={"seen"}) for source in content.sources.values()])
    add(CautionRow, [caution.dict(include={"id", "kind", "text"}) for caution in cautions])
    fields = {"id", "verdict", "article_says", "known_today", "certainty"}
    add(CorrectionRow, [{"position": place, **item.dict(include=fields)} for place, item in enumerate(corrections)])
    fields = {"id", "title", "question", "column", "belongs_to"}
    add(TopicRow, [{"position": place, **topic.dict(include=fields)} for place, topic in enumerate(content.topics.values())])
    add(topic_related, [row for topic in content.topics.values() for row in _related(topic.id, topic.related)])
    add(GlossaryTermRow, [{"id": term.id, "name": term.name, "topic_id": f"{term.GROUP}/{term.id}"} for term in content.terms.values()])
    aliases = [{"term_id": term.id, "alias": alias} for term in content.terms.values() for alias in dict.fromkeys(term.aliases)]
    add(GlossaryAliasRow, aliases)
    shared = {"id", "short", "detail", "certainty", "article_rating", "reviewed_on", "review_due", "review_status"}
    add(
        ClaimRow,
        [
            {
                **claim.dict(include=shared),
                "topic_id": claim.topic,
                "position": place,
                "source_id": claim.sources[0],
                "caution_id": claim.cautions[0],
            }
            for place, claim in enumerate(claims)
        ],
    )
    add(caution_source, all_links("caution", cautions, "source", "sources"))
    add(correction_source, all_links("correction", corrections, "source", "sources"))
    # The leading source and caution are columns of the claim itself.
    add(claim_source, all_links("claim", claims, "source", "sources", skip=1))
    add(claim_caution, all_links("claim", claims, "caution", "cautions", skip=1))
    add(claim_correction, all_links("claim", claims, "correction", "corrections"))
    add(claim_term, [row for claim in claims for row in _terms(claim.id, claim.terms)])
    add(DocumentRow, [{"name": name, "body": json.dumps(body, ensure_ascii=False)} for name, body in content.documents.items()])
    add(Edition, [{"version": content.version, "digest": content.digest, "loaded_at": datetime.now(timezone.utc)}])


def _related(topic_id: str, related: list[str]) -> list[dict]:
    return [{"topic_id": topic_id, "related_id": other, "position": place} for place, other in enumerate(dict.fromkeys(related))]


def _terms(claim_id: str, terms: list[str]) -> list[dict]:
    return [{"claim_id": claim_id, "glossary_term_id": term, "position": place} for place, term in enumerate(dict.fromkeys(terms))]
