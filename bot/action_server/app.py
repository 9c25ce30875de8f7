"""rasa-sdk's executor behind a server of ours. Its own server sends the error's text and the whole request back, and logs both."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import time
import zlib
from collections.abc import Callable
from typing import Any

from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException
from sanic import Sanic, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.observability import request_ids
from bot.observability.exposure import add_metrics_route
from bot.observability.logs import FACTS
from bot.observability.metrics import ACTION_SECONDS
from bot.settings import Settings

# Seconds for one look into the knowledge base.
PATIENCE = 3.0
logger = logging.getLogger(__name__)


def _call_of(request: Request) -> dict[str, Any]:
    """Returns Rasa's call.

    Raises:
        ValueError: if it is none.
    """
    body = request.body or b""
    try:
        body = zlib.decompress(body) if request.headers.get("content-encoding") == "deflate" else body
        call = json.loads(body)
    except (ValueError, zlib.error, RecursionError):
        raise ValueError("the body must be JSON") from None
    if not isinstance(call, dict) or not isinstance(call.get("next_action"), str) or not isinstance(call.get("tracker"), dict):
        raise ValueError("the body must be a call of an action")
    return call


async def _run(executor: ActionExecutor, call: dict[str, Any]) -> HTTPResponse:
    name = call["next_action"]
    try:
        return response.json(await executor.run(call))
    except ActionExecutionRejection as rejection:
        return response.json({"error": rejection.message, "action_name": rejection.action_name}, status=400)
    except ActionNotFoundException:
        return response.json({"error": "there is no such action", "action_name": name}, status=404)
    except Exception as error:
        # Only the kind of error: its message may hold what a person wrote.
        logger.error("The action %s failed: %s", name if name in executor.actions else "other", type(error).__name__)
        return response.json({"error": type(error).__name__, "action_name": name}, status=500)


def build_app(settings: Settings, content_version: Callable[[], str], package: Any = "actions") -> Sanic:
    """Returns the server.

    Args:
        settings: where it listens.
        content_version: reads the content's version from the knowledge base; raises if it cannot be read.
        package: where the actions are.
    """
    app = Sanic("night_cramp_actions", configure_logging=False)
    executor = ActionExecutor()
    executor.register_package(package)
    request_ids.add_request_ids(app)
    add_metrics_route(app, settings.action_host, os.environ)
    _add_health_routes(app, content_version)

    @app.post("/webhook", name="webhook")
    async def webhook(request: Request) -> HTTPResponse:
        begun = time.perf_counter()
        try:
            call = _call_of(request)
        except ValueError as refusal:
            return response.json({"error": str(refusal)}, status=400)
        answer = await _run(executor, call)
        seconds = time.perf_counter() - begun
        name = call["next_action"] if call["next_action"] in executor.actions else "other"
        outcome = "answered" if answer.status == 200 else "failed"
        ACTION_SECONDS.labels(name, outcome).observe(seconds)
        logger.info("action", extra={FACTS: {"action": name, "outcome": outcome, "ms": round(seconds * 1000, 1)}})
        return answer

    @app.exception(Exception)
    async def say_the_kind(_request: Request, error: Exception) -> HTTPResponse:
        return response.json({"error": type(error).__name__}, status=error.status_code if isinstance(error, SanicException) else 500)

    return app


def _add_health_routes(app: Sanic, content_version: Callable[[], str]) -> None:
    async def live(_request: Request) -> HTTPResponse:
        return response.json({"status": "ok"})

    async def ready(_request: Request) -> HTTPResponse:
        try:
            version = await asyncio.wait_for(asyncio.to_thread(content_version), PATIENCE)
        except Exception as error:
            return response.json({"status": "not ready", "error": type(error).__name__}, status=503)
        return response.json({"status": "ready", "content_version": version})

    app.add_route(live, "/health/live", name="live")
    # rasa-sdk's address of it, which `make shell` and Rasa's own charts ask.
    app.add_route(live, "/health", name="health")
    app.add_route(ready, "/health/ready", name="ready")
