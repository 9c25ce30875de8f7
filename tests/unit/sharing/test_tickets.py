"""Turns of one conversation: one after the other, in order, and never stuck behind a process that died."""

from __future__ import annotations

import asyncio
import time

import pytest

from bot.sharing.redis_client import open_redis
from bot.sharing.tickets import LIFETIME, LONGEST, PATIENCE, NoTurn, Ticket, Tickets


@pytest.fixture
def process(redis):
    """Makes the tickets of one more process, each with connections of its own."""

    def make(**times):
        return Tickets(open_redis(redis.url), **times)

    return make


async def _begin(tickets, ticket):
    """Draws a ticket as a process that dies right after does."""
    await tickets._run(tickets._enter, ticket)


def test_nobody_waits_fifteen_seconds_for_a_process_that_died_or_hangs():
    assert LONGEST + LIFETIME < 15
    assert PATIENCE < 15


async def test_turns_of_two_processes_never_overlap_and_keep_their_order(process, redis):
    processes = [process(), process()]
    inside, begun = 0, []

    async def turn(number):
        nonlocal inside
        async with processes[number % 2].turn("a"):
            inside += 1
            assert inside == 1
            begun.append(number)
            await asyncio.sleep(0.005)
            inside -= 1

    tasks = []
    client = open_redis(redis.url)
    async with processes[0].turn("a"):
        for number in range(20):
            tasks.append(asyncio.create_task(turn(number)))
            while await client.llen(Ticket("a", "").keys[0]) < number + 2:
                await asyncio.sleep(0.001)
    await asyncio.gather(*tasks)
    assert begun == list(range(20))


async def test_conversations_do_not_wait_for_each_other(process):
    tickets = process()
    async with tickets.turn("a"), tickets.turn("b"):
        pass


async def test_the_turn_of_a_dead_process_ends_by_itself(process):
    tickets = process(lifetime=0.4)
    await _begin(tickets, Ticket("a", "dead"))
    await _begin(tickets, Ticket("a", "dead too"))
    begun = time.monotonic()
    async with tickets.turn("a"):
        waited = time.monotonic() - begun
    assert 0.3 < waited < 3


async def test_a_running_turn_keeps_its_lock_beyond_the_lifetime(process):
    one, other = process(lifetime=0.4), process(lifetime=0.4)
    ended = asyncio.Event()

    async def long_turn():
        async with one.turn("a"):
            await asyncio.sleep(1.2)
            ended.set()

    task = asyncio.create_task(long_turn())
    await asyncio.sleep(0.1)
    async with other.turn("a"):
        assert ended.is_set()
    await task


async def test_turns_that_end_while_their_ticket_is_renewed_end_at_once(process):
    """A renewal that was cancelled once went on to its end, ten seconds later."""
    tickets = process(lifetime=0.8, longest=60)  # renewed every 0.2 s, as these turns end

    async def turn(number):
        async with tickets.turn(f"a{number}"):
            await asyncio.sleep(0.15 + number / 1000)

    await asyncio.wait_for(asyncio.gather(*(turn(number) for number in range(100))), 20)


async def test_a_hanging_turn_loses_its_lock_in_the_end(process):
    one, other = process(lifetime=0.3, longest=0.4), process(lifetime=0.3)
    hanging = asyncio.Event()

    async def hang():
        async with one.turn("a"):
            await hanging.wait()

    task = asyncio.create_task(hang())
    await asyncio.sleep(0.1)
    async with other.turn("a"):
        assert not task.done()
    hanging.set()
    await task


async def test_who_waits_too_long_gives_up_and_leaves_the_queue(process):
    tickets, hasty = process(), process(patience=0.2)
    async with tickets.turn("a"):
        with pytest.raises(NoTurn, match="does not end"):
            async with hasty.turn("a"):
                pytest.fail("two turns at once")
    async with hasty.turn("a"):
        pass


async def test_a_turn_that_is_called_off_keeps_nobody_waiting(process):
    tickets = process()
    async with tickets.turn("a"):
        waiting = asyncio.create_task(tickets.turn("a").__aenter__())
        await asyncio.sleep(0.05)
        waiting.cancel()
    async with process(patience=1).turn("a"):
        pass


async def test_nothing_is_left_in_redis(process, redis):
    tickets = process()
    for name in ("a", "b"):
        async with tickets.turn(name):
            pass
    assert await open_redis(redis.url).dbsize() == 0


async def test_without_redis_no_turn_begins_and_with_it_again_one_does(process, redis):
    tickets = process()
    async with tickets.turn("a"):
        pass
    redis.kill()
    begun = time.monotonic()
    with pytest.raises(NoTurn, match="ConnectionError"):
        async with tickets.turn("a"):
            pytest.fail("a turn without a lock")
    assert time.monotonic() - begun < 5
    redis.start()
    async with tickets.turn("a"):
        pass


async def test_a_turn_outlives_redis_and_those_who_wait_are_told(process, redis, caplog):
    tickets = process(lifetime=0.4)

    async def wait():
        async with tickets.turn("a"):
            pytest.fail("its place in the queue was lost")

    async with tickets.turn("a"):
        waiting = asyncio.create_task(wait())
        await asyncio.sleep(0.05)
        redis.kill()
        redis.start()
        with pytest.raises(NoTurn):
            await waiting
        await asyncio.sleep(0.3)
    assert "lost while its turn ran" in caplog.text
    async with tickets.turn("a"):
        pass
