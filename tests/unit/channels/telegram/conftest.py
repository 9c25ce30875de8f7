"""A running channel: the strict Bot API server on one side, a stand-in for Rasa on the other."""

from __future__ import annotations

import asyncio
import contextlib
import time
from types import SimpleNamespace

import pytest
from aiohttp.test_utils import TestServer

from bot.channels import account
from bot.channels.telegram import api as bot_api
from bot.channels.telegram.options import read_options
from bot.channels.telegram.service import Service
from bot.settings import read_settings
from tests.telegram.strict_api import TOKEN, StrictApi


class Rasa:
    """Stands in for Rasa: echoes, or says what it is told to."""

    def __init__(self):
        self.seen = []
        self.says = {}
        self.seconds = 0.0
        self.fails = None
        self.running = self.most_running = 0

    async def __call__(self, message):
        self.seen.append((message.sender_id, message.text))
        self.running += 1
        self.most_running = max(self.running, self.most_running)
        try:
            await asyncio.sleep(self.seconds)
            if self.fails:
                raise self.fails
            for event in self.says.get(message.text, [{"text": f"echo {message.text}", "topics": ["chat/greet"]}]):
                await message.output_channel.send_response(message.sender_id, event)
        finally:
            self.running -= 1


class Store:
    """Stands in for the tracker store."""

    def __init__(self):
        self.slots = {}

    async def retrieve(self, _conversation):
        if not self.slots:
            return None
        event = SimpleNamespace(type_name="user", timestamp=time.time())
        return SimpleNamespace(events=[event], get_slot=self.slots.get)


@pytest.fixture
def rasa(monkeypatch):
    monkeypatch.setattr(account, "content_version", lambda: "v")
    return Rasa()


@pytest.fixture
async def api():
    strict = StrictApi()
    server = TestServer(strict.app())
    await server.start_server()
    strict.url = str(server.make_url("")).rstrip("/")
    yield strict
    await server.close()


@pytest.fixture
def store():
    return Store()


@pytest.fixture
async def start(api, rasa, store, tmp_path, monkeypatch):
    """A function that starts a channel on the same data; what it returns can be stopped and started again."""
    monkeypatch.setattr(bot_api, "FIRST_PAUSE", 0.01)
    settings = read_settings({"BOT_DATA_FOLDER": str(tmp_path)})
    agent = SimpleNamespace(tracker_store=store, domain=SimpleNamespace(session_config=SimpleNamespace(session_expiration_time=60)))
    services = []

    async def begin(mode="webhook", introduced=True):
        options = read_options({"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": api.url, "TELEGRAM_MODE": mode})
        service = Service(options, settings, agent, rasa)
        services.append(service)
        service.start()
        while introduced and not (service.clerk.me.username and api.commands):
            await asyncio.sleep(0.005)
        return service

    yield begin
    for service in services:
        with contextlib.suppress(Exception):
            await service.close()


@pytest.fixture
async def service(start):
    return await start()


@pytest.fixture
def take(service):
    """A function that takes updates in and waits until they are done."""

    async def work(*updates):
        for update in updates:
            service.desk.accept(update)
        await service.desk.idle()

    return work
