"""A Bot API server for tests that refuses what the published limits forbid: https://core.telegram.org/bots/api.

It holds chats, hands out updates by getUpdates or by webhook (repeating what is not answered with 2xx), and fails on request.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import re
import threading
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from typing import Any

import aiohttp
from aiohttp import web

from tests.telegram.strict_html import BadMarkup, visible

TOKEN = "123456789:strict-test-token"
BOT_ID = 123456789
USERNAME = "StrictTestBot"
ACTIONS = ("typing", "upload_photo", "record_voice", "find_location", "choose_sticker")
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


class Refusal(Exception):
    """An error answer of the Bot API."""

    def __init__(self, code: int, words: str, **parameters: Any) -> None:
        self.code, self.words, self.parameters = code, words, parameters
        super().__init__(words)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class StrictApi:
    """The server. Its methods may be called from any thread."""

    def __init__(self, per_second: int = 0) -> None:
        """Makes a server; with `per_second` a chat that gets more messages in a second is answered 429."""
        self.per_second = per_second
        self.messages: dict[int, list[dict[str, Any]]] = defaultdict(list)
        self.requests: list[tuple[str, dict[str, Any]]] = []
        self.refused: list[str] = []
        self.counts: Counter[str] = Counter()
        self.commands: list[dict[str, str]] = []
        self.taps: dict[str, str | None] = {}
        self.webhook: dict[str, Any] = {}
        self.webhook_statuses: list[int] = []
        self.edits: list[dict[str, Any]] = []
        self.repeat_pause = 0.2
        self.on_sent: Callable[[int], None] = lambda _chat: None
        self._faults: dict[tuple[str, int | None], deque[Refusal | float | str]] = defaultdict(deque)
        self._recent: dict[int, deque[float]] = defaultdict(deque)
        self._pending: deque[dict[str, Any]] = deque()
        self._update_ids = itertools.count(1000)
        self._message_ids = itertools.count(1)
        self._tap_ids = itertools.count(1)
        self._lock = threading.RLock()

    # What a test asks for ------------------------------------------------------------------------------------------

    def fail(self, method: str, *faults: Refusal | float | str, chat: int | None = None) -> None:
        """Answers the next requests of a method (to a chat) with these: a Refusal, seconds to wait first, or "cut" (no answer)."""
        self._faults[(method, chat)].extend(faults)

    def update(self, **content: Any) -> dict[str, Any]:
        """Returns a new update with that content."""
        return {"update_id": next(self._update_ids), **content}

    def message(self, chat: int, text: str | None = None, person: int | None = None, **more: Any) -> dict[str, Any]:
        """Returns a message of a person; a negative chat is a group."""
        person = person if person is not None else abs(chat)
        kind = {"type": "private", "first_name": "P"} if chat > 0 else {"type": "supergroup", "title": "G"}
        user = {"id": person, "is_bot": False, "first_name": f"Person {person}"}
        content = {"message_id": next(self._message_ids), "date": int(time.time()), "chat": {"id": chat, **kind}, "from": user}
        if text is not None:
            content["text"] = text
            match = re.match(r"/\w+(@\w+)?", text)
            if match:
                content["entities"] = [{"type": "bot_command", "offset": 0, "length": units(match[0])}]
        return {**content, **more}

    def says(self, chat: int, text: str, person: int | None = None, **more: Any) -> dict[str, Any]:
        """Lets a person write; returns the update, which getUpdates hands out."""
        return self.give(self.update(message=self.message(chat, text, person, **more)))

    def tap(self, chat: int, message: dict[str, Any], data: str, person: int | None = None) -> dict[str, Any]:
        """Returns the update for a tapped button of a message that the bot sent."""
        number = str(next(self._tap_ids))
        self.taps[number] = None
        user = {"id": person if person is not None else abs(chat), "is_bot": False, "first_name": "P"}
        return self.update(callback_query={"id": number, "from": user, "chat_instance": "1", "message": message, "data": data})

    def give(self, update: dict[str, Any]) -> dict[str, Any]:
        """Puts an update where getUpdates finds it."""
        with self._lock:
            self._pending.append(update)
        return update

    def sent(self, chat: int) -> list[dict[str, Any]]:
        """Returns the messages that the bot sent to a chat."""
        with self._lock:
            return list(self.messages[chat])

    def wait_for(self, chat: int, number: int, seconds: float = 20) -> list[dict[str, Any]]:
        """Waits until a chat has that many messages of the bot; for tests outside of an event loop."""
        until = time.monotonic() + seconds
        while len(self.sent(chat)) < number:
            if time.monotonic() > until:
                raise AssertionError(f"chat {chat} got {len(self.sent(chat))} messages instead of {number}; refused: {self.refused[-3:]}")
            time.sleep(0.02)
        return self.sent(chat)

    async def deliver(self, url: str, update: dict[str, Any], secret: str, most: int = 20) -> int:
        """Sends an update to a webhook until it is taken, as Telegram does; returns how many requests that took."""
        async with aiohttp.ClientSession() as session:
            for number in range(1, most + 1):
                with contextlib.suppress(aiohttp.ClientError):
                    async with session.post(url, json=update, headers={"X-Telegram-Bot-Api-Secret-Token": secret}) as answer:
                        self.webhook_statuses.append(answer.status)
                        if answer.status < 300:
                            return number
                await asyncio.sleep(self.repeat_pause)
        raise AssertionError("the webhook never took the update")

    # The server ----------------------------------------------------------------------------------------------------

    def app(self) -> web.Application:
        """Returns the server's routes."""
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        return app

    async def _handle(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if request.match_info["token"] != TOKEN:
            return _answer(Refusal(401, "Unauthorized"))
        if request.content_type == "application/json":
            data = await request.json()
        else:
            data = {name: _parsed(str(value)) for name, value in {**request.query, **await request.post()}.items()}
        self.counts[method] += 1
        if method != "getUpdates":
            self.requests.append((method, data))
        function = getattr(self, f"_do_{method}", None)
        if function is None:
            return _answer(Refusal(404, "Not Found: method not found"))
        chat = data.get("chat_id")
        for key in ((method, chat), (method, None)):
            while self._faults[key]:
                fault = self._faults[key].popleft()
                if isinstance(fault, Refusal):
                    return _answer(fault)
                if fault == "cut":
                    request.transport.close()
                    return web.Response()
                if fault == "html":
                    return web.Response(text="<html>Bad Gateway</html>", status=502, content_type="text/html")
                await asyncio.sleep(float(fault))
        try:
            result = function(data)
            result = await result if asyncio.iscoroutine(result) else result
        except Refusal as refusal:
            self.refused.append(f"{method}: {refusal.words}")
            return _answer(refusal)
        return web.json_response({"ok": True, "result": result})

    def _do_getMe(self, _data: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        return {"id": BOT_ID, "is_bot": True, "first_name": "Strict", "username": USERNAME, "can_join_groups": True}

    async def _do_getUpdates(self, data: dict[str, Any]) -> list[dict[str, Any]]:  # noqa: N802
        if self.webhook:
            raise Refusal(
                409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        offset = data.get("offset")
        until = time.monotonic() + float(data.get("timeout", 0))
        while True:
            with self._lock:
                while offset is not None and self._pending and self._pending[0]["update_id"] < offset:
                    self._pending.popleft()
                found = list(itertools.islice(self._pending, 100))
            if found or time.monotonic() >= until:
                return found
            await asyncio.sleep(0.02)

    def _do_setWebhook(self, data: dict[str, Any]) -> bool:  # noqa: N802
        if not str(data.get("url", "")).startswith("https://"):
            raise Refusal(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
        if "secret_token" in data and not _SECRET.fullmatch(str(data["secret_token"])):
            raise Refusal(400, "Bad Request: secret token contains unallowed characters")
        if not 1 <= int(data.get("max_connections", 40)) <= 100:
            raise Refusal(400, "Bad Request: bad max_connections")
        self.webhook = data
        return True

    def _do_deleteWebhook(self, _data: dict[str, Any]) -> bool:  # noqa: N802
        self.webhook = {}
        return True

    def _do_setMyCommands(self, data: dict[str, Any]) -> bool:  # noqa: N802
        commands = data["commands"]
        if not 1 <= len(commands) <= 100:
            raise Refusal(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            if not _COMMAND.fullmatch(command["command"]) or not 1 <= units(command["description"]) <= 256:
                raise Refusal(400, "Bad Request: BOT_COMMAND_INVALID")
        self.commands = commands
        return True

    def _do_sendChatAction(self, data: dict[str, Any]) -> bool:  # noqa: N802
        self._chat(data)
        if data.get("action") not in ACTIONS:
            raise Refusal(400, "Bad Request: wrong parameter action in request")
        return True

    def _do_answerCallbackQuery(self, data: dict[str, Any]) -> bool:  # noqa: N802
        number = str(data.get("callback_query_id"))
        if number not in self.taps or self.taps[number] is not None:
            raise Refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        if units(str(data.get("text", ""))) > 200:
            raise Refusal(400, "Bad Request: MESSAGE_TOO_LONG")
        self.taps[number] = str(data.get("text", ""))
        return True

    def _do_sendMessage(self, data: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        chat = self._chat(data)
        shown = self._text(data)
        keyboard = self._keyboard(data)
        now = time.monotonic()
        recent = self._recent[chat]
        while recent and recent[0] < now - 1:
            recent.popleft()
        if self.per_second and len(recent) >= self.per_second:
            raise Refusal(429, "Too Many Requests: retry after 1", retry_after=1)
        recent.append(now)
        user = {"id": BOT_ID, "is_bot": True, "first_name": "Strict", "username": USERNAME}
        kind = {"type": "private"} if chat > 0 else {"type": "supergroup", "title": "G"}
        message = {
            "message_id": next(self._message_ids),
            "date": int(time.time()),
            "from": user,
            "chat": {"id": chat, **kind},
            "text": shown,
        }
        if keyboard:
            message["reply_markup"] = {"inline_keyboard": keyboard}
        with self._lock:
            self.messages[chat].append({**message, "sent": data, "at": time.time()})
        self.on_sent(chat)
        return message

    def _do_editMessageReplyMarkup(self, data: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        chat = self._chat(data)
        keyboard = self._keyboard(data)
        for message in self.messages[chat]:
            if message["message_id"] == data.get("message_id"):
                if message.get("reply_markup", {}).get("inline_keyboard") == keyboard:
                    raise Refusal(400, "Bad Request: message is not modified")
                message["reply_markup"] = {"inline_keyboard": keyboard}
                self.edits.append(data)
                return {name: value for name, value in message.items() if name not in ("sent", "at")}
        raise Refusal(400, "Bad Request: message to edit not found")

    def _chat(self, data: dict[str, Any]) -> int:
        if not isinstance(data.get("chat_id"), int):
            raise Refusal(400, "Bad Request: chat not found")
        return data["chat_id"]

    def _text(self, data: dict[str, Any]) -> str:
        text = str(data.get("text", ""))
        mode = data.get("parse_mode")
        if mode not in (None, "HTML"):
            raise Refusal(400, "Bad Request: unsupported parse_mode")
        try:
            shown = visible(text) if mode else text
        except BadMarkup as error:
            raise Refusal(400, f"Bad Request: can't parse entities: {error}") from None
        if not shown.strip():
            raise Refusal(400, "Bad Request: message text is empty")
        if units(shown) > 4096:
            raise Refusal(400, "Bad Request: message is too long")
        return shown

    def _keyboard(self, data: dict[str, Any]) -> list[list[dict[str, Any]]]:
        rows = (data.get("reply_markup") or {}).get("inline_keyboard", [])
        if sum(map(len, rows)) > 100:
            raise Refusal(400, "Bad Request: reply markup is too long")
        for row in rows:
            if len(row) != 1:
                raise Refusal(400, "Bad Request: ours, not Telegram's: one button to a row")
            for button in row:
                if not button.get("text"):
                    raise Refusal(400, "Bad Request: text buttons are unallowed in the inline keyboard")
                if not 1 <= len(button.get("callback_data", "").encode()) <= 64:
                    raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
        return rows


def _parsed(value: str) -> Any:
    try:
        found = json.loads(value)
    except ValueError:
        return value
    return value if isinstance(found, str) else found


def _answer(refusal: Refusal) -> web.Response:
    body: dict[str, Any] = {"ok": False, "error_code": refusal.code, "description": refusal.words}
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    return web.json_response(body, status=refusal.code)


@contextlib.contextmanager
def served(api: StrictApi, port: int = 0):
    """Serves in a thread of its own; yields the address."""
    loop = asyncio.new_event_loop()
    ready: deque[str] = deque()

    async def run() -> web.AppRunner:
        runner = web.AppRunner(api.app(), access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        ready.append(f"http://127.0.0.1:{runner.addresses[0][1]}")
        return runner

    runner = None
    started = threading.Event()

    def work() -> None:
        nonlocal runner
        asyncio.set_event_loop(loop)
        runner = loop.run_until_complete(run())
        started.set()
        loop.run_forever()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    started.wait(10)
    try:
        yield ready[0]
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
