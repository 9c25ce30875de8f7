"""An action server that is down, slow or broken gets an apology within the time; a good one gets its answer."""

from __future__ import annotations

import asyncio
import time

import pytest
from aiohttp import web
from jsonschema import ValidationError
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.shared.core.events import BotUttered, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.server.nlg import ContractNaturalLanguageGenerator
from bot.server.patches import action_result

ANSWER = {
    "events": [{"event": "slot", "name": "mood", "value": "good"}],
    "responses": [
        {"text": "Claim. Caution.", "buttons": [], "image": None, "topics": ["chat/greet"], "claims": [], "metadata": {"certainty": "low"}}
    ],
}


@pytest.fixture
async def action_server(unused_tcp_port_factory):
    """A stand-in for the action server; `reply` is what it does."""
    port = unused_tcp_port_factory()

    class Server:
        url = f"http://127.0.0.1:{port}/webhook"

        @staticmethod
        async def reply(_request):
            return web.json_response(ANSWER)

    server = Server()
    app = web.Application()
    app.router.add_post("/webhook", lambda request: server.reply(request))
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    yield server
    await runner.cleanup()


async def _run(url, domain):
    tracker = DialogueStateTracker.from_events("a", [], domain.slots)
    action = RemoteAction("action_answer", EndpointConfig(url=url))
    return await action.run(CollectingOutputChannel(), ContractNaturalLanguageGenerator(None, domain), tracker, domain)


async def test_a_good_answer_comes_with_its_whole_account(action_server, domain):
    said, remembered = await _run(action_server.url, domain)
    assert isinstance(said, BotUttered)
    assert said.text == "Claim. Caution."
    assert said.metadata == {
        "topics": ["chat/greet"],
        "claims": [],
        "cautions": [],
        "sources": [],
        "certainty": "low",
        "content_version": "v",
    }
    assert isinstance(remembered, SlotSet)


async def _hang(_request):
    await asyncio.sleep(60)


async def _error(_request):
    return web.Response(status=500, text='{"error": "secret words"}')


async def _bad_request(_request):
    return web.Response(status=400, text="not JSON")


async def _not_json(_request):
    return web.Response(text="hello")


async def _half_json(_request):
    return web.Response(text='{"events": [', content_type="application/json")


async def _wrong_shape(_request):
    return web.json_response({"events": "none", "responses": []})


async def _unknown_event(_request):
    return web.json_response({"events": [{"event": "nonsense"}], "responses": []})


async def _drops(request):
    request.transport.abort()
    return web.Response()


@pytest.mark.parametrize("reply", [_hang, _error, _bad_request, _not_json, _half_json, _wrong_shape, _unknown_event, _drops])
async def test_a_failure_becomes_an_apology_in_time(action_server, domain, change_settings, reply, caplog):
    change_settings("bot.server.patches.action_endpoint", action_timeout=0.5)
    action_server.reply = reply
    started = time.monotonic()
    (said,) = await _run(action_server.url, domain)
    assert time.monotonic() - started < 2
    assert said.text == "Sorry."
    assert said.metadata["topics"] == ["chat/help"]
    assert "action_answer" in caplog.text
    assert "secret words" not in caplog.text


def test_the_time_leaves_room_within_five_seconds(change_settings):
    assert change_settings().action_timeout <= 4.5


async def test_no_action_server_becomes_an_apology(domain, unused_tcp_port):
    (said,) = await _run(f"http://127.0.0.1:{unused_tcp_port}/webhook", domain)
    assert said.text == "Sorry."


async def test_without_a_response_for_it_the_apology_is_the_channels_own(domain, unused_tcp_port):
    del domain.responses["utter_apology"]
    (said,) = await _run(f"http://127.0.0.1:{unused_tcp_port}/webhook", domain)
    assert said.text
    assert said.metadata["topics"] == ["chat/help"]


async def test_a_rejection_still_lets_another_action_try(action_server, domain):
    async def reject(_request):
        return web.Response(status=400, text='{"action_name": "action_answer", "error": "not now"}')

    action_server.reply = reject
    with pytest.raises(ActionExecutionRejection):
        await _run(action_server.url, domain)


@pytest.mark.parametrize(
    "result", [None, [], {"events": "x"}, {"events": [{}]}, {"events": [{"event": "nonsense"}]}, {"responses": {}}, {"responses": ["x"]}]
)
def test_a_bad_result_is_refused_as_rasa_refuses_it(result):
    action = RemoteAction("action_answer", None)
    with pytest.raises(ValidationError):
        action._validate_action_result(result)


def test_a_good_result_is_checked_in_a_fraction_of_a_millisecond():
    action = RemoteAction("action_answer", None)
    assert action._validate_action_result(ANSWER)
    started = time.perf_counter()
    for _ in range(100):
        action._validate_action_result(ANSWER)
    assert (time.perf_counter() - started) / 100 < 0.005


SLOT = {"event": "slot", "timestamp": None, "name": "mood", "value": ["x"]}


@pytest.mark.parametrize("responses", [[], [{}], [{"text": "a", "claims": []}], ["x"], None])
@pytest.mark.parametrize(
    "change",
    [
        {}, {"timestamp": 1.5}, {"timestamp": True}, {"timestamp": "x"}, {"name": None}, {"event": "bot"}, {"event": 1}, {"value": None},
        {"metadata": {}}, {"metadata": []}, {"more": 1},
    ],
)  # fmt: skip
def test_what_is_taken_for_plain_is_what_the_schema_allows(change, responses):
    result = {"events": [SLOT, {**SLOT, **change}], "responses": responses}
    try:
        allowed = action_result.PATCH.original()(RemoteAction("action_answer", None), result)
    except ValidationError:
        allowed = False
    assert not action_result.is_plain(result) or allowed
    assert action_result.is_plain({"events": [SLOT], "responses": [{"text": "a"}]})
    without = {name: value for name, value in SLOT.items() if name != "value"}
    assert not action_result.is_plain({"events": [without]})
