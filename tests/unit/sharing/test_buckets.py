"""A rate counted for all processes together."""

from __future__ import annotations

import pytest

from bot.sharing.buckets import SharedRateLimit
from bot.sharing.redis_client import open_redis


async def test_two_processes_share_a_minutes_worth(redis):
    one, other = [SharedRateLimit(open_redis(redis.url), "session", 6) for _ in range(2)]
    assert [await limit.take("a") for limit in (one, other) * 3] == [0.0] * 6
    assert await one.take("a") == pytest.approx(10, abs=1)
    assert await other.take("a") > 0
    assert await other.take("b") == 0


async def test_it_refills_evenly(redis):
    limit = SharedRateLimit(open_redis(redis.url), "session", 60_000)  # a thousand in a second
    assert await limit.take("a") == 0
    client = open_redis(redis.url)
    await client.hset("night-cramps:rate:session:a", "left", "0")
    assert await limit.take("a") < 1


async def test_what_is_counted_apart_stays_apart(redis):
    client = open_redis(redis.url)
    assert await SharedRateLimit(client, "session", 1).take("a") == 0
    assert await SharedRateLimit(client, "address", 1).take("a") == 0


async def test_nothing_is_remembered_longer_than_a_minute(redis):
    client = open_redis(redis.url)
    await SharedRateLimit(client, "session", 5).take("a")
    assert 0 < await client.pttl("night-cramps:rate:session:a") <= 60_000


async def test_without_redis_a_turn_is_free_and_the_log_says_so(redis, caplog):
    limit = SharedRateLimit(open_redis(redis.url), "session", 1)
    redis.kill()
    assert [await limit.take("a") for _ in range(3)] == [0.0] * 3
    assert "could not be counted" in caplog.text
