"""One connection to the action server serves many calls, and a cut one is replaced."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from aiohttp.client_exceptions import ClientConnectorError, ServerDisconnectedError
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from bot.server.patches import action_connection


class Server:
    """Counts connections and calls; `reply` answers."""

    def __init__(self, port):
        self.port, self.connections, self.calls = port, set(), 0
        self.reply = self.fine

    async def fine(self, _request):
        return web.json_response({"calls": self.calls})

    async def answer(self, request):
        self.calls += 1
        self.connections.add(id(request.transport))
        return await self.reply(request)


@asynccontextmanager
async def serving(port):
    server = Server(port)
    app = web.Application()
    app.router.add_post("/webhook", server.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    yield server
    await runner.cleanup()


@pytest.fixture
async def endpoint(unused_tcp_port):
    made = EndpointConfig(f"http://127.0.0.1:{unused_tcp_port}/webhook", headers={"X-Ours": "yes"})
    yield made
    _, client = made.__dict__.get(action_connection._KEPT, (None, None))
    if client is not None:
        await client.close()


async def test_calls_share_a_connection(endpoint, unused_tcp_port):
    async with serving(unused_tcp_port) as server:
        for number in range(1, 4):
            assert await endpoint.request(json={}) == {"calls": number}
        assert len(server.connections) == 1


async def test_calls_at_the_same_time_do_not_wait_for_each_other(endpoint, unused_tcp_port):
    async with serving(unused_tcp_port) as server:
        waiting, everybody = 0, asyncio.Event()

        async def wait(_request):
            nonlocal waiting
            waiting += 1
            if waiting == 8:
                everybody.set()
            await everybody.wait()
            return web.json_response({})

        server.reply = wait
        await asyncio.wait_for(asyncio.gather(*(endpoint.request(json={}) for _ in range(8))), 10)
        assert len(server.connections) == 8


async def test_a_server_that_came_back_is_called_again(endpoint, unused_tcp_port):
    async with serving(unused_tcp_port):
        await endpoint.request(json={})
    async with serving(unused_tcp_port) as server:
        assert await endpoint.request(json={}) == {"calls": 1}
        assert server.calls == 1


async def test_a_call_is_made_once_more_when_its_connection_is_cut(endpoint, unused_tcp_port):
    async with serving(unused_tcp_port) as server:

        async def cut_the_first(request):
            if server.calls == 1:
                request.transport.abort()
            return web.json_response({"calls": server.calls})

        server.reply = cut_the_first
        assert await endpoint.request(json={}) == {"calls": 2}


async def test_a_call_that_is_cut_twice_fails(endpoint, unused_tcp_port):
    async with serving(unused_tcp_port) as server:

        async def cut(request):
            request.transport.abort()
            return web.Response()

        server.reply = cut
        with pytest.raises(ServerDisconnectedError):
            await endpoint.request(json={})
        assert server.calls == 2


async def test_no_server_is_not_asked_twice(endpoint):
    with pytest.raises(ClientConnectorError):
        await endpoint.request(json={})


async def test_an_error_of_the_server_is_one_call(endpoint, unused_tcp_port):
    async with serving(unused_tcp_port) as server:

        async def fail(_request):
            return web.Response(status=500)

        server.reply = fail
        with pytest.raises(ClientResponseError):
            await endpoint.request(json={})
        assert server.calls == 1


async def test_headers_of_the_endpoint_go_along(endpoint, unused_tcp_port):
    async with serving(unused_tcp_port) as server:

        async def show(request):
            return web.json_response({"ours": request.headers["X-Ours"]})

        server.reply = show
        assert await endpoint.request(json={}) == {"ours": "yes"}


def test_another_event_loop_gets_a_client_of_its_own(unused_tcp_port):
    endpoint = EndpointConfig(f"http://127.0.0.1:{unused_tcp_port}/webhook")

    async def call():
        async with serving(unused_tcp_port):
            answer = await endpoint.request(json={})
            await endpoint.__dict__[action_connection._KEPT][1].close()
            return answer

    assert asyncio.run(call()) == {"calls": 1}
    assert asyncio.run(call()) == {"calls": 1}
