"""Conversations: bounded work for each turn, and not one event lost or stored twice."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.events import (
    ActionExecuted,
    AllSlotsReset,
    BotUttered,
    ConversationPaused,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.server.tracker_store import NEWEST, BoundedTrackerStore, CannotRead, CannotSave, _row
from tests.services import Postgres


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'deep' / 'folder' / 'conversations.db'}"


@pytest.fixture
def store(url, domain):
    return BoundedTrackerStore(domain=domain, host=url)


@pytest.fixture
def postgres_store(postgres_url, domain):
    store = BoundedTrackerStore(domain=domain, host=postgres_url)
    with store.engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM events"))
    yield store
    store.engine.dispose()


@pytest.fixture(params=["store", "postgres_store"], ids=["sqlite", "postgresql"])
def any_store(request):
    return request.getfixturevalue(request.param)


def _start():
    return [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")]


def _turn(number):
    return [
        UserUttered(f"question {number}", {"name": "greet"}),
        ActionExecuted("utter_greet"),
        BotUttered("Hello."),
        ActionExecuted("action_listen"),
    ]


async def _say(store, domain, events, sender="a"):
    """One turn, as Rasa's processor does it."""
    tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
    tracker.update_with_events(events, domain)
    await store.save(tracker)
    return tracker


async def _stored(store, sender="a"):
    full = await store.retrieve_full_tracker(sender)
    return list(full.events) if full else []


def _texts(events):
    return [event.text for event in events if isinstance(event, UserUttered)]


async def test_an_unknown_conversation_is_none(store):
    assert await store.retrieve("a") is None
    assert await store.retrieve_full_tracker("a") is None


async def test_two_thousand_events_come_back_in_order_and_once(store, domain):
    await _say(store, domain, _start())
    for number in range(500):
        await _say(store, domain, _turn(number))
    events = await _stored(store)
    assert len(events) == 3 + 4 * 500
    assert _texts(events) == [f"question {number}" for number in range(500)]
    recent = await store.retrieve("a")
    assert len(recent.events) == NEWEST
    assert recent.latest_message.text == "question 499"


