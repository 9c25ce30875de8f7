"""Rasa's lock store: in memory by default, in Redis where it is named, and never one in place of the other."""

from __future__ import annotations

import asyncio

import pytest
from rasa.core.lock_store import LockError, LockStore
from rasa.utils.endpoints import EndpointConfig

from bot.server.lock_store import ConversationLockStore


def test_rasa_makes_it_from_endpoints_yml(change_settings):
    change_settings("bot.server.lock_store", redis_url="")
    made = LockStore.create(EndpointConfig(type="bot.server.lock_store.ConversationLockStore"))
    assert isinstance(made, ConversationLockStore)
    assert made._tickets is None


async def _in_order(stores):
    """Two turns at the same moment; returns what happened."""
    seen = []

    async def turn(store, name):
        async with store.lock("a"):
            seen.append(f"{name} begins")
            await asyncio.sleep(0.05)
            seen.append(f"{name} ends")

    first = asyncio.create_task(turn(stores[0], "first"))
    await asyncio.sleep(0.02)
    await asyncio.gather(first, turn(stores[1], "second"))
    return seen


ORDER = ["first begins", "first ends", "second begins", "second ends"]


async def test_two_turns_in_memory_end_in_order():
    store = ConversationLockStore(url="")
    assert await _in_order([store, store]) == ORDER
    assert store.conversation_locks == {}


async def test_two_turns_in_two_processes_end_in_order(redis):
    assert await _in_order([ConversationLockStore(url=redis.url), ConversationLockStore(url=redis.url)]) == ORDER


async def test_a_dead_redis_is_an_error_and_no_lock_in_memory(redis):
    store = ConversationLockStore(url=redis.url)
    redis.kill()
    with pytest.raises(LockError):
        async with store.lock("a"):
            pytest.fail("a turn without a lock")
    assert store.conversation_locks == {}


async def test_an_error_of_the_turn_comes_out_as_it_is(redis):
    store = ConversationLockStore(url=redis.url)
    with pytest.raises(ZeroDivisionError):
        async with store.lock("a"):
            raise ZeroDivisionError
    async with store.lock("a"):
        pass
