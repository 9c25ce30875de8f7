"""Conversations in SQL, read and written so that a turn costs the same in a short conversation as in a long one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore, create_engine_kwargs
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActiveLoop,
    AllSlotsReset,
    ConversationPaused,
    ConversationResumed,
    Restarted,
    SessionStarted,
    SlotSet,
)
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import QueuePool, StaticPool

from bot.server.patches import install_all
from bot.settings import load_settings

# This class is named in endpoints.yml, so plain `rasa run` meets it before it loads a model: early enough for every patch.
install_all()

# More than any policy or rewriter of ours looks back; each costs time at every message (docs/performance.md).
NEWEST = 60
_BUSY_TIMEOUT_MS = 15000
_STORED = "_events_in_store"
# Events before which nothing matters for the state of a conversation, respectively for its slots.
_FRESH_STARTS = (SessionStarted.type_name, Restarted.type_name)
_SWITCHES = (ActiveLoop.type_name, ConversationPaused.type_name, ConversationResumed.type_name)


def _open(url: str) -> sa.engine.Engine:
    parsed = sa.engine.make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return sa.create_engine(parsed, pool_pre_ping=True, **create_engine_kwargs(parsed))
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


@dataclass(frozen=True)
class _Queries:
    """What is asked of the events of one conversation. Built once: building a query takes longer than the database takes to answer it.

    Attributes:
        newest: the newest events, the last one first.
        turning_points: by type, the last event before which nothing matters for the state or for the slots.
        earlier: the latest value of each slot and switch between those and the newest events.
    """

    newest: Any
    turning_points: Any
    earlier: Any

    @classmethod
    def of(cls, event: Any, newest: int) -> _Queries:
        mine, first = event.sender_id == sa.bindparam("sender"), sa.bindparam("first")
        slots = (
            sa.select(sa.func.max(event.id))
            .where(mine, event.type_name == SlotSet.type_name, event.id > sa.bindparam("slots_from"), event.id < first)
            .group_by(event.action_name)
        )
        switches = (
            sa.select(sa.func.max(event.id))
            .where(mine, event.type_name.in_(_SWITCHES), event.id > sa.bindparam("fresh"), event.id < first)
            .group_by(event.type_name)
        )
        turning = (*_FRESH_STARTS, AllSlotsReset.type_name)
        return cls(
            sa.select(event.id, event.type_name, event.data).where(mine).order_by(event.id.desc()).limit(newest),
            sa.select(event.type_name, sa.func.max(event.id)).where(mine, event.type_name.in_(turning)).group_by(event.type_name),
            sa.select(event.data).where(sa.or_(event.id.in_(slots), event.id.in_(switches))).order_by(event.id),
        )


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
        self.Base.metadata.create_all(self.engine)
        self._add_index()
        self.sessionmaker = sessionmaker(bind=self.engine)
        self._newest = newest
        self._queries = _Queries.of(self.SQLEvent, newest)
        # Past the SQL class's constructor on purpose: it sleeps and retries without end while the database is down.
        TrackerStore.__init__(self, domain, event_broker)

    def _add_index(self) -> None:
        """Adds the index by which slots and session starts are found without reading the whole conversation."""
        event = self.SQLEvent
        index = sa.Index("ix_events_sender_type_action", event.sender_id, event.type_name, event.action_name, event.id)
        # The index belongs to our table, not to the class that other stores share.
        event.__table__.indexes.discard(index)
        index.create(self.engine, checkfirst=True)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Returns the newest part of the latest session, or None if the conversation is unknown."""
        with self.session_scope() as session:
            rows = self._newest_rows(session, sender_id)
        return self._tracker(sender_id, rows)

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """Returns the conversation with every event of every session, or None if it is unknown."""
        event = self.SQLEvent
        with self.session_scope() as session:
            rows = session.execute(sa.select(event.data).where(event.sender_id == conversation_id).order_by(event.id)).scalars().all()
        return self._tracker(conversation_id, rows)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Adds the tracker's new events, all of them or, if the database fails, none."""
        if not tracker.events:  # a conversation that begins: Rasa saves it before anything is in it
            setattr(tracker, _STORED, 0)
            return
        with self.session_scope() as session:
            stored = getattr(tracker, _STORED, None)
            if stored is None:
                stored = self._count_session(session, tracker.sender_id)
            events = list(tracker.events)[stored:]
            if events:
                session.execute(sa.insert(self.SQLEvent.__table__), [_row(tracker.sender_id, event) for event in events])
                session.commit()
        setattr(tracker, _STORED, len(tracker.events))
        if self.event_broker is not None:
            await self._stream_new_events(self.event_broker, events, tracker.sender_id)

    def _newest_rows(self, session: Session, sender_id: str) -> list[str]:
        newest = session.execute(self._queries.newest, {"sender": sender_id}).all()[::-1]
        places = [place for place, row in enumerate(newest) if row.type_name == SessionStarted.type_name]
        if places or len(newest) < self._newest:
            # The whole session is here: one query, in all but long conversations.
            return [row.data for row in newest[places[-1] if places else 0 :]]
        turning_points = dict(session.execute(self._queries.turning_points, {"sender": sender_id}).all())
        fresh = max((turning_points.get(name, 0) for name in _FRESH_STARTS), default=0)
        reset = turning_points.get(AllSlotsReset.type_name, 0)
        bounds = {"sender": sender_id, "first": newest[0].id, "fresh": fresh, "slots_from": max(fresh, reset)}
        earlier = session.execute(self._queries.earlier, bounds).scalars().all()
        return [*earlier, *(row.data for row in newest)]

    def _last(self, session: Session, sender_id: str, types: Sequence[str]) -> int | None:
        """Returns the id of the conversation's last event of these types."""
        event = self.SQLEvent
        query = sa.select(sa.func.max(event.id)).where(event.sender_id == sender_id, event.type_name.in_(types))
        return session.execute(query).scalar()

    def _count_session(self, session: Session, sender_id: str) -> int:
        """Returns how many events of the latest session are stored, for a tracker that did not come from this store."""
        event = self.SQLEvent
        start = self._last(session, sender_id, (SessionStarted.type_name,)) or 0
        query = sa.select(sa.func.count()).select_from(event).where(event.sender_id == sender_id, event.id >= start)
        return session.execute(query).scalar() or 0

    def _tracker(self, sender_id: str, rows: Sequence[str]) -> DialogueStateTracker | None:
        if not rows:
            return None
        tracker = DialogueStateTracker.from_dict(sender_id, [json.loads(row) for row in rows], self.domain.slots)
        setattr(tracker, _STORED, len(tracker.events))
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
