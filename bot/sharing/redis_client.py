"""How Redis is reached: it answers within a second or counts as down."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from redis.asyncio import Redis

# Seconds. A healthy Redis takes about a millisecond; a person whose turn waits for a dead one is to get an apology soon.
TIMEOUT = 1.0


def open_redis(url: str) -> Redis:
    """Returns a client; it connects at its first command.

    Args:
        url: such as `redis://host:6379/0`, `rediss://` with TLS.

    Raises:
        ValueError: if it is no such address.
    """
    # Only who shares pays for the library.
    from redis.asyncio import Redis
    from redis.asyncio.retry import Retry
    from redis.backoff import NoBackoff
    from redis.exceptions import ConnectionError as Disconnected

    # One more try: after a restart of Redis every kept connection fails once. Our scripts may run twice without harm.
    return Redis.from_url(
        url, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT, retry=Retry(NoBackoff(), 1), retry_on_error=[Disconnected]
    )
