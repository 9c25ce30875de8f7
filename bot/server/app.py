"""Puts Rasa together as a server: model, stores, channels, and only the routes we want."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

from bot.observability.exposure import add_metrics_route
from bot.observability.request_ids import add_request_ids
from bot.server.model_id import read_model_id
from bot.server.patches import install_all
from bot.server.tracker_route import add_tracker_route, offers_tracker
from bot.settings import PROJECT, Settings

ENDPOINTS = PROJECT / "endpoints.yml"
CREDENTIALS = PROJECT / "credentials.yml"
# Far above any message, far below what would keep the server busy.
MAX_REQUEST_BYTES = 1_000_000
logger = logging.getLogger(__name__)


class CannotStart(RuntimeError):
    """The server cannot start; the text is for the person who started it."""


def load_agent(model: Path, settings: Settings) -> Any:
    """Loads a model with the stores and texts of endpoints.yml.

    Args:
        model: the archive, or a folder whose newest archive is meant.
        settings: where the action server is.

    Returns:
        Rasa's agent, ready.

    Raises:
        CannotStart: if anything of it cannot be used.
    """
    install_all()
    if not model.exists():
        raise CannotStart(f"There is no model at {model}. Train one with: make train")
    from rasa.core.agent import Agent
    from rasa.core.lock_store import LockStore
    from rasa.core.tracker_store import TrackerStore
    from rasa.core.utils import AvailableEndpoints

    from bot.server.action_servers import ActionServers

    endpoints = AvailableEndpoints.read_endpoints(str(ENDPOINTS))
    written = endpoints.action.kwargs if endpoints.action else {}
    action = ActionServers(
        [f"http://{_host(host)}:{port}/webhook" for host, port in settings.action_servers], settings.action_timeout, **written
    )
    try:
        agent = Agent.load(
            model,
            generator=endpoints.nlg,
            tracker_store=TrackerStore.create(endpoints.tracker_store),
            lock_store=LockStore.create(endpoints.lock_store),
            action_endpoint=action,
        )
    except Exception as error:
        raise CannotStart(f"The model {model} cannot be used: {type(error).__name__}: {error}") from error
    if not agent.is_ready() or not agent.model_id:
        raise CannotStart(f"The model {model} was not loaded.")
    wanted = wanted_model(model, settings)
    if agent.model_id != wanted:
        raise CannotStart(f"The model {model} was loaded as {agent.model_id}, but {wanted} is wanted.")
    return agent


def _host(name: str) -> str:
    return f"[{name}]" if ":" in name and not name.startswith("[") else name


def wanted_model(model: Path, settings: Settings) -> str | None:
    """Returns the id of the model that must be served: MODEL_ID, else that of the archive, newest in its folder."""
    if settings.model_id:
        return settings.model_id
    archives = [model] if model.is_file() else sorted(model.glob("*.tar.gz"), key=lambda file: file.stat().st_ctime)
    return read_model_id(archives[-1]) if archives else None


async def check_understanding(agent: Any) -> None:
    """Lets the model understand one message: a component that failed to load shows here, and the first person does not wait for it.

    Raises:
        CannotStart: if it cannot.
    """
    try:
        parsed = await agent.parse_message("What can you tell me?")
    except Exception as error:
        raise CannotStart(f"The model does not understand anything: {type(error).__name__}: {error}") from error
    if not (parsed.get("intent") or {}).get("name"):
        raise CannotStart("The model finds no intent in a plain question; train it again with: make train")


def build_app(agent: Any, settings: Settings) -> Any:
    """Returns the Sanic server with `/`, `/health/…`, `/webhooks/…` of credentials.yml, and the routes for operators where they are wanted.

    Rasa's HTTP API stays closed: it would let anybody load models and read every conversation.

    Raises:
        CannotStart: if a database of the channels cannot be used.
    """
    from rasa.core.run import configure_app, create_http_input_channels
    from sqlalchemy.exc import SQLAlchemyError

    from bot.server.health import Health, add_health_routes

    try:
        channels = create_http_input_channels(None, str(CREDENTIALS))
        app = configure_app(channels, enable_api=False, port=settings.bot_port)
    except SQLAlchemyError as error:
        raise CannotStart(f"A database of the channels cannot be used: {type(error).__name__}.") from error
    app.ctx.agent = agent
    app.config.REQUEST_MAX_SIZE = MAX_REQUEST_BYTES
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.config.MOTD = False
    add_request_ids(app)
    add_health_routes(app, Health(agent, getattr(agent, "model_id", "")))
    add_metrics_route(app, settings.bot_host, os.environ)
    if offers_tracker(settings.bot_host, os.environ):
        add_tracker_route(app, any_host=os.environ.get("BOT_TRACKER_ROUTE", "").strip() == "1")
    return app
