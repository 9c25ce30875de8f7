"""The REST channel: Rasa's address and request, and a superset of its reply."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any

from rasa.core.channels.rest import RestInput
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse, ResponseStream

from bot.channels.gate import Refused, check_sender
from bot.channels.output import ContractOutputChannel
from bot.channels.turn import Handler, log_failure, take_turn

_CHANNEL = re.compile(r"[A-Za-z0-9_-]{1,32}")
_MAX_METADATA = 4096
_END = object()


def _read(request: Request) -> dict[str, Any]:
    """Returns sender, message, input_channel and metadata of a request.

    Raises:
        Refused: if the body is no such request.
    """
    try:
        body = json.loads(request.body or b"")
    except (ValueError, RecursionError):
        raise Refused("the body must be JSON in UTF-8") from None
    if not isinstance(body, dict):
        raise Refused("the body must be a JSON object")
    if not isinstance(body.get("message"), str):
        raise Refused("message must be a text")
    channel = body.get("input_channel")
    if channel is not None and (not isinstance(channel, str) or not _CHANNEL.fullmatch(channel)):
        raise Refused("input_channel must be 1 to 32 letters, digits, _ or -")
    metadata = body.get("metadata")
    if metadata is not None and (not isinstance(metadata, dict) or len(json.dumps(metadata)) > _MAX_METADATA):
        raise Refused(f"metadata must be an object of at most {_MAX_METADATA} characters")
    return {"message": body["message"], "sender": check_sender(body.get("sender")), "channel": channel or "rest", "metadata": metadata}


class RestChannel(RestInput):
    """`POST /webhooks/rest/webhook`. A request that makes sense is always answered with at least one message."""

    @classmethod
    def name(cls) -> str:
        """Returns the channel's name, which is also its place in the URL."""
        return "rest"

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """Returns the routes.

        Args:
            on_new_message: Rasa's handler.
        """
        routes = Blueprint("night_cramp_rest", __name__)

        @routes.route("/", methods=["GET"])
        async def health(_request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @routes.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse | ResponseStream:
            try:
                turn = _read(request)
            except Refused as refusal:
                return response.json({"error": str(refusal)}, status=400)
            if str(request.args.get("stream", "")).lower() == "true":
                return response.stream(_stream(on_new_message, turn), content_type="text/event-stream")
            output = ContractOutputChannel()
            await take_turn(on_new_message, output=output, **turn)
            return response.json(output.messages)

        return routes


def _stream(handler: Handler, turn: dict[str, Any]) -> Any:
    """Returns a function that writes each message as a line of JSON when it is said. It ends, whatever happens."""

    async def write(client: Any) -> None:
        queue: asyncio.Queue[Any] = asyncio.Queue()

        async def answer() -> None:
            try:
                await take_turn(handler, output=ContractOutputChannel(queue), **turn)
            except Exception as error:
                log_failure("A streamed answer broke off", error)
            finally:
                queue.put_nowait(_END)

        task = asyncio.ensure_future(answer())
        try:
            while (message := await queue.get()) is not _END:
                await client.write(json.dumps(message) + "\n")
        finally:
            # A client that went away must not cut the turn short: the tracker would lose it.
            await asyncio.shield(task)

    return write
