"""Fault: Rasa opens a new connection, and makes a new HTTP client, for every call of the action server.

Rasa pooled connections once (3.6.11) and took it back (3.6.15): a call failed when the server had just closed the connection it used. Two
things keep that away here. A connection that was idle is given up long before rasa-sdk's server gives it up (Sanic's KEEP_ALIVE_TIMEOUT,
5 s). If one breaks all the same, the call is made once more on a new one; that is allowed because our actions only read.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from bot.server.patches._patch import Patch

IDLE_S = 2.0
_KEPT = "_kept_client"


async def call_again_when_cut(request: Any, handler: Callable[[Any], Any]) -> Any:
    """A middleware of aiohttp's client: repeats a call whose connection broke before an answer came, but not one that found no server."""
    from aiohttp import ClientConnectorError, ClientOSError, ServerDisconnectedError

    try:
        return await handler(request)
    except ClientConnectorError:
        raise
    except (ServerDisconnectedError, ClientOSError):
        return await handler(request)


def _make(original: Callable[..., Any]) -> Callable[..., Any]:
    @asynccontextmanager
    async def borrowed(endpoint: Any) -> AsyncIterator[Any]:
        loop, client = endpoint.__dict__.get(_KEPT, (None, None))
        # A client belongs to the event loop in which it was made.
        if client is None or client.closed or loop is not asyncio.get_running_loop():
            client = await _client(original(endpoint))
            endpoint.__dict__[_KEPT] = (asyncio.get_running_loop(), client)
        yield client

    def session(self: Any) -> Any:
        return borrowed(self)

    return session


async def _client(plain: Any) -> Any:
    """Returns a client like the one that Rasa made, but one that keeps its connections."""
    import aiohttp

    client = aiohttp.ClientSession(
        headers=plain.headers,
        auth=plain.auth,
        timeout=plain.timeout,
        connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=IDLE_S),
        middlewares=(call_again_when_cut,),
    )
    await plain.close()
    return client


PATCH = Patch("rasa.utils.endpoints", "EndpointConfig.session", "344e3afe8c9a0cbf6751abd7a0dfa6bde91aeae54a33fc6698f75229b895d142", _make)
