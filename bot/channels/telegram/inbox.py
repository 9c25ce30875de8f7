"""Updates as accepted, on disk, until they are answered: a killed process loses none, a repeated one is known."""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import QueuePool

# Telegram repeats an update for a day at most.
REMEMBERED_DAYS = 3
_tables = sa.MetaData()
UPDATE = sa.Table(
    "telegram_update",
    _tables,
    sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("received", sa.Float, nullable=False, index=True),
    # Emptied when the update is done: then only its number is left.
    sa.Column("chat", sa.BigInteger),
    sa.Column("body", sa.Text),
    sa.Column("outbox", sa.Text),
    sa.Column("sent", sa.Integer, nullable=False, default=0),
    sa.Column("tries", sa.Integer, nullable=False, default=0),
    sa.Column("done", sa.Boolean, nullable=False, default=False),
)
COUNT = sa.Table(
    "telegram_count",
    _tables,
    sa.Column("kind", sa.String(64), primary_key=True),
    sa.Column("ending", sa.String(64), primary_key=True),
    sa.Column("number", sa.BigInteger, nullable=False),
)
BUTTON = sa.Table(
    "telegram_button",
    _tables,
    sa.Column("token", sa.String(40), primary_key=True),
    sa.Column("payload", sa.Text, nullable=False),
)
NOTE = sa.Table(
    "telegram_note",
    _tables,
    sa.Column("name", sa.String(128), primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)


@dataclass(frozen=True)
class Waiting:
    """An update that is not done.

    Attributes:
        outbox: what is to be sent, once it is known; `sent` messages of it already went out.
        tries: how often a process began to work on it before.
    """

    id: int
    chat: int
    body: dict[str, Any]
    outbox: list[dict[str, Any]] | None
    sent: int
    tries: int


class Inbox:
    """The channel's tables. Every method is one short transaction."""

    def __init__(self, url: str) -> None:
        """Opens the database at a SQLAlchemy URL and makes the tables."""
        parsed = sa.engine.make_url(url)
        if parsed.get_backend_name() == "sqlite":
            Path(str(parsed.database)).parent.mkdir(parents=True, exist_ok=True)
            self.engine = sa.create_engine(parsed, future=True, poolclass=QueuePool, connect_args={"check_same_thread": False})
            sa.event.listen(self.engine, "connect", _configure)
        else:
            self.engine = sa.create_engine(parsed, future=True, pool_pre_ping=True)
        _tables.create_all(self.engine)
        self._payloads: dict[str, str] = {}

    def add(self, update_id: int, chat: int, body: Mapping[str, Any]) -> bool:
        """Keeps an update; returns False if it was kept before."""
        row = {"id": update_id, "received": time.time(), "chat": chat, "body": json.dumps(body), "sent": 0, "tries": 0, "done": False}
        try:
            with self.engine.begin() as connection:
                connection.execute(sa.insert(UPDATE).values(row))
        except IntegrityError:
            self.count("duplicate", "dropped")
            return False
        return True

    def waiting(self) -> list[tuple[int, int]]:
        """Returns id and chat of the updates that are not done, in Telegram's order."""
        with self.engine.connect() as connection:
            query = sa.select(UPDATE.c.id, UPDATE.c.chat).where(UPDATE.c.done.is_(False)).order_by(UPDATE.c.id)
            return [(row.id, row.chat or 0) for row in connection.execute(query)]

    def begin(self, update_id: int, again: bool) -> Waiting | None:
        """Returns an update to work on, or None if it is done. `again` says that another process may have begun before."""
        with self.engine.begin() as connection:
            row = connection.execute(sa.select(UPDATE).where(UPDATE.c.id == update_id, UPDATE.c.done.is_(False))).first()
            if row is None:
                return None
            if again:
                connection.execute(sa.update(UPDATE).where(UPDATE.c.id == update_id).values(tries=UPDATE.c.tries + 1))
        return Waiting(row.id, row.chat or 0, json.loads(row.body), json.loads(row.outbox) if row.outbox else None, row.sent, row.tries)

    def answered(self, update_id: int, outbox: Sequence[Mapping[str, Any]]) -> None:
        """Keeps what is to be sent, so that it is not thought out twice."""
        self._change(update_id, outbox=json.dumps(list(outbox)))

    def sent(self, update_id: int, number: int) -> None:
        """Notes how many messages of the outbox went out."""
        self._change(update_id, sent=number)

    def done(self, update_id: int, kind: str, ending: str) -> None:
        """Ends an update: counts it and forgets what was in it."""
        with self.engine.begin() as connection:
            values = {"done": True, "chat": None, "body": None, "outbox": None}
            connection.execute(sa.update(UPDATE).where(UPDATE.c.id == update_id).values(values))
            _count(connection, kind, ending)

    def count(self, kind: str, ending: str) -> None:
        """Counts what has no row of its own."""
        with self.engine.begin() as connection:
            _count(connection, kind, ending)

    def counts(self) -> dict[tuple[str, str], int]:
        """Returns how often each kind of update came to each end."""
        with self.engine.connect() as connection:
            return {(row.kind, row.ending): row.number for row in connection.execute(sa.select(COUNT))}

    def purge(self) -> None:
        """Forgets the numbers of updates that Telegram no longer repeats."""
        before = time.time() - REMEMBERED_DAYS * 86400
        with self.engine.begin() as connection:
            connection.execute(sa.delete(UPDATE).where(UPDATE.c.done.is_(True), UPDATE.c.received < before))

    def remember(self, payload: str) -> str:
        """Keeps a button's payload and returns its token. Payloads say what can be asked, never who asked."""
        token = hashlib.sha256(payload.encode()).hexdigest()[:24]
        if token not in self._payloads:
            try:
                with self.engine.begin() as connection:
                    connection.execute(sa.insert(BUTTON).values(token=token, payload=payload))
            except IntegrityError:
                pass
            self._payloads[token] = payload
        return token

    def recall(self, token: str) -> str | None:
        """Returns the payload of a token, or None if there is no such token."""
        if token not in self._payloads:
            with self.engine.connect() as connection:
                found = connection.execute(sa.select(BUTTON.c.payload).where(BUTTON.c.token == token)).scalar()
            if found is None:
                return None
            self._payloads[token] = found
        return self._payloads[token]

    def note(self, name: str) -> str | None:
        """Returns what was noted under a name."""
        with self.engine.connect() as connection:
            return connection.execute(sa.select(NOTE.c.value).where(NOTE.c.name == name)).scalar()

    def set_note(self, name: str, value: str | None) -> None:
        """Notes something under a name; None drops it."""
        with self.engine.begin() as connection:
            connection.execute(sa.delete(NOTE).where(NOTE.c.name == name))
            if value is not None:
                connection.execute(sa.insert(NOTE).values(name=name, value=value))

    def key(self) -> bytes:
        """Returns the random key that turns people's numbers into codes; made once."""
        found = self.note("key")
        if found is None:
            try:
                with self.engine.begin() as connection:
                    connection.execute(sa.insert(NOTE).values(name="key", value=secrets.token_hex(32)))
            except IntegrityError:
                pass
            found = self.note("key")
        return bytes.fromhex(str(found))

    def _change(self, update_id: int, **values: Any) -> None:
        with self.engine.begin() as connection:
            connection.execute(sa.update(UPDATE).where(UPDATE.c.id == update_id).values(values))


def _count(connection: Any, kind: str, ending: str) -> None:
    here = sa.and_(COUNT.c.kind == kind[:64], COUNT.c.ending == ending[:64])
    if not connection.execute(sa.update(COUNT).where(here).values(number=COUNT.c.number + 1)).rowcount:
        connection.execute(sa.insert(COUNT).values(kind=kind[:64], ending=ending[:64], number=1))


def _configure(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout = 15000")
    cursor.execute("PRAGMA journal_mode = WAL")
    # What a process wrote survives its death; only a power cut could take the last moment.
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()
