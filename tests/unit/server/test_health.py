"""Ready is who answers; who once did stays ready while the databases are gone."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from rasa.core.lock_store import InMemoryLockStore, LockError
from sanic import Sanic

from bot.server import health as health_module
from bot.server.health import Health, add_health_routes
from bot.server.tracker_store import CannotRead


class _Agent:
    """Stands in for Rasa: understands, answers with a fact, and has stores; each can be broken."""

    model_id = "right"

    def __init__(self):
        self.lock_store = InMemoryLockStore()
        self.tracker_store = SimpleNamespace(retrieve=self._retrieve)
        self.understands, self.claims, self.stored, self.asked = True, ["c"], True, 0

    async def _retrieve(self, _sender):
        if not self.stored:
            raise CannotRead("OperationalError")


@pytest.fixture
def agent(monkeypatch):
    found = _Agent()

    async def answer_alone(_agent, message):
        found.asked += 1
        if not found.understands:
            raise RuntimeError("no model")
        await message.output_channel.emit("readiness", {"text": "A text.", "topics": [], "claims": found.claims, "content_version": "v"})
        return SimpleNamespace(latest_message=SimpleNamespace(intent={"name": "ask_topic"}))

    monkeypatch.setattr(health_module, "answer_alone", answer_alone)
    monkeypatch.setattr(health_module, "KEPT", -1.0)
    return found


async def test_a_process_that_answers_with_a_fact_is_ready(agent):
    ready, state = await Health(agent, "right").check()
    assert ready
    assert state["model_id"] == "right"


async def test_another_model_is_never_ready(agent):
    assert not (await Health(agent, "another").check())[0]


async def _break(agent, what):
    if what == "facts":
        agent.claims = []
    elif what == "conversations":
        agent.stored = False
    else:

        def lock(_conversation):
            raise LockError("gone")

        agent.lock_store = SimpleNamespace(lock=lock)


@pytest.mark.parametrize("what", ["facts", "conversations", "locks"])
async def test_it_is_not_ready_before_all_of_it_worked_once(agent, what):
    await _break(agent, what)
    ready, _state = await Health(agent, "right").check()
    assert not ready


@pytest.mark.parametrize("what", ["facts", "conversations", "locks"])
async def test_it_stays_ready_when_what_all_share_is_gone_and_says_so(agent, what):
    health = Health(agent, "right")
    assert (await health.check())[0]
    await _break(agent, what)
    ready, state = await health.check()
    assert ready
    assert state["answers_with_facts" if what == "facts" else what] is False


async def test_it_is_not_ready_when_it_understands_no_more(agent):
    health = Health(agent, "right")
    assert (await health.check())[0]
    agent.understands = False
    assert not (await health.check())[0]


async def test_asking_often_costs_one_answer(agent, monkeypatch):
    monkeypatch.setattr(health_module, "KEPT", 60.0)
    health = Health(agent, "right")
    await asyncio.gather(*(health.check() for _ in range(20)))
    assert agent.asked == 1


@pytest.mark.parametrize(("understands", "status"), [(True, 200), (False, 503)])
async def test_the_routes_say_it_by_their_status(agent, understands, status):
    agent.understands = understands
    app = Sanic("health_test", configure_logging=False, register=False)
    add_health_routes(app, Health(agent, "right"))
    handlers = {route.path: route.handler for route in app.router.routes}
    assert (await handlers["health/ready"](None)).status == status
    assert (await handlers["health/live"](None)).status == 200
