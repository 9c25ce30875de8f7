"""A running bot whose Telegram is on this machine."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.channels.telegram.inbox import Inbox
from bot.channels.telegram.options import read_options
from bot.channels.telegram.people import People
from tests.servers import RunningBot, free_ports
from tests.telegram.strict_api import TOKEN, StrictApi, served

HERE = Path(__file__).parent
SECRET = read_options({"TELEGRAM_TOKEN": TOKEN}).secret
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class TelegramBot:
    """A running bot, and the strict Bot API server that it talks with."""

    def __init__(self, folder: Path, api: StrictApi, api_url: str, mode: str = "webhook") -> None:
        self.api = api
        self.folder = folder
        # One machine writes for many people here, so the web's limits are set out of its way.
        roomy = {"WEB_MESSAGES_PER_MINUTE": "100000", "WEB_MESSAGES_PER_MINUTE_FROM_ADDRESS": "100000"}
        self._bot = RunningBot(folder, TELEGRAM_TOKEN=TOKEN, TELEGRAM_API_URL=api_url, TELEGRAM_MODE=mode, **roomy)
        self.url = self._bot.url
        self._people = People(Inbox(f"sqlite:///{folder / 'telegram.db'}"))

    @property
    def hook(self) -> str:
        return f"{self.url}/webhooks/telegram/webhook"

    async def deliver(self, *updates: dict[str, Any]) -> None:
        """Sends updates to the webhook, one after the other."""
        for update in updates:
            await self.api.deliver(self.hook, update, SECRET)

    def says(self, chat: int, text: str, expected: int = 1) -> list[dict[str, Any]]:
        """Lets a person write and returns what the bot sends for it."""
        before = len(self.api.sent(chat))
        asyncio.run(self.deliver(self.api.update(message=self.api.message(chat, text))))
        return self.api.wait_for(chat, before + expected)[before:]

    def rest(self, sender: str, text: str) -> list[dict[str, Any]]:
        """Asks over REST."""
        return self._post("/webhooks/rest/webhook", {"sender": sender, "message": text})

    def web_session(self) -> str:
        """Opens a conversation of the web chat."""
        return self._post("/webhooks/web/session", {})["session_id"]

    def web(self, session: str, text: str) -> list[dict[str, Any]]:
        """Asks in the web chat."""
        return self._post("/webhooks/web/webhook", {"session_id": session, "message": text})["messages"]

    def _post(self, path: str, content: dict[str, Any]) -> Any:
        request = urllib.request.Request(f"{self.url}{path}", json.dumps(content).encode(), {"Content-Type": "application/json"})
        with _OPENER.open(request, timeout=60) as answer:
            return json.load(answer)

    def bot_events(self, chat: int) -> list[dict[str, Any]]:
        """Returns what the tracker holds of a private chat's answers."""
        conversation = self._people.conversation(chat, chat)
        with _OPENER.open(f"{self.url}/conversations/{conversation}/tracker", timeout=60) as answer:
            return [event for event in json.load(answer)["events"] if event["event"] == "bot"]

    def kill(self) -> None:
        """Kills Rasa as `kill -9` does, and ends the action server."""
        for child in self._bot._children._running:
            if child.name == "Rasa":
                child.process.kill()
                child.process.wait()
        self._bot._children.stop()

    def stop(self) -> None:
        self._bot.stop()

    def check(self) -> None:
        self._bot.check()


@pytest.fixture(scope="session")
def telegram_bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TelegramBot]:
    """One bot by webhook for all tests that break nothing."""
    api = StrictApi()
    with served(api) as url:
        bot = TelegramBot(tmp_path_factory.mktemp("telegram"), api, url)
        yield bot
        bot.stop()


@pytest.fixture
def other_server(tmp_path: Path) -> Iterator[str]:
    """The address of telegram-test-api."""
    if not (HERE / "node_modules" / "telegram-test-api").is_dir():
        npm = shutil.which("npm") or pytest.fail("npm is missing; install Node 20", pytrace=False)
        subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=HERE, check=True, timeout=240, capture_output=True)
    (port,) = free_ports(1)
    with subprocess.Popen(["node", "other_server.js", str(port)], cwd=HERE, stdout=subprocess.PIPE) as server:
        try:
            assert server.stdout.readline().strip() == b"ready"
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
