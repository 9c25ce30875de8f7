"""Whether the process lives, and whether it answers as it should.

Ready means: the model is the wanted one, and once since the start a question was answered with a fact while every store worked. From
then on a process stays ready as long as it understands: when a store or the action servers are gone, all processes suffer alike, and a
balancer that took them all away would take away the answers to emergencies, which need none of it.
"""

from __future__ import annotations

import asyncio
import time
import uuid
from typing import Any

from rasa.core.channels.channel import UserMessage
from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.output import ContractOutputChannel
from bot.observability.metrics import DEPENDENCY, READY
from bot.server.alone import answer_alone

QUESTION = "what is a diuretic"
# Seconds for one check, and for how long its result is given out again: asking often must cost nothing.
PATIENCE = 6.0
KEPT = 2.0


class Health:
    """Looks after one agent."""

    def __init__(self, agent: Any, model_id: str) -> None:
        """Takes Rasa's agent and the id of the model that it is to have."""
        self._agent = agent
        self._model_id = model_id
        self._proved = False
        self._checking = asyncio.Lock()
        self._last: tuple[float, bool, dict[str, Any]] | None = None

    async def check(self) -> tuple[bool, dict[str, Any]]:
        """Returns whether the process is ready, and what is and is not well."""
        async with self._checking:
            if self._last is None or time.monotonic() - self._last[0] > KEPT:
                ready, state = await self._look()
                self._last = (time.monotonic(), ready, state)
            return self._last[1], self._last[2]

    async def _look(self) -> tuple[bool, dict[str, Any]]:
        understands, knows = await self._ask()
        locks, conversations = await self._works(self._lock()), await self._works(self._agent.tracker_store.retrieve("readiness"))
        right_model = self._agent.model_id == self._model_id
        self._proved = self._proved or (knows and locks and conversations)
        ready = right_model and understands and self._proved
        READY.set(ready)
        DEPENDENCY.set(knows)
        state = {"model_id": self._agent.model_id, "right_model": right_model, "understands": understands, "answers_with_facts": knows}
        return ready, {"status": "ready" if ready else "not ready", **state, "locks": locks, "conversations": conversations}

    async def _ask(self) -> tuple[bool, bool]:
        """Asks a real question; returns whether it was understood, and whether it was answered with a fact."""
        output = ContractOutputChannel()
        message = UserMessage(QUESTION, output, "readiness", input_channel="readiness")
        try:
            tracker = await asyncio.wait_for(answer_alone(self._agent, message), PATIENCE)
        except Exception:
            return False, False
        understood = bool(tracker.latest_message and tracker.latest_message.intent.get("name")) and bool(output.messages)
        return understood, any(said["metadata"].get("claims") for said in output.messages)

    async def _lock(self) -> None:
        async with self._agent.lock_store.lock(f"readiness-{uuid.uuid4().hex}"):
            pass

    @staticmethod
    async def _works(attempt: Any) -> bool:
        try:
            await asyncio.wait_for(attempt, PATIENCE)
        except Exception:
            return False
        return True


def add_health_routes(app: Sanic, health: Health) -> None:
    """Adds `GET /health/live` and `GET /health/ready`; the second says 503 while the process is not ready."""

    @app.get("/health/live", name="live")
    async def live(_request: Request) -> HTTPResponse:
        return response.json({"status": "ok"})

    @app.get("/health/ready", name="ready")
    async def ready(_request: Request) -> HTTPResponse:
        is_ready, state = await health.check()
        return response.json(state, status=200 if is_ready else 503)
