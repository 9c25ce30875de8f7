"""`GET /conversations/<id>/tracker`: a conversation, read-only, for people on the same machine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.account import account_of
from bot.channels.gate import Refused, check_sender
from bot.observability.exposure import is_offered, names_this_machine


def offers_tracker(host: str, environment: Mapping[str, str]) -> bool:
    """Returns whether the route is opened.

    Args:
        host: where the server listens.
        environment: as in `os.environ`; BOT_TRACKER_ROUTE=1 opens it on any host, =0 nowhere.
    """
    return is_offered("BOT_TRACKER_ROUTE", host, environment)


def _event(event: Mapping[str, Any]) -> dict[str, Any]:
    """Returns an event as it is shown: of a bot event's metadata only the account, as the channels send it."""
    shown = dict(event)
    if shown.get("event") == "bot":
        shown["metadata"] = account_of(shown.get("metadata") or {})
    return shown


def add_tracker_route(app: Sanic, any_host: bool = False) -> None:
    """Adds the route to Rasa's server.

    Args:
        app: the server; `app.ctx.agent` is Rasa's agent.
        any_host: whether a request may name any host. Otherwise only this machine's names are answered: a web page that points
            a name of its own at 127.0.0.1 must not read conversations.
    """

    @app.get("/conversations/<conversation_id>/tracker")
    async def tracker(request: Request, conversation_id: str) -> HTTPResponse:
        from rasa.shared.core.trackers import EventVerbosity

        if not any_host and not names_this_machine(request):
            return response.json({"error": "ask from this machine"}, status=403)
        try:
            found = await app.ctx.agent.tracker_store.retrieve_full_tracker(check_sender(conversation_id))
        except Refused as refusal:
            return response.json({"error": str(refusal)}, status=400)
        if found is None:
            return response.json({"error": "there is no such conversation"}, status=404)
        state = found.current_state(EventVerbosity.ALL)
        state["events"] = [_event(event) for event in state["events"] or []]
        return response.json(state)
