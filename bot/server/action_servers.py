"""Asks an action server, and another one if the first is gone."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import aiohttp
from rasa.utils.endpoints import EndpointConfig

from bot.observability import request_ids
from bot.server.action_connections import ActionConnections

# Seconds for which a server that could not be reached is asked last.
ASKED_LAST = 5.0


class ActionServers(EndpointConfig):
    """Rasa's action endpoint for one or several action servers.

    They are asked in turn. A call that fails for want of a connection is made once more: our actions only read, so it may run twice.
    """

    def __init__(self, urls: Sequence[str], patience: float, **written: Any) -> None:
        """Takes the servers.

        Args:
            urls: of their webhooks.
            patience: seconds for one call, of all tries together.
            written: what endpoints.yml says beside the url.
        """
        super().__init__(url=urls[0], **written)
        self._servers = [ActionConnections(url) for url in urls]
        self._patience = patience
        self._failed: dict[str, float] = {}
        self._next = 0

    async def request(self, *_method: Any, json: Any = None, compress: bool = False, **_more: Any) -> Any:  # type: ignore[override]
        """Makes a call, with the id of the request that it serves.

        Args:
            json: the call, as Rasa makes it.
            compress: whether it is sent compressed.

        Raises:
            aiohttp.ClientError: if two tries failed, or a server answered with an error.
            asyncio.TimeoutError: if a server took too long.
        """
        headers = {request_ids.HEADER: request_ids.current()}
        first, second = self._order()
        try:
            return await first.call(json, headers, self._patience, compress)
        except aiohttp.ClientConnectionError:
            self._failed[first.url] = time.monotonic()
        return await second.call(json, headers, self._patience, compress)

    def _order(self) -> tuple[ActionConnections, ActionConnections]:
        """Returns whom to ask and whom to ask then."""
        self._next = (self._next + 1) % len(self._servers)
        turned = self._servers[self._next :] + self._servers[: self._next]
        if self._failed:
            now = time.monotonic()
            turned.sort(key=lambda server: now - self._failed.get(server.url, -ASKED_LAST) < ASKED_LAST)
        return turned[0], turned[1 % len(turned)]
