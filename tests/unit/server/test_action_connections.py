"""Calls of an action server over kept connections: none waits for another, none gets another's answer, none hangs."""

from __future__ import annotations

import asyncio
import json
import time
import zlib
from contextlib import asynccontextmanager

import aiohttp
import pytest
from rasa.utils.endpoints import ClientResponseError

from bot.server import action_connections
from bot.server.action_connections import ActionConnections

HEADERS = {"X-Request-Id": "the-request-1"}


def _reply(body=b"{}", status=b"200 OK", more=b"", kind=b"application/json"):
    return b"HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n%s" % (status, kind, len(body), more, body)


class Server:
    """Reads requests and lets `answer` write what it likes; counts connections."""

    def __init__(self):
        self.connections, self.calls, self.answer = 0, [], self.fine

    async def fine(self, writer, number):
        writer.write(_reply(json.dumps({"calls": number}).encode()))

    async def serve(self, reader, writer):
        self.connections += 1
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                size = next(int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length"))
                self.calls.append((head, await reader.readexactly(size)))
                await self.answer(writer, len(self.calls))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()


@asynccontextmanager
async def serving(port):
    server = Server()
    listener = await asyncio.start_server(server.serve, "127.0.0.1", port)
    yield server
    listener.close()


@pytest.fixture
async def connections(unused_tcp_port):
    made = ActionConnections(f"http://127.0.0.1:{unused_tcp_port}/webhook")
    yield made
    made.close()


@pytest.fixture
async def server(connections, unused_tcp_port):
    async with serving(unused_tcp_port) as server:
        yield server


def _call(connections, body=None, patience=5.0, **more):
    return connections.call(body or {}, HEADERS, patience, **more)


async def test_calls_share_a_connection(connections, server):
    for number in range(1, 4):
        assert await _call(connections) == {"calls": number}
    assert server.connections == 1


async def test_a_call_says_what_it_is_about(connections, server, unused_tcp_port):
    await _call(connections, {"what": "½"})
    head, body = server.calls[0]
    assert head.startswith(b"POST /webhook HTTP/1.1\r\n")
    assert f"Host: 127.0.0.1:{unused_tcp_port}".encode() in head
    assert b"Content-Type: application/json" in head
    assert b"X-Request-Id: the-request-1" in head
    assert json.loads(body) == {"what": "½"}


async def test_a_call_may_be_compressed(connections, server):
    await _call(connections, {"what": "x" * 1000}, compress=True)
    head, body = server.calls[0]
    assert b"Content-Encoding: deflate" in head
    assert json.loads(zlib.decompress(body)) == {"what": "x" * 1000}


async def test_calls_at_the_same_time_do_not_wait_for_each_other(connections, server):
    everybody = asyncio.Event()

    async def wait(writer, number):
        if number == 8:
            everybody.set()
        await everybody.wait()
        await server.fine(writer, number)

    server.answer = wait
    answers = await asyncio.gather(*(_call(connections) for _ in range(8)))
    assert sorted(answer["calls"] for answer in answers) == list(range(1, 9))
    assert server.connections == 8


async def test_an_answer_in_pieces_is_put_together(connections, server):
    async def in_pieces(writer, _number):
        for start in range(0, len(whole := _reply(b'{"said": "' + b"y" * 500 + b'"}')), 60):
            writer.write(whole[start : start + 60])
            await writer.drain()
            await asyncio.sleep(0)

    server.answer = in_pieces
    assert await _call(connections) == {"said": "y" * 500}


async def test_an_answer_in_chunks_is_put_together(connections, server):
    async def in_chunks(writer, _number):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
        writer.write(b'6\r\n{"a": \r\n2\r\n1}\r\n0\r\n\r\n')

    server.answer = in_chunks
    assert await _call(connections) == {"a": 1}
    assert await _call(connections) == {"a": 1}
    assert server.connections == 1


async def test_a_connection_that_the_server_will_close_is_not_kept(connections, server):
    async def last(writer, _number):
        writer.write(_reply(more=b"Connection: close\r\n"))

    server.answer = last
    assert await _call(connections) == await _call(connections) == {}
    assert server.connections == 2


async def test_a_connection_that_was_idle_for_long_is_not_used_again(connections, server, monkeypatch):
    await _call(connections)
    monkeypatch.setattr(action_connections, "IDLE", -1.0)
    await _call(connections)
    assert server.connections == 2


async def test_a_server_that_came_back_is_called_again(connections, unused_tcp_port):
    async with serving(unused_tcp_port) as server:

        async def cut(writer, _number):
            await server.fine(writer, 1)
            await writer.drain()
            writer.close()

        server.answer = cut
        await _call(connections)
    async with serving(unused_tcp_port):
        assert await _call(connections) == {"calls": 1}


async def test_a_call_is_made_once_more_when_its_connection_is_cut(connections, server):
    async def cut_the_first(writer, number):
        if number == 1:
            writer.write(_reply(b"x" * 50)[:-10])
            writer.transport.abort()
        else:
            await server.fine(writer, number)

    server.answer = cut_the_first
    assert await _call(connections) == {"calls": 2}


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 200 OK\r\nContent-Len", b"SSH-2.0-OpenSSH\r\n", b"\x00\xff" * 40])
async def test_a_call_that_is_cut_twice_fails(connections, server, said):
    async def cut(writer, _number):
        writer.write(said)
        writer.close()

    server.answer = cut
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await _call(connections)
    assert len(server.calls) == 2


async def test_no_server_is_an_error_of_the_connection(connections):
    with pytest.raises(aiohttp.ClientConnectionError):
        await _call(connections)


async def test_an_error_of_the_server_is_one_call_and_keeps_the_connection(connections, server):
    async def fail(writer, _number):
        writer.write(_reply(b'{"error": "no"}', b"500 Oh"))

    server.answer = fail
    for _ in range(2):
        with pytest.raises(ClientResponseError) as caught:
            await _call(connections)
        assert (caught.value.status, caught.value.text) == (500, b'{"error": "no"}')
    assert (len(server.calls), server.connections) == (2, 1)


@pytest.mark.parametrize(("reply", "found"), [(_reply(b"hello", kind=b"text/plain"), None), (_reply(b"null"), None)])
async def test_an_answer_that_is_no_json_is_none(connections, server, reply, found):
    async def answer(writer, _number):
        writer.write(reply)

    server.answer = answer
    assert await _call(connections) is found


async def test_half_a_json_is_an_error(connections, server):
    async def answer(writer, _number):
        writer.write(_reply(b'{"a": '))

    server.answer = answer
    with pytest.raises(ValueError, match="Expecting"):
        await _call(connections)


async def test_a_server_that_hangs_is_waited_for_no_longer_than_said(connections, server):
    async def hang(writer, number):
        if number == 1:
            await asyncio.sleep(0.3)
        await server.fine(writer, number)

    server.answer = hang
    begun = time.monotonic()
    with pytest.raises(asyncio.TimeoutError):
        await _call(connections, patience=0.1)
    assert time.monotonic() - begun < 0.25
    await asyncio.sleep(0.3)
    # Its late answer is nobody's.
    assert await _call(connections) == {"calls": 2}
    assert server.connections == 2


async def test_a_call_that_is_given_up_leaves_no_answer_behind(connections, server):
    async def slow(writer, number):
        await asyncio.sleep(0.05)
        await server.fine(writer, number)

    server.answer = slow
    with pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(_call(connections), 0.02)
    assert await _call(connections) == {"calls": 2}
    assert server.connections == 2


async def test_what_comes_unasked_is_no_answer(connections, server):
    async def twice(writer, number):
        await server.fine(writer, number)
        await server.fine(writer, 1000)

    server.answer = twice
    assert await _call(connections) == {"calls": 1}
    await asyncio.sleep(0.02)
    assert await _call(connections) == {"calls": 2}


def test_another_event_loop_has_connections_of_its_own(unused_tcp_port):
    connections = ActionConnections(f"http://127.0.0.1:{unused_tcp_port}/webhook")

    async def call():
        async with serving(unused_tcp_port):
            answer = await _call(connections)
            connections.close()
            return answer

    assert asyncio.run(call()) == {"calls": 1}
    assert asyncio.run(call()) == {"calls": 1}


@pytest.mark.parametrize("url", ["https://actions/webhook", "actions:5055", "http:///webhook"])
def test_an_address_of_another_kind_is_refused(url):
    with pytest.raises(ValueError, match="http://"):
        ActionConnections(url)


def test_an_address_of_ipv6_is_understood():
    made = ActionConnections("http://[::1]:5055/webhook")
    assert (made._host, made._port) == ("::1", 5055)
