"""Parts are killed, or hang, in the middle of load. Whoever wrote is answered or told sorry, nobody waits long, and the books are right to the last event."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

import pytest

from tests.cluster import report
from tests.cluster.books import check, kept_context, sorry_count
from tests.cluster.cluster import Cluster
from tests.cluster.people import ANSWERED, SILENT, SORRY, Person, Try, crowd_until, new_client, send
from tests.services import Service

AT_ONCE = 12
# Seconds: load before the fault, for how long it lasts, and load after all is well again.
BEFORE, OUTAGE, AFTER = 2.0, 3.0, 3.0
STUCK = 15.0
EMERGENCY = "I have chest pain and cannot breathe"
ROWS: list[report.Row] = []


@dataclass(frozen=True)
class Outcome:
    """What a fault came to: the people, and an emergency and a question while it lasted."""

    people: list[Person]
    emergency: Try
    question: Try


async def _break(cluster: Cluster, kill: Callable[[], None], mend: Callable[[], Awaitable[None]]) -> Outcome:
    """Breaks something in the middle of load, mends it, and lets everybody finish."""
    done = asyncio.Event()
    load = asyncio.create_task(crowd_until(cluster.nginx.url, done, AT_ONCE))
    await asyncio.sleep(BEFORE)
    kill()
    async with new_client() as client:
        emergency = await send(client, cluster.nginx.url, "emergency", EMERGENCY)
        question = await send(client, cluster.nginx.url, "question", "does magnesium help with night cramps?")
    await asyncio.sleep(OUTAGE)
    await mend()
    await asyncio.to_thread(cluster.wait_until_ready)
    await asyncio.sleep(AFTER)
    done.set()
    return Outcome(await load, emergency, question)


def _again(cluster: Cluster, name: str) -> Callable[[], Awaitable[None]]:
    async def start() -> None:
        # In this very thread: a child of the launcher ends with the thread that started it.
        cluster.start(name)

    return start


def _back(service: Service) -> Callable[[], Awaitable[None]]:
    return lambda: asyncio.to_thread(service.start)


def _wakes(service: Service) -> Callable[[], Awaitable[None]]:
    return lambda: asyncio.to_thread(service.go_on)


def _assert_all_is_well(cluster: Cluster, fault: str, outcome: Outcome) -> None:
    people = outcome.people
    tries = [one for person in people for one in person.tries]
    books = check(people, cluster.events())
    row = report.Row(
        fault=fault,
        people=len(people),
        messages=len(tries),
        sorry=sorry_count(people),
        silent=sum(one.outcome == SILENT for one in tries),
        longest_wait=max(person.longest_wait() for person in people),
        stored=books.stored,
        lost=len(books.lost),
        doubled=len(books.doubled),
        emergency="answered" if outcome.emergency.topics[:1] == ("safety/emergency",) else outcome.emergency.outcome,
    )
    print(row.line())
    assert row.silent == 0, "somebody got neither an answer nor an apology"
    assert row.longest_wait < STUCK
    assert [person.sender for person in people if person.tries[-1].outcome != ANSWERED] == [], "not answered in the end"
    assert [person.sender for person in people if not kept_context(person)] == []
    assert (books.lost, books.doubled, books.disordered) == ((), (), ())
    assert row.emergency == "answered"
    assert "Falling back" not in cluster.logs()
    ROWS.append(row)


@pytest.fixture(scope="module", autouse=True)
def written() -> Iterator[None]:
    """Writes the table when all faults were gone through, if that is wanted."""
    yield
    if report.is_wanted() and len(ROWS) == 7:
        report.write(ROWS)


async def test_without_a_fault_nobody_is_told_sorry(cluster):
    outcome = await _break(cluster, lambda: None, lambda: asyncio.sleep(0))
    assert sorry_count(outcome.people) == 0
    _assert_all_is_well(cluster, "none", outcome)


async def test_a_rasa_process_is_killed(cluster):
    name = "rasa-0"
    outcome = await _break(cluster, lambda: cluster.kill(name), _again(cluster, name))
    _assert_all_is_well(cluster, "`kill -9` of a Rasa process", outcome)
    assert outcome.question.outcome == ANSWERED


async def test_an_action_server_is_killed(cluster):
    outcome = await _break(cluster, lambda: cluster.kill("actions-0"), _again(cluster, "actions-0"))
    _assert_all_is_well(cluster, "`kill -9` of an action server", outcome)
    assert outcome.question.outcome == ANSWERED


async def test_redis_is_killed(cluster):
    outcome = await _break(cluster, cluster.redis.kill, _back(cluster.redis))
    _assert_all_is_well(cluster, "`kill -9` of Redis", outcome)
    assert outcome.question.outcome == SORRY, "answered without a lock"


async def test_postgresql_is_killed(cluster):
    outcome = await _break(cluster, cluster.postgres.kill, _back(cluster.postgres))
    _assert_all_is_well(cluster, "`kill -9` of PostgreSQL", outcome)
    assert outcome.question.outcome == SORRY, "answered without the conversation"


async def test_redis_hangs(cluster):
    outcome = await _break(cluster, cluster.redis.pause, _wakes(cluster.redis))
    _assert_all_is_well(cluster, "Redis hangs (`kill -STOP`)", outcome)
    assert outcome.question.outcome == SORRY, "answered without a lock"


async def test_postgresql_hangs(cluster):
    outcome = await _break(cluster, cluster.postgres.pause, _wakes(cluster.postgres))
    _assert_all_is_well(cluster, "PostgreSQL hangs (`kill -STOP`)", outcome)
    assert outcome.question.outcome == SORRY, "answered without the conversation"
