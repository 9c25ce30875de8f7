"""What people thought of an answer, kept without saying who they are."""

from __future__ import annotations

import datetime
import re
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from bot.channels.gate import Refused
from bot.sharing.postgres import CONNECT, one_at_a_time

_metadata = sa.MetaData()
TABLE = sa.Table(
    "feedback",
    _metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    # A day, not a time: with a time it could be matched to a conversation.
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("channel", sa.String(16), nullable=False),
    sa.Column("topics", sa.Text, nullable=False),
    sa.Column("claims", sa.Text, nullable=False),
    sa.Column("content_version", sa.String(64), nullable=False),
    sa.Column("rating", sa.String(4), nullable=False),
    sa.Column("reason", sa.String(80), nullable=True),
)
RATINGS = ("up", "down")
_ID = re.compile(r"[a-z0-9._-]{1,100}(/[a-z0-9-]{1,80})?")
_REASON = re.compile(r"[a-z0-9-]{1,80}")
_VERSION = re.compile(r"[A-Za-z0-9._:-]{0,64}")
_ROW = re.compile(r"[0-9a-f]{32}")
_MOST = 24


def _ids(value: Any, name: str) -> str:
    items = value if value is not None else []
    if not isinstance(items, list) or len(items) > _MOST or not all(isinstance(item, str) and _ID.fullmatch(item) for item in items):
        raise Refused(f"{name} must be a list of at most {_MOST} ids")
    return " ".join(items)


def read_feedback(data: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the row for a rating.

    Raises:
        Refused: if anything in it has a wrong type or form. There is no place for free text.
    """
    rating, reason, version = data.get("rating"), data.get("reason"), data.get("content_version", "")
    if not isinstance(rating, str) or rating not in RATINGS:
        raise Refused("rating must be up or down")
    if reason is not None and (not isinstance(reason, str) or not _REASON.fullmatch(reason)):
        raise Refused("reason must be an id")
    if not isinstance(version, str) or not _VERSION.fullmatch(version):
        raise Refused("content_version must be a version")
    topics, claims = _ids(data.get("topics"), "topics"), _ids(data.get("claims"), "claims")
    return {"topics": topics, "claims": claims, "content_version": version, "rating": rating, "reason": reason}


class FeedbackBook:
    """Ratings in a table of their own; nothing in it leads to a conversation."""

    def __init__(self, url: str) -> None:
        """Opens the database at a SQLAlchemy URL and makes the table."""
        parsed = sa.engine.make_url(url)
        memory = parsed.get_backend_name() == "sqlite" and parsed.database in (None, "", ":memory:")
        if parsed.get_backend_name() == "sqlite" and not memory:
            Path(str(parsed.database)).parent.mkdir(parents=True, exist_ok=True)
        options: dict[str, Any] = (
            {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}} if memory else {"pool_pre_ping": True}
        )
        if parsed.get_backend_name() == "postgresql":
            options["connect_args"] = CONNECT
        self.engine = sa.create_engine(parsed, future=True, **options)
        with self.engine.begin() as connection:
            one_at_a_time(connection, TABLE.name)
            _metadata.create_all(connection)

    def write(self, row: Mapping[str, Any], row_id: Any = None, channel: str = "web") -> str:
        """Keeps a rating, or changes the one that was just given.

        Args:
            row: from `read_feedback`.
            row_id: what an earlier call returned, to add a reason or change one's mind.
            channel: where it was given.

        Returns:
            The row's id: random, known to whoever rated and to nobody else.
        """
        with self.engine.begin() as connection:
            if isinstance(row_id, str) and _ROW.fullmatch(row_id):
                changed = connection.execute(
                    sa.update(TABLE).where(TABLE.c.id == row_id).values(rating=row["rating"], reason=row["reason"])
                )
                if changed.rowcount:
                    return row_id
            new = uuid.uuid4().hex
            connection.execute(sa.insert(TABLE).values(id=new, day=datetime.date.today(), channel=channel, **row))
        return new
