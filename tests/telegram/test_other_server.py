"""By long polling against telegram-test-api, a Bot API server that others wrote."""

from __future__ import annotations

import json
import time
import urllib.request

import pytest

from tests.servers import RunningBot

TOKEN = "666:other-server-token"
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Client:
    """A person, through the server's own client interface."""

    def __init__(self, url: str, chat: int) -> None:
        self.url, self.chat = url, chat

    def _post(self, path: str, body: dict):
        request = urllib.request.Request(f"{self.url}/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"})
        with _OPENER.open(request, timeout=10) as answer:
            return json.load(answer)

    def _common(self) -> dict:
        user = {"id": self.chat, "first_name": "P", "username": "p", "is_bot": False}
        chat = {"id": self.chat, "first_name": "P", "type": "private"}
        return {"botToken": TOKEN, "date": int(time.time()), "from": user, "chat": chat}

    def says(self, text: str) -> None:
        self._post("sendMessage", {**self._common(), "text": text})

    def command(self, text: str) -> None:
        entities = [{"type": "bot_command", "offset": 0, "length": len(text)}]
        self._post("sendCommand", {**self._common(), "text": text, "entities": entities})

    def taps(self, data: str) -> None:
        common = self._common()
        message = {"from": common["from"], "chat": common["chat"]}
        self._post("sendCallback", {"botToken": TOKEN, "date": common["date"], "from": common["from"], "message": message, "data": data})

    def hears(self, seconds: float = 30) -> dict:
        """Returns the next message of the bot."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            found = self._post("getUpdates", {"token": TOKEN, "chatId": self.chat})["result"]
            if found:
                return found[0]["message"]
            time.sleep(0.05)
        raise AssertionError("the bot said nothing")


@pytest.mark.timeout(300)
def test_a_conversation_by_long_polling(other_server, tmp_path):
    bot = RunningBot(tmp_path, TELEGRAM_TOKEN=TOKEN, TELEGRAM_API_URL=other_server, TELEGRAM_MODE="polling")
    try:
        person = Client(other_server, 42)
        person.command("/start")
        assert "not end-to-end encrypted" in person.hears()["text"]
        person.says("does magnesium help leg cramps")
        answer = person.hears()
        assert answer["parse_mode"] == "HTML"
        assert "<b>Caution:</b>" in answer["text"]
        markup = answer["reply_markup"]
        keyboard = (json.loads(markup) if isinstance(markup, str) else markup)["inline_keyboard"]
        person.taps(keyboard[0][0]["callback_data"])
        assert "<blockquote>" in person.hears()["text"]
        person.says("I have chest pain")
        emergency = person.hears()
        assert "emergency number" in emergency["text"]
        assert "parse_mode" not in emergency
        person.command("/forget")
        assert "0 are left" in person.hears()["text"]
    finally:
        bot.stop()
