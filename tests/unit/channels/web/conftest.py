"""A web channel on a real server with a stand-in for Rasa, and conversations in a real tracker store."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from types import SimpleNamespace

import httpx
import pytest
import socketio
from rasa.core.lock_store import InMemoryLockStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Sanic
from sanic.touchup.service import TouchUp

from bot.channels import account
from bot.channels.web.channel import WebChannel
from bot.server.tracker_store import BoundedTrackerStore
from bot.settings import read_settings

_numbers = itertools.count()
_rewrite = TouchUp.run


class Rasa:
    """Stands in for Rasa: says what it is told to, keeps what was said in a tracker store, or fails."""

    def __init__(self, folder):
        self.tracker_store = BoundedTrackerStore(Domain.empty(), host=f"sqlite:///{folder / 'conversations.db'}")
        self.lock_store = InMemoryLockStore()
        self.says = ["An answer.\n\nWith a second paragraph."]
        self.seen = []
        self.fails = None

    async def handle(self, message):
        self.seen.append(message)
        async with self.lock_store.lock(message.sender_id):
            tracker = await self.tracker_store.retrieve(message.sender_id) or DialogueStateTracker(message.sender_id, [])
            tracker.update(UserUttered(message.text, metadata=message.metadata))
            for text in self.says:
                said = {"text": text, "topics": ["chat/help"], "buttons": [{"title": "More", "payload": "/ask_more"}]}
                await message.output_channel.send_response(message.sender_id, said)
                tracker.update(BotUttered(text, {"buttons": said["buttons"]}, {"topics": ["chat/help"]}))
            await self.tracker_store.save(tracker)
        if self.fails:
            raise self.fails


@pytest.fixture
def rasa(tmp_path, monkeypatch):
    monkeypatch.setattr(account, "content_version", lambda: "v")
    return Rasa(tmp_path)


@pytest.fixture
def settings(tmp_path):
    def make(**environment):
        return read_settings({"BOT_DATA_FOLDER": str(tmp_path), "BOT_ALLOWED_ORIGINS": "https://clinic.example", **environment})

    return make


@pytest.fixture
async def web(rasa, settings, monkeypatch, unused_tcp_port_factory):
    """Serves the channel; returns its address and an HTTP client."""

    def rewrite_once(app):
        # Sanic rewrites its own functions when a server starts, which fails when a second server of the same process does it again.
        with contextlib.suppress(KeyError):
            _rewrite(app)

    monkeypatch.setattr(TouchUp, "run", rewrite_once)
    async with contextlib.AsyncExitStack() as stack:

        async def start(**environment):
            port = unused_tcp_port_factory()
            app = Sanic(f"web_test_{next(_numbers)}", configure_logging=False)
            app.ctx.agent = rasa
            app.blueprint(WebChannel(settings(**environment)).blueprint(rasa.handle), url_prefix="/webhooks/web")
            server = await app.create_server(host="127.0.0.1", port=port, return_asyncio_server=True)
            await server.startup()
            stack.push_async_callback(server.wait_closed)
            stack.callback(server.close)
            url = f"http://127.0.0.1:{port}"
            client = await stack.enter_async_context(httpx.AsyncClient(base_url=url, timeout=10))
            return SimpleNamespace(url=url, http=client)

        yield start


@pytest.fixture
async def browser(web):
    """Connects a Socket.IO client and returns it with the list of all it was told."""
    clients = []

    async def connect(url, token=None, **options):
        client = socketio.AsyncClient(reconnection=False)
        client.heard = []
        for name in ("session_confirm", "history", "bot_uttered", "user_echo", "cleared"):
            client.on(name, lambda data=None, name=name: client.heard.append((name, data)))
        await client.connect(url, transports=["websocket"], **options)
        clients.append(client)
        if token is not False:
            answer = await client.call("session_request", {"session_id": token}, timeout=5)
            client.token = answer.get("session_id")
            await asyncio.sleep(0.05)
        return client

    yield connect
    for client in clients:
        with contextlib.suppress(Exception):
            await asyncio.wait_for(client.disconnect(), 3)
