"""How often something may be done in a minute, counted in Redis for all processes together."""

from __future__ import annotations

import logging
from typing import Any

logger = logging.getLogger(__name__)
# KEYS: the bucket. ARGV: how much it holds, which is what flows in within a minute. Returns 0, or milliseconds to wait.
TAKE = """
local time = redis.call('TIME'); local now = time[1] * 1000 + math.floor(time[2] / 1000)
local most = tonumber(ARGV[1])
local kept = redis.call('HMGET', KEYS[1], 'left', 'seen')
local left = math.min(most, (tonumber(kept[1]) or most) + (now - (tonumber(kept[2]) or now)) * most / 60000)
local wait = 0
if left >= 1 then left = left - 1 else wait = math.ceil((1 - left) * 60000 / most) end
redis.call('HSET', KEYS[1], 'left', tostring(left), 'seen', now)
redis.call('PEXPIRE', KEYS[1], 60000)
return wait
"""


class SharedRateLimit:
    """A bucket for each name, as `bot.channels.web.limits.RateLimit` has it, in Redis."""

    def __init__(self, client: Any, kind: str, per_minute: float) -> None:
        """Takes a client of `redis.asyncio`, what is counted, and how often it may be done."""
        self._kind = kind
        self._per_minute = per_minute
        self._take = client.register_script(TAKE)

    async def take(self, name: str) -> float:
        """Takes one turn.

        Args:
            name: a conversation or an address.

        Returns:
            0 if the turn is free, else the seconds until the next one is. Without Redis it is free: the turn's lock fails then, which
            ends in an apology, while an emergency is still answered.
        """
        from redis.exceptions import RedisError

        try:
            return await self._take(keys=[f"night-cramps:rate:{self._kind}:{name}"], args=[self._per_minute]) / 1000
        except RedisError as error:
            logger.error("A rate limit could not be counted: %s", type(error).__name__)
            return 0.0
