"""Kept connections to one action server, with little around them: a general HTTP client takes as long as most of our actions do."""

from __future__ import annotations

import asyncio
import json
import time
import zlib
from collections import deque
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import httptools
from rasa.utils.endpoints import ClientResponseError

# Seconds to connect, and after which an unused connection is given up: long before the server does it (Sanic's KEEP_ALIVE_TIMEOUT, 5 s).
CONNECT = 1.0
IDLE = 2.0


class _Connection(asyncio.Protocol):
    """One connection. It serves one call at a time, and reads its answer."""

    def __init__(self) -> None:
        self.is_open = False
        self.used = 0.0
        self._answer: asyncio.Future[Any] | None = None

    async def call(self, request: bytes, patience: float) -> Any:
        """Sends a request and returns the answer's JSON, None if it is none.

        Raises:
            aiohttp.ServerDisconnectedError: if the connection is cut before the answer is whole, or what comes is no HTTP.
            ClientResponseError: if the answer is an error.
            asyncio.TimeoutError: if it takes too long.
        """
        loop = asyncio.get_running_loop()
        self._answer, self._parser = loop.create_future(), httptools.HttpResponseParser(self)
        self._body, self._headers = bytearray(), {}
        timer = loop.call_later(patience, self._fail, asyncio.TimeoutError())
        self._transport.write(request)
        try:
            return await self._answer
        finally:
            timer.cancel()
            if not self._is_whole():  # the rest of it must not be taken for the next answer
                self.close()
            self._answer = None
            self.used = time.monotonic()

    def close(self) -> None:
        """Gives it up."""
        self.is_open = False
        self._transport.abort()

    def _is_whole(self) -> bool:
        answer = self._answer
        return answer is not None and answer.done() and not answer.cancelled() and not isinstance(answer.exception(), _UNFINISHED)

    def _fail(self, error: BaseException) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(error)

    # What asyncio calls.

    def connection_made(self, transport: Any) -> None:
        self._transport, self.is_open = transport, True

    def connection_lost(self, _error: Exception | None) -> None:
        self.is_open = False
        self._fail(aiohttp.ServerDisconnectedError())

    def data_received(self, data: bytes) -> None:
        if self._answer is None or self._answer.done():  # nobody asked
            self.close()
            return
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self._fail(aiohttp.ServerDisconnectedError("this is no HTTP"))

    # What the parser calls.

    def on_header(self, name: bytes, value: bytes) -> None:
        self._headers[name.lower()] = value

    def on_body(self, part: bytes) -> None:
        self._body += part

    def on_message_complete(self) -> None:
        status = self._parser.get_status_code()
        if self._answer is None or self._answer.done() or status < 200:
            return
        self.is_open = self.is_open and self._parser.should_keep_alive()
        if status >= 400:
            self._answer.set_exception(ClientResponseError(status, "", bytes(self._body)))
        elif b"json" not in self._headers.get(b"content-type", b""):
            self._answer.set_result(None)
        else:
            try:
                self._answer.set_result(json.loads(self._body))
            except ValueError as error:
                self._answer.set_exception(error)


_UNFINISHED = (aiohttp.ServerDisconnectedError, asyncio.TimeoutError)


class ActionConnections:
    """One action server's connections. Each event loop has its own."""

    def __init__(self, url: str) -> None:
        """Takes the address of the server's webhook, which begins with http://."""
        parts = urlsplit(url)
        if parts.scheme != "http" or not parts.hostname:
            raise ValueError(f"an action server's address begins with http://, not {url!r}")
        self.url = url
        self._host, self._port = parts.hostname, parts.port or 80
        self._head = f"POST {parts.path or '/'} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Type: application/json\r\n"
        self._idle: deque[_Connection] = deque()
        self._loop: asyncio.AbstractEventLoop | None = None

    async def call(self, body: Any, headers: Mapping[str, str], patience: float, compress: bool = False) -> Any:
        """Makes a call; once more if its connection is cut before an answer comes, but not if there is no connection.

        Args:
            body: becomes JSON.
            headers: of this call; their values must be without line breaks.
            patience: seconds for everything.
            compress: whether the JSON is sent compressed.

        Raises:
            aiohttp.ClientConnectionError: if no connection can be had, or two were cut.
            ClientResponseError: if the answer is an error.
            asyncio.TimeoutError: if it takes too long.
        """
        end = time.monotonic() + patience
        content = json.dumps(body).encode()
        if compress:
            content, headers = zlib.compress(content), {**headers, "Content-Encoding": "deflate"}
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        request = f"{self._head}{lines}Content-Length: {len(content)}\r\n\r\n".encode("latin-1") + content
        try:
            return await self._call(request, end)
        except aiohttp.ServerDisconnectedError:
            return await self._call(request, end)

    def close(self) -> None:
        """Gives up what is not in use."""
        while self._idle:
            self._idle.pop().close()

    async def _call(self, request: bytes, end: float) -> Any:
        connection = self._kept() or await self._new(min(CONNECT, end - time.monotonic()))
        try:
            return await connection.call(request, end - time.monotonic())
        finally:
            if connection.is_open:
                self._idle.append(connection)
            else:
                connection.close()

    def _kept(self) -> _Connection | None:
        """Returns the connection that was used last, if it may be used again."""
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._loop = loop
            self._idle.clear()
        while self._idle:
            connection = self._idle.pop()
            if connection.is_open and time.monotonic() - connection.used < IDLE:
                return connection
            connection.close()
        return None

    async def _new(self, patience: float) -> _Connection:
        loop = asyncio.get_running_loop()
        try:
            _, connection = await asyncio.wait_for(loop.create_connection(_Connection, self._host, self._port), patience)
        except (OSError, asyncio.TimeoutError) as error:
            raise aiohttp.ClientConnectionError(f"no connection to {self._host}:{self._port}: {type(error).__name__}") from error
        return connection
