"""The web channel as Rasa knows it (credentials.yml)."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse
from socketio import AsyncServer

from bot.channels.turn import Handler
from bot.channels.web.desk import WebDesk
from bot.channels.web.feedback import FeedbackBook
from bot.channels.web.origins import OriginRule
from bot.channels.web.pages import add_pages
from bot.channels.web.rest_routes import add_rest_routes
from bot.channels.web.sessions import Sessions, load_secret
from bot.channels.web.sockets import SocketEvents, make_server
from bot.settings import Settings, load_settings

SOCKET_PATH = "/socket.io"


class WebBlueprint(Blueprint):
    """Routes that also bring a Socket.IO server and the widget's pages to the server they are added to."""

    def __init__(self, server: AsyncServer, origins: OriginRule) -> None:
        super().__init__("night_cramp_web", __name__)
        self.ctx.server = server
        self.ctx.origins = origins
        self.ctx.app = None

    def register(self, app: Sanic, options: dict[str, Any]) -> None:
        """Adds everything to Rasa's server."""
        self.ctx.app = app
        self.ctx.server.attach(app, SOCKET_PATH)
        add_pages(app, self.ctx.origins.allowed)
        super().register(app, options)


class WebChannel(InputChannel):
    """Socket.IO at `/socket.io`, REST at `/webhooks/web/…`, the chat at `/chat`."""

    def __init__(self, settings: Settings | None = None) -> None:
        """Takes the settings; the process's own if none are given."""
        self._settings = settings or load_settings()

    @classmethod
    def name(cls) -> str:
        """Returns the channel's name, which is also its place in the URL."""
        return "web"

    def blueprint(self, on_new_message: Handler) -> WebBlueprint:
        """Returns the routes.

        Args:
            on_new_message: Rasa's handler.
        """
        settings = self._settings
        origins = OriginRule(settings.allowed_origins)
        server = make_server(origins)
        routes = WebBlueprint(server, origins)
        sessions = Sessions(load_secret(settings.session_secret, settings.data_folder))
        desk = WebDesk(on_new_message, sessions, FeedbackBook(settings.feedback_url), lambda: routes.ctx.app.ctx.agent, settings)
        SocketEvents(server, desk, settings.proxies)
        add_rest_routes(routes, desk, origins, settings.proxies)

        @routes.route("/", methods=["GET"], name="health")
        async def health(_request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        return routes
