"""The chat as a person meets it: by names, roles and words."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.running import RunningBot

# What a network that lets no WebSocket through looks like to a page.
NO_WEBSOCKETS = """window.WebSocket = class {
  constructor() { setTimeout(() => { this.onerror?.(new Event('error')); this.onclose?.({}) }) }
  close() {}
  send() {}
}"""
LAUNCHER = "Chat about leg cramps at night"


class ChatPage:
    """A page with the chat on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.log = page.get_by_role("log")
        self.field = page.get_by_label("Your question")
        self.launcher = page.get_by_role("button", name=LAUNCHER)

    def open(self) -> ChatPage:
        """Opens the chat and returns when there is a session."""
        self.launcher.click()
        return self.ready()

    def ready(self) -> ChatPage:
        """Returns when the chat is connected."""
        self.page.wait_for_function(
            "() => document.querySelector('night-cramp-chat').shadowRoot.querySelector('.banner').dataset.state === 'online'"
        )
        return self

    @property
    def answers(self) -> Locator:
        """What the bot said; the first is its welcome."""
        return self.log.locator(".message.bot")

    @property
    def last(self) -> Locator:
        """The newest message of the bot."""
        return self.answers.last

    @property
    def questions(self) -> Locator:
        """What the person said."""
        return self.log.locator(".message.user")

    def ask(self, text: str) -> Locator:
        """Types a question and returns the answer."""
        before = self.answers.count()
        self.field.fill(text)
        self.field.press("Enter")
        expect(self.answers).to_have_count(before + 1)
        return self.last

    def tap(self, button: Locator) -> Locator:
        """Taps a button that asks something and returns the answer."""
        before = self.answers.count()
        button.click()
        expect(self.answers).to_have_count(before + 1)
        return self.last

    def menu(self, item: str) -> None:
        """Chooses from the menu."""
        self.page.get_by_role("button", name="More", exact=True).click()
        self.page.get_by_role("button", name=item, exact=True).click()

    def focused(self) -> str:
        """Returns what has the focus inside of the chat: its class, or its tag."""
        return self.page.evaluate(
            "() => { const now = document.querySelector('night-cramp-chat').shadowRoot.activeElement;"
            " return now ? now.className || now.tagName : '' }"
        )

    def sender(self) -> str:
        """Returns the conversation's id in the tracker."""
        token = self.page.evaluate("() => Object.values(localStorage).find((value) => /^[0-9a-f]{32}\\./.test(value))")
        return "web-" + token.split(".")[0]


def rows(bot: RunningBot, sender: str) -> int:
    """Returns how many rows of a conversation the database holds."""
    with sqlite3.connect(bot.folder / "conversations.db") as database:
        return database.execute("select count(*) from events where sender_id = ?", (sender,)).fetchone()[0]


def ratings(bot: RunningBot) -> list[dict[str, Any]]:
    """Returns every rating, as it is stored."""
    with sqlite3.connect(bot.folder / "feedback.db") as database:
        database.row_factory = sqlite3.Row
        return [dict(row) for row in database.execute("select * from feedback")]


def plant(bot: RunningBot, sender: str, text: str, **account: Any) -> None:
    """Puts a bot's message into a conversation, as a broken or hostile source could."""
    event = {
        "event": "bot",
        "timestamp": 1.0,
        "text": text,
        "data": {"buttons": [{"title": text, "payload": "/ask_help"}]},
        "metadata": account,
    }
    with sqlite3.connect(bot.folder / "conversations.db", timeout=20) as database:
        database.execute(
            "insert into events (sender_id, type_name, timestamp, data) values (?, 'bot', 1.0, ?)",
            (sender, json.dumps(event)),
        )
