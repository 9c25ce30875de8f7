"""How fast one conversation and one address may write."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Protocol

from bot.settings import Settings
from bot.sharing.buckets import SharedRateLimit
from bot.sharing.redis_client import open_redis

_REMEMBERED = 20_000


class Limit(Protocol):
    """Something that can be done only so often."""

    async def take(self, name: str) -> float:
        """Takes one turn for a name; returns 0, or the seconds until the next one is free."""


def make_limits(settings: Settings) -> Callable[[str, float], Limit]:
    """Returns a function that makes a limit from what is counted and how often it may be done in a minute.

    The limits count for all processes where REDIS_URL is set, else for this one.
    """
    if not settings.redis_url:
        return lambda _kind, per_minute: RateLimit(per_minute)
    client: Any = open_redis(settings.redis_url)
    return lambda kind, per_minute: SharedRateLimit(client, kind, per_minute)


class RateLimit:
    """A bucket for each name: it holds a minute's worth and refills evenly."""

    def __init__(self, per_minute: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    async def take(self, name: str) -> float:
        """Takes one turn.

        Args:
            name: a conversation or an address.

        Returns:
            0 if the turn is free, else the seconds until the next one is.
        """
        now = self._clock()
        left, seen = self._buckets.pop(name, (self._per_minute, now))
        left = min(self._per_minute, left + (now - seen) * self._per_minute / 60)
        wait = 0.0 if left >= 1 else (1 - left) * 60 / self._per_minute
        self._buckets[name] = (left if wait else left - 1, now)
        while len(self._buckets) > _REMEMBERED:
            self._buckets.popitem(last=False)
        return wait


def client_address(peer: str | None, forwarded: str | None, proxies: int) -> str:
    """Returns what stands for one client in the limits; an IPv6 client is its network of 64 bits.

    Args:
        peer: the address that the connection comes from.
        forwarded: the X-Forwarded-For header; anybody can write into its beginning.
        proxies: how many proxies of the operator's stand before the bot, each of which added one address.
    """
    address = peer or "unknown"
    hops = [hop.strip() for hop in (forwarded or "").split(",") if hop.strip()]
    if proxies and hops:
        address = hops[-min(proxies, len(hops))]
    try:
        parsed = ipaddress.ip_address(address.strip("[]"))
    except ValueError:
        return address[:64]
    return str(ipaddress.ip_network((parsed, 64), strict=False)) if parsed.version == 6 else str(parsed)
