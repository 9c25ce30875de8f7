"""Fills a store of conversations with as many events as years of use would, straight by SQL."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa

BATCH = 20_000
# A real turn's events, as they are stored; what they say does not matter, how long they are does.
_TEXT = "The article says low magnesium can cause cramps, but in older adults pills probably help little or not at all. " * 8
_EVENTS: tuple[dict[str, Any], ...] = (
    {"event": "action", "name": "action_session_start"},
    {"event": "session_started"},
    {"event": "action", "name": "action_listen"},
    {
        "event": "user",
        "text": "does magnesium help?",
        "parse_data": {"intent": {"name": "ask_supplement", "confidence": 0.9}, "entities": []},
    },
    {"event": "user_featurization", "use_text_for_featurization": False},
    {"event": "action", "name": "action_answer_question"},
    {"event": "bot", "text": _TEXT, "data": {}, "metadata": {"topics": ["supplement/magnesium"], "claims": ["x"], "cautions": ["y"]}},
    {"event": "slot", "name": "topics", "value": ["supplement/magnesium"]},
    {"event": "action", "name": "action_listen"},
    {"event": "user", "text": "thanks", "parse_data": {"intent": {"name": "thank", "confidence": 0.9}, "entities": []}},
)


def fill(engine: sa.engine.Engine, conversations: int, each: int, progress: Callable[[str], None] = lambda _line: None) -> int:
    """Adds conversations to the event table, mixed as people write: event by event over all conversations of a batch.

    Args:
        engine: of a store that a bot has opened before, so that tables and indexes are there.
        conversations: how many.
        each: events of one.
        progress: is told how far it is.

    Returns:
        The number of events added.
    """
    table = sa.Table("events", sa.MetaData(), autoload_with=engine)
    begun, added, told = time.time(), 0, time.monotonic()
    with engine.begin() as connection:
        for rows in _batches(conversations, each, begun):
            connection.execute(sa.insert(table), rows)
            added += len(rows)
            if time.monotonic() > told + 5:
                told = time.monotonic()
                progress(f"{added:,} of {conversations * each:,} events")
    with engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")
    return added


def _batches(conversations: int, each: int, now: float) -> Iterator[list[dict[str, Any]]]:
    size = max(1, BATCH // each)
    for first in range(0, conversations, size):
        senders = range(first, min(first + size, conversations))
        yield [_row(f"filled-{sender}", place, now - 86400 + place) for place in range(each) for sender in senders]


def _row(sender: str, place: int, timestamp: float) -> dict[str, Any]:
    event = _EVENTS[place % len(_EVENTS)]
    return {
        "sender_id": sender,
        "type_name": event["event"],
        "timestamp": timestamp,
        "intent_name": ((event.get("parse_data") or {}).get("intent") or {}).get("name"),
        "action_name": event.get("name"),
        "data": json.dumps({**event, "timestamp": timestamp}),
    }
