"""Servers for the tests of the channels."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest
from sanic import Sanic
from sanic.touchup.service import TouchUp

_numbers = itertools.count()
_rewrite = TouchUp.run


def _rewrite_once(app: Sanic) -> None:
    # Sanic rewrites its own functions when a server starts, which fails when a second server of the same process does it again.
    with contextlib.suppress(KeyError):
        _rewrite(app)


@pytest.fixture
async def serve(monkeypatch: pytest.MonkeyPatch, unused_tcp_port_factory: Callable[[], int]) -> AsyncIterator[Callable[..., Any]]:
    """A function that serves a blueprint over real HTTP and returns a client for it."""
    monkeypatch.setattr(TouchUp, "run", _rewrite_once)
    async with contextlib.AsyncExitStack() as stack:

        async def start(blueprint: Any, url_prefix: str) -> httpx.AsyncClient:
            port = unused_tcp_port_factory()
            app = Sanic(f"channel_test_{next(_numbers)}", configure_logging=False)
            app.blueprint(blueprint, url_prefix=url_prefix)
            server = await app.create_server(host="127.0.0.1", port=port, return_asyncio_server=True)
            await server.startup()
            stack.push_async_callback(server.wait_closed)
            stack.callback(server.close)
            return await stack.enter_async_context(httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=10))

        yield start
