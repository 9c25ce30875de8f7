"""How fast somebody may write."""

from __future__ import annotations

import pytest

from bot.channels.web import limits
from bot.channels.web.limits import RateLimit, client_address, make_limits
from bot.settings import read_settings
from bot.sharing.buckets import SharedRateLimit


async def test_a_minutes_worth_is_free_then_one_must_wait():
    now = [0.0]
    limit = RateLimit(6, clock=lambda: now[0])
    assert [await limit.take("a") for _ in range(6)] == [0.0] * 6
    assert await limit.take("a") == pytest.approx(10)
    assert await limit.take("b") == 0
    now[0] = 10
    assert await limit.take("a") == 0
    assert await limit.take("a") > 0


async def test_it_does_not_remember_without_end(monkeypatch):
    monkeypatch.setattr(limits, "_REMEMBERED", 3)
    limit = RateLimit(1)
    for name in "abcdef":
        await limit.take(name)
    assert await limit.take("f") > 0
    assert await limit.take("a") == 0


@pytest.mark.parametrize(
    ("peer", "forwarded", "proxies", "expected"),
    [
        ("192.0.2.1", None, 0, "192.0.2.1"),
        ("192.0.2.1", "198.51.100.9", 0, "192.0.2.1"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.9", 1, "198.51.100.9"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.9, 10.0.0.2", 2, "198.51.100.9"),
        ("10.0.0.1", "198.51.100.9", 3, "198.51.100.9"),
        ("2001:db8:1:2:3::4", None, 0, "2001:db8:1:2::/64"),
        (None, None, 0, "unknown"),
        ("10.0.0.1", "x" * 500, 1, "x" * 64),
    ],
)
def test_one_client_has_one_address(peer, forwarded, proxies, expected):
    assert client_address(peer, forwarded, proxies) == expected


def test_limits_are_kept_in_redis_only_where_it_is_named():
    alone = make_limits(read_settings({}))("session", 30)
    shared = make_limits(read_settings({"REDIS_URL": "redis://127.0.0.1:1/0"}))("session", 30)
    assert (type(alone), type(shared)) == (RateLimit, SharedRateLimit)
