"""Several action servers: one that is gone costs nobody an answer."""

from __future__ import annotations

import aiohttp
import pytest
from aiohttp import web
from rasa.utils.endpoints import ClientResponseError

from bot.observability import request_ids
from bot.server.action_servers import ActionServers


@pytest.fixture
async def serve(unused_tcp_port_factory):
    """Starts action servers that say who they are; returns one's address."""
    runners = []

    async def start(name, status=200):
        async def reply(request):
            return web.json_response({"name": name, "id": request.headers.get(request_ids.HEADER)}, status=status)

        app = web.Application()
        app.router.add_post("/webhook", reply)
        runners.append(web.AppRunner(app, shutdown_timeout=0.1))
        await runners[-1].setup()
        port = unused_tcp_port_factory()
        await web.TCPSite(runners[-1], "127.0.0.1", port).start()
        return f"http://127.0.0.1:{port}/webhook"

    yield start
    for runner in runners:
        await runner.cleanup()


@pytest.fixture
def gone(unused_tcp_port_factory):
    """The address of a server that is not there."""
    return f"http://127.0.0.1:{unused_tcp_port_factory()}/webhook"


async def _names(servers, count):
    return [(await servers.request(json={}, method="post", timeout=300))["name"] for _ in range(count)]


async def test_they_are_asked_in_turn(serve):
    servers = ActionServers([await serve("a"), await serve("b")], 4)
    assert sorted(await _names(servers, 4)) == ["a", "a", "b", "b"]


async def test_one_that_is_gone_is_passed_over(serve, gone):
    servers = ActionServers([gone, await serve("b")], 4)
    assert await _names(servers, 4) == ["b"] * 4
    assert [server.url for server in servers._order()] == [servers._servers[1].url, gone]


async def test_when_all_are_gone_it_is_an_error(gone):
    with pytest.raises(aiohttp.ClientConnectionError):
        await ActionServers([gone], 4).request(json={}, method="post")


async def test_an_answer_that_is_an_error_is_not_asked_for_again(serve):
    servers = ActionServers([await serve("a", 500), await serve("b", 500)], 4)
    with pytest.raises(ClientResponseError):
        await servers.request(json={}, method="post")
    assert servers._failed == {}


async def test_a_call_carries_the_id_of_its_request(serve):
    servers = ActionServers([await serve("a")], 4)
    number = request_ids.begin("the-request-2")
    assert (await servers.request(json={}, method="post"))["id"] == number


async def test_what_endpoints_yml_says_is_kept(gone):
    servers = ActionServers([gone], 4, enable_selective_domain=True)
    assert servers.kwargs == {"enable_selective_domain": True}