async def test_a_turn_costs_the_same_after_two_thousand_events(store, domain):
    async def cost():
        times = []
        for number in range(15):
            started = time.perf_counter()
            await _say(store, domain, _turn(number))
            times.append(time.perf_counter() - started)
        return sorted(times)[len(times) // 2]

    await _say(store, domain, [*_start(), *(event for number in range(40) for event in _turn(number))])
    early = await cost()
    for _ in range(20):
        await _say(store, domain, [event for number in range(100) for event in _turn(number)])
    assert await cost() < 3 * early + 0.01


async def test_slots_set_long_ago_keep_their_latest_value(store, domain):
    await _say(store, domain, [*_start(), SlotSet("mood", "bad"), SlotSet("mood", "good"), SlotSet("shown", ["a/b"])])
    await _say(store, domain, [event for number in range(100) for event in _turn(number)])
    tracker = await store.retrieve("a")
    assert (tracker.get_slot("mood"), tracker.get_slot("shown")) == ("good", ["a/b"])
    assert len(tracker.events) == NEWEST + 2
    await _say(store, domain, [SlotSet("mood", None)])
    await _say(store, domain, [event for number in range(100) for event in _turn(number)])
    assert (await store.retrieve("a")).get_slot("mood") is None
    assert len(await _stored(store)) == 3 + 3 + 400 + 1 + 400


@pytest.mark.parametrize("reset", [Restarted, AllSlotsReset, SessionStarted])
async def test_slots_of_before_a_fresh_start_are_gone(store, domain, reset):
    await _say(store, domain, [*_start(), SlotSet("mood", "bad"), reset()])
    await _say(store, domain, [event for number in range(100) for event in _turn(number)])
    assert (await store.retrieve("a")).get_slot("mood") is None


async def test_a_conversation_that_was_paused_long_ago_still_is(store, domain):
    await _say(store, domain, [*_start(), ConversationPaused()])
    await _say(store, domain, [event for number in range(100) for event in _turn(number)])
    assert (await store.retrieve("a")).is_paused()


async def test_a_new_session_starts_afresh_and_the_old_one_stays_stored(store, domain):
    await _say(store, domain, [*_start(), *_turn(1), SlotSet("mood", "bad")])
    await _say(store, domain, [*_start(), SlotSet("mood", "good"), *_turn(2)])
    tracker = await store.retrieve("a")
    assert _texts(tracker.events) == ["question 2"]
    assert tracker.get_slot("mood") == "good"
    await _say(store, domain, _turn(3))
    assert _texts(await _stored(store)) == ["question 1", "question 2", "question 3"]


async def test_the_session_is_the_same_as_rasas_own_store_sees(store, domain, url):
    await _say(store, domain, [*_start(), *_turn(1), *_start(), *_turn(2)])
    rasas = await SQLTrackerStore(domain=domain, host=url).retrieve("a")
    ours = await store.retrieve("a")
    assert [event.as_dict() for event in ours.events] == [event.as_dict() for event in rasas.events]


async def test_a_restart_in_the_dialogue_loses_nothing(store, domain):
    await _say(store, domain, [*_start(), *_turn(1)])
    await _say(store, domain, [Restarted(), ActionExecuted("action_listen")])
    await _say(store, domain, _turn(2))
    assert _texts(await _stored(store)) == ["question 1", "question 2"]
    assert (await store.retrieve("a")).latest_message.text == "question 2"


async def test_a_restart_of_the_server_loses_nothing(store, domain, url):
    await _say(store, domain, [*_start(), *(event for number in range(100) for event in _turn(number))])
    again = BoundedTrackerStore(domain=domain, host=url)
    await _say(again, domain, _turn(100))
    assert _texts(await _stored(again)) == [f"question {number}" for number in range(101)]


async def test_saving_twice_stores_once(store, domain):
    tracker = await _say(store, domain, [*_start(), *_turn(1)])
    await store.save(tracker)
    tracker.update_with_events(_turn(2), domain)
    await store.save(tracker)
    await store.save(tracker)
    assert _texts(await _stored(store)) == ["question 1", "question 2"]


async def test_a_whole_tracker_can_be_continued(store, domain):
    await _say(store, domain, [*_start(), *(event for number in range(100) for event in _turn(number)), *_start(), *_turn(100)])
    tracker = await store.retrieve_full_tracker("a")
    tracker.update_with_events(_turn(101), domain)
    await store.save(tracker)
    assert _texts(await _stored(store)) == [f"question {number}" for number in range(102)]


async def test_a_tracker_from_elsewhere_adds_what_is_not_stored(store, domain):
    events = [*_start(), *_turn(1)]
    await _say(store, domain, events)
    foreign = DialogueStateTracker.from_events("a", [*events[1:], *_turn(2)], domain.slots)
    await store.save(foreign)
    assert _texts(await _stored(store)) == ["question 1", "question 2"]


@pytest.mark.parametrize("known", [True, False], ids=["known conversation", "new conversation"])
async def test_of_two_turns_at_the_same_moment_only_one_is_saved(any_store, domain, known):
    if known:
        await _say(any_store, domain, [*_start(), *_turn(1)])
    first, second = [await any_store.get_or_create_tracker("a", append_action_listen=False) for _ in range(2)]
    first.update_with_events(_turn(2), domain)
    second.update_with_events(_turn(3), domain)
    await any_store.save(first)
    with pytest.raises(CannotSave, match="meantime"):
        await any_store.save(second)
    assert _texts(await _stored(any_store)) == [*(["question 1"] if known else []), "question 2"]


async def test_many_turns_at_the_same_moment_are_saved_once_or_not_at_all(postgres_store, domain):
    await _say(postgres_store, domain, [*_start(), *_turn(0)])

    async def turn(number):
        tracker = await postgres_store.retrieve("a")
        tracker.update_with_events(_turn(number), domain)
        try:
            await postgres_store.save(tracker)
        except CannotSave:
            return None
        return f"question {number}"

    saved = [text for text in await asyncio.gather(*(turn(number) for number in range(1, 21))) if text]
    assert saved
    assert sorted(_texts(await _stored(postgres_store))) == sorted(["question 0", *saved])


async def test_a_failed_save_stores_nothing_and_can_be_repeated(store, domain, monkeypatch):
    tracker = await _say(store, domain, _start())
    tracker.update_with_events(_turn(1), domain)
    # The table refuses the last row of the turn only.
    monkeypatch.setattr("bot.server.tracker_store._row", lambda sender, event: _row(None if event is tracker.events[-1] else sender, event))
    with pytest.raises(CannotSave):
        await store.save(tracker)
    monkeypatch.undo()
    await store.save(tracker)
    assert _texts(await _stored(store)) == ["question 1"]


async def test_a_database_that_fails_is_an_error_and_never_an_empty_conversation(store, domain):
    await _say(store, domain, [*_start(), *_turn(1)])
    with store.engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE events RENAME TO gone"))
    for read in (store.retrieve, store.retrieve_full_tracker):
        with pytest.raises(CannotRead):
            await read("a")


async def test_postgresql_that_was_killed_is_used_again_when_it_is_back(domain):
    server = Postgres()
    try:
        server.start()
        store = BoundedTrackerStore(domain=domain, host=server.url)
        tracker = await _say(store, domain, [*_start(), *_turn(1)])
        server.kill()
        with pytest.raises(CannotRead):
            await store.retrieve("a")
        tracker.update_with_events(_turn(2), domain)
        with pytest.raises(CannotSave):
            await store.save(tracker)
        server.start()
        assert _texts((await store.retrieve("a")).events) == ["question 1"]
        await _say(store, domain, _turn(3))
        assert _texts(await _stored(store)) == ["question 1", "question 3"]
    finally:
        server.stop()


def test_several_processes_may_open_an_empty_database_at_once(postgres_url, domain):
    engine = sa.create_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE IF EXISTS events"))
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(lambda _number: BoundedTrackerStore(domain=domain, host=postgres_url), range(4)))
    for opened in [*stores, SimpleNamespace(engine=engine)]:
        opened.engine.dispose()


