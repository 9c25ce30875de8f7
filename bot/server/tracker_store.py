"""Conversations in SQL, read and written so that a turn costs the same in a short conversation as in a long one.

A failure is an error here, never an empty conversation. Two turns that end at the same moment, because a lock was lost, cannot both be
saved: the second would be the answer to a conversation that is no longer so.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore, create_engine_kwargs
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    AllSlotsReset,
    ConversationPaused,
    ConversationResumed,
    Restarted,
    SessionStarted,
    SlotSet,
)
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import QueuePool, StaticPool

from bot.server.patches import install_all
from bot.server.ready_sql import ReadyStatement, given
from bot.settings import load_settings
from bot.sharing.postgres import CONNECT_SHORT, one_at_a_time

# This class is named in endpoints.yml, so plain `rasa run` meets it before it loads a model: early enough for every patch.
install_all()

# More than any policy or rewriter of ours looks back; each costs time at every message (docs/performance.md).
NEWEST = 60
_BUSY_TIMEOUT_MS = 15000
_STORED = "_events_in_store"
_LAST = "_last_row_in_store"
# Seconds for one step with a database on the network. A turn that reads has not begun: it gives up sooner, so that an emergency, which
# is answered without the database then, and everybody who waits for a place behind it are not kept.
_PATIENCE = 5.0
_READ_PATIENCE = 2.0
# More than turns at once would only wait for them.
_THREADS = 16
Result = TypeVar("Result")
# Events before which nothing matters for the state of a conversation, respectively for its slots.
_FRESH_STARTS = (SessionStarted.type_name, Restarted.type_name)
_SWITCHES = (ActiveLoop.type_name, ConversationPaused.type_name, ConversationResumed.type_name)


class ConversationsUnavailable(RuntimeError):
    """The database of the conversations cannot be used now."""


class CannotRead(ConversationsUnavailable):
    """A conversation cannot be read, so it must not be gone on with."""


class CannotSave(ConversationsUnavailable):
    """A turn cannot be saved: the database failed, or somebody else saved one in the meantime."""


def _open(url: str) -> sa.engine.Engine:
    parsed = sa.engine.make_url(url)
    if parsed.get_backend_name() != "sqlite":
        limits = CONNECT_SHORT if parsed.get_backend_name() == "postgresql" else {}
        return sa.create_engine(parsed, pool_pre_ping=True, connect_args=limits, **create_engine_kwargs(parsed))
    if not parsed.database or parsed.database == ":memory:":
        return sa.create_engine(parsed, poolclass=StaticPool, connect_args={"check_same_thread": False})
    Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    # The connection stays open: closing the last one makes SQLite copy its log into the file, 3 ms on every turn.
    engine = sa.create_engine(parsed, poolclass=QueuePool, pool_size=2, connect_args={"check_same_thread": False})

    @sa.event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT_MS}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.close()

    return engine


class _Statements:
    """What is asked of the events of one conversation, put into words once.

    Attributes:
        newest: the newest events, the last one first.
        last: the id of the last event.
        turning_points: by type, the last event before which nothing matters for the state or for the slots.
        earlier: the latest value of each slot and switch between those and the newest events.
        add: a new event.
    """

    def __init__(self, event: Any, newest: int, dialect: Any) -> None:
        mine, first = event.sender_id == given("sender"), given("first")
        slots = (
            sa.select(sa.func.max(event.id))
            .where(mine, event.type_name == SlotSet.type_name, event.id > given("slots_from"), event.id < first)
            .group_by(event.action_name)
        )
        switches = (
            sa.select(sa.func.max(event.id))
            .where(mine, event.type_name.in_(_SWITCHES), event.id > given("fresh"), event.id < first)
            .group_by(event.type_name)
        )
        turning = (*_FRESH_STARTS, AllSlotsReset.type_name)
        by_age = sa.select(event.id, event.type_name, event.data).where(mine).order_by(event.id.desc())
        last_ids = sa.select(event.type_name, sa.func.max(event.id)).where(mine, event.type_name.in_(turning)).group_by(event.type_name)
        kept = sa.select(event.data).where(sa.or_(event.id.in_(slots), event.id.in_(switches))).order_by(event.id)
        self.newest = ReadyStatement(by_age.limit(newest), dialect)
        self.last = ReadyStatement(sa.select(event.id).where(mine).order_by(event.id.desc()).limit(1), dialect)
        self.turning_points = ReadyStatement(last_ids, dialect)
        self.earlier = ReadyStatement(kept, dialect)
        columns = {column.name: given(column.name) for column in event.__table__.columns if not column.primary_key}
        self.add = ReadyStatement(sa.insert(event.__table__).values(columns), dialect)


class BoundedTrackerStore(SQLTrackerStore):
    """Rasa's SQL tracker store, same table, with bounded work for each turn.

    A conversation comes back as its newest events and, before them, the latest value of every slot set earlier in the session. The tracker
    remembers how many of its events are stored, so that saving adds the rest without counting rows: nothing is lost or stored twice.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        host: str | None = None,
        event_broker: EventBroker | None = None,
        newest: int = NEWEST,
        **_more: Any,
    ) -> None:
        """Opens the database and makes its tables. A database that cannot be opened is an error; Rasa's own class waits for ever.

        Args:
            domain: the bot's.
            host: SQLAlchemy URL (`url` in endpoints.yml); TRACKER_URL of the settings if not given.
            event_broker: gets every new event.
            newest: how many events of a conversation are read back.
        """
        self.engine = _open(host or load_settings().tracker_url)
        with self.engine.begin() as connection:
            one_at_a_time(connection, self.SQLEvent.__tablename__)
            self.Base.metadata.create_all(connection)
            self._add_indexes(connection)
        is_remote = self.engine.dialect.name != "sqlite"
        self._threads = ThreadPoolExecutor(_THREADS, "conversations") if is_remote else None
        self.sessionmaker = sessionmaker(bind=self.engine)
        self._newest = newest
        self._statements = _Statements(self.SQLEvent, newest, self.engine.dialect)
        # Past the SQL class's constructor on purpose: it sleeps and retries without end while the database is down.
        TrackerStore.__init__(self, domain, event_broker)

    def _add_indexes(self, connection: Any) -> None:
        """Adds the indexes by which slots, session starts and the newest events are found without reading the whole conversation."""
        event = self.SQLEvent
        indexes = [sa.Index("ix_events_sender_type_action", event.sender_id, event.type_name, event.action_name, event.id)]
        if self.engine.dialect.name != "sqlite":  # whose index of senders is this one already
            indexes.append(sa.Index("ix_events_sender_newest", event.sender_id, event.id))
        for index in indexes:
            # The index belongs to our table, not to the class that other stores share.
            event.__table__.indexes.discard(index)
            index.create(connection, checkfirst=True)

    async def run(self, step: Callable[[Session], Result]) -> Result:
        """Runs a step in a session: a database on the network beside the event loop, so that others are answered while it works."""

        def work() -> Result:
            with self.session_scope() as session:
                return step(session)

        return await self._work(work)

    async def _work(self, work: Callable[[], Result], patience: float = _PATIENCE) -> Result:
        if self._threads is None:
            return work()
        return await asyncio.wait_for(asyncio.get_running_loop().run_in_executor(self._threads, work), patience)

    async def _read(self, step: Callable[[Connection], Result]) -> Result:
        def work() -> Result:
            with self.engine.connect() as connection:
                return step(connection)

        try:
            return await self._work(work, _READ_PATIENCE)
        except (SQLAlchemyError, asyncio.TimeoutError) as error:
            # Without its message: that holds the statement and its values.
            raise CannotRead(type(error).__name__) from error

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Returns the newest part of the latest session, or None if the conversation is unknown.

        Raises:
            CannotRead: if the database fails.
        """
        rows, last = await self._read(lambda connection: self._newest_rows(connection, sender_id))
        return self._tracker(sender_id, rows, last)

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """Returns the conversation with every event of every session, or None if it is unknown.

        Raises:
            CannotRead: if the database fails.
        """
        event = self.SQLEvent
        query = sa.select(event.id, event.data).where(event.sender_id == conversation_id).order_by(event.id)
        rows = await self._read(lambda connection: connection.execute(query).all())
        return self._tracker(conversation_id, [row.data for row in rows], rows[-1].id if rows else 0)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Adds the tracker's new events, all of them or none.

        Raises:
            CannotSave: if the database fails, or the conversation went on since the tracker was read.
        """
        if not tracker.events:  # a conversation that begins: Rasa saves it before anything is in it
            setattr(tracker, _STORED, 0)
            setattr(tracker, _LAST, 0)
            return
        try:
            events, last = await self._work(lambda: self._add(tracker))
        except (SQLAlchemyError, asyncio.TimeoutError) as error:
            raise CannotSave(type(error).__name__) from error
        setattr(tracker, _STORED, len(tracker.events))
        setattr(tracker, _LAST, last)
        if self.event_broker is not None:
            await self._stream_new_events(self.event_broker, events, tracker.sender_id)

    async def create_tracker(self, sender_id: str, append_action_listen: bool = True) -> DialogueStateTracker:
        """Returns the tracker of a conversation that is not stored yet."""
        tracker = self.init_tracker(sender_id)
        setattr(tracker, _STORED, 0)
        setattr(tracker, _LAST, 0)
        if append_action_listen:
            tracker.update(ActionExecuted(ACTION_LISTEN_NAME))
            await self.save(tracker)
        return tracker

    def _add(self, tracker: DialogueStateTracker) -> tuple[list[Any], int]:
        """Adds the new events in one transaction; returns them and the conversation's last row."""
        sender = tracker.sender_id
        stored, expected = getattr(tracker, _STORED, None), getattr(tracker, _LAST, None)
        events = list(tracker.events)[stored or 0 :]
        if not events:
            return [], expected or 0
        with self.engine.begin() as connection:
            if self._threads is None:
                connection.exec_driver_sql("BEGIN IMMEDIATE")  # so that what is compared below stays so
            one_at_a_time(connection, sender)
            if stored is None:
                events = events[self._count_session(connection, sender) :]
            if expected is not None and self._last_row(connection, sender) != expected:
                raise CannotSave("the conversation went on in the meantime")
            if events:
                self._insert(connection, [_row(sender, event) for event in events])
            return events, self._last_row(connection, sender)

    def _insert(self, connection: Connection, rows: list[dict[str, Any]]) -> None:
        if self._threads is None:
            self._statements.add.run_for_all(connection, rows)
        else:  # SQLAlchemy sends all rows at once, the driver would go to the database for each
            connection.execute(sa.insert(self.SQLEvent.__table__), rows)

    def _last_row(self, connection: Connection, sender_id: str) -> int:
        """Returns the id of the conversation's last event, 0 if it has none."""
        return self._statements.last.run(connection, {"sender": sender_id}).scalar() or 0

    def _newest_rows(self, connection: Connection, sender_id: str) -> tuple[list[str], int]:
        """Returns the newest events as they are stored, oldest first, and the id of the last."""
        newest = self._statements.newest.run(connection, {"sender": sender_id}).all()[::-1]
        places = [place for place, (_, type_name, _) in enumerate(newest) if type_name == SessionStarted.type_name]
        if places or len(newest) < self._newest:
            # The whole session is here: one query, in all but long conversations.
            return [data for _, _, data in newest[places[-1] if places else 0 :]], newest[-1][0] if newest else 0
        turning_points: dict[str, int] = dict(self._statements.turning_points.run(connection, {"sender": sender_id}).all())
        fresh = max((turning_points.get(name, 0) for name in _FRESH_STARTS), default=0)
        reset = turning_points.get(AllSlotsReset.type_name, 0)
        bounds = {"sender": sender_id, "first": newest[0][0], "fresh": fresh, "slots_from": max(fresh, reset)}
        earlier = self._statements.earlier.run(connection, bounds).scalars().all()
        return [*earlier, *(data for _, _, data in newest)], newest[-1][0]

    def _count_session(self, connection: Connection, sender_id: str) -> int:
        """Returns how many events of the latest session are stored, for a tracker that did not come from this store."""
        event = self.SQLEvent
        mine = event.sender_id == sender_id
        started = sa.select(sa.func.max(event.id)).where(mine, event.type_name == SessionStarted.type_name)
        start = connection.execute(started).scalar() or 0
        return connection.execute(sa.select(sa.func.count(event.id)).where(mine, event.id >= start)).scalar() or 0

    def _tracker(self, sender_id: str, rows: Sequence[str], last: int) -> DialogueStateTracker | None:
        if not rows:
            return None
        tracker = DialogueStateTracker.from_dict(sender_id, [json.loads(row) for row in rows], self.domain.slots)
        setattr(tracker, _STORED, len(tracker.events))
        setattr(tracker, _LAST, last)
        return tracker


def _row(sender_id: str, event: Any) -> dict[str, Any]:
    data = event.as_dict()
    return {
        "sender_id": sender_id,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": ((data.get("parse_data") or {}).get("intent") or {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }
