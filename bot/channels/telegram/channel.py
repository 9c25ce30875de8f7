"""The channel as Rasa knows it: `POST /webhooks/telegram/webhook`, and nothing at all without a token."""

from __future__ import annotations

import hmac
import json
import logging
import os
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.telegram.options import HOW_TO_START, TelegramOptions, read_options
from bot.channels.turn import Handler, log_failure
from bot.settings import Settings, SettingsError, load_settings

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
logger = logging.getLogger(__name__)


class TelegramChannel(InputChannel):
    """Telegram, by webhook or by long polling."""

    def __init__(self, options: TelegramOptions | None, settings: Settings | None = None) -> None:
        """Makes the channel; without options it does nothing."""
        self._options = options
        self._settings = settings

    @classmethod
    def name(cls) -> str:
        """Returns the channel's name, which is also its place in the URL."""
        return "telegram"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> TelegramChannel:
        """Makes the channel from the environment; credentials.yml holds no secret. A bad setting turns it off and says so."""
        try:
            options = read_options(os.environ)
        except SettingsError as error:
            logger.error("Telegram is off: %s", error)
            return cls(None)
        if options is None:
            logger.info(HOW_TO_START)
        return cls(options)

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """Returns the routes.

        Args:
            on_new_message: Rasa's handler.
        """
        routes = Blueprint("night_cramp_telegram", __name__)
        options = self._options

        @routes.route("/", methods=["GET"])
        async def health(_request: Request) -> HTTPResponse:
            return response.json({"status": "ok" if options else "off"})

        if options is not None:
            self._add(routes, options, on_new_message)
        return routes

    def _add(self, routes: Blueprint, options: TelegramOptions, handler: Handler) -> None:
        # Only who has a token pays for the library.
        from bot.channels.telegram.service import Service

        service: Service | None = None
        secret = options.secret.encode()

        async def start(app: Any, _loop: Any) -> None:
            nonlocal service
            service = Service(options, self._settings or load_settings(), app.ctx.agent, handler)
            service.start()

        async def stop(_app: Any, _loop: Any) -> None:
            if service is not None:
                await service.close()

        routes.listener("after_server_start")(start)
        routes.listener("before_server_stop")(stop)

        @routes.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
            if not hmac.compare_digest(given, secret):
                return response.json({"error": "forbidden"}, status=403)
            if service is None:
                return response.json({"error": "starting"}, status=503)
            try:
                update = json.loads(request.body or b"")
            except (ValueError, RecursionError):
                update = None
            try:
                service.desk.accept(update)
            except Exception as error:  # not on disk, so Telegram is to send it again
                log_failure("An update could not be taken in", error)
                return response.json({"error": "try again"}, status=503)
            return response.json({"ok": True})