async def test_conversations_do_not_mix(store, domain):
    await _say(store, domain, [*_start(), *_turn(1)], "a")
    await _say(store, domain, [*_start(), *_turn(2)], "b")
    assert _texts(await _stored(store, "b")) == ["question 2"]
    assert sorted(await store.keys()) == ["a", "b"]


async def test_an_event_broker_gets_each_event_once(url, domain):
    class Broker:
        def __init__(self):
            self.published = []

        def publish(self, event):
            self.published.append(event)

    broker = Broker()
    store = BoundedTrackerStore(domain=domain, host=url, event_broker=broker)
    await _say(store, domain, _start())
    await _say(store, domain, _turn(1))
    assert [event["event"] for event in broker.published] == ["action", "session_started", "action", "user", "action", "bot", "action"]
    assert {event["sender_id"] for event in broker.published} == {"a"}


def test_rasa_makes_the_store_from_endpoints_yml(domain, change_settings, url):
    change_settings("bot.server.tracker_store", tracker_url=url)
    made = TrackerStore.create(EndpointConfig(type="bot.server.tracker_store.BoundedTrackerStore"), domain)
    assert isinstance(made, BoundedTrackerStore)
    assert str(made.engine.url) == url


def test_sqlite_lets_readers_read_while_one_writes(store):
    with store.engine.connect() as connection:
        assert connection.execute(sa.text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(sa.text("PRAGMA busy_timeout")).scalar() >= 5000


def test_a_database_that_cannot_be_opened_is_an_error_at_once(domain, tmp_path):
    (tmp_path / "folder.db").mkdir()
    with pytest.raises(sa.exc.OperationalError):
        BoundedTrackerStore(domain=domain, host=f"sqlite:///{tmp_path / 'folder.db'}")


def test_opening_it_again_is_no_trouble(url, domain):
    BoundedTrackerStore(domain=domain, host=url)
    BoundedTrackerStore(domain=domain, host=url)
