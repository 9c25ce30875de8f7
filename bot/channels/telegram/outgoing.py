"""Messages on their way out: how they are written down, and how they reach the chat."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from typing import Any

from bot.channels.telegram import keyboard
from bot.channels.telegram.api import BotApi, Moved, Undeliverable
from bot.channels.telegram.inbox import Inbox
from bot.channels.telegram.people import People
from bot.channels.telegram.render import MAX_LENGTH, is_emergency, load_labels, render, units
from bot.channels.telegram.updates import Incoming

logger = logging.getLogger(__name__)


class Outgoing:
    """Writes the bot's messages for Telegram and sends them."""

    def __init__(self, api: BotApi, inbox: Inbox, people: People) -> None:
        self._api = api
        self._inbox = inbox
        self._people = people

    def answers(self, messages: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Returns what to send for messages of the bot; an answer in several messages is rated below the last."""
        said = [message for message in messages if message.get("text")]
        items = [self._answer(message) for message in said]
        rated = [place for place, message in enumerate(said) if (message.get("metadata") or {}).get("claims") and not is_emergency(message)]
        if rated:
            items[rated[-1]]["keyboard"] += keyboard.rating_rows(said[rated[-1]]["metadata"], self._inbox.remember)
        return items

    def say(self, text: str, buttons: Iterable[Mapping[str, Any]] = (), html: str | None = None) -> dict[str, Any]:
        """Returns what to send for a sentence of the channel's own."""
        return {"text": text, "html": html, "keyboard": keyboard.rows(buttons, self._inbox.remember)}

    def _answer(self, message: Mapping[str, Any]) -> dict[str, Any]:
        shown = render(message, load_labels())
        buttons = message.get("buttons") or []
        if is_emergency(message):
            # Nothing that distracts: only the way back, which the conversation cannot go on without.
            safe = [button for button in buttons if str(button.get("payload", "")).startswith(keyboard.CONFIRM_SAFE)]
            return {**self.say(shown.text, safe), "emergency": bool(safe)}
        return self.say(shown.text, buttons, shown.html)

    async def send(self, incoming: Incoming, item: Mapping[str, Any]) -> None:
        """Sends one message to where the update came from.

        Raises:
            Undeliverable: if it cannot be sent.
        """
        chat = self._people.now(incoming.chat or 0)
        pieces = split(str(item["text"]))
        if len(pieces) > 1:
            logger.warning("An answer was longer than Telegram allows and went out in %d messages.", len(pieces))
        html = item.get("html") if len(pieces) == 1 else None
        for number, piece in enumerate(pieces, start=1):
            data: dict[str, Any] = {"text": html or piece, "link_preview_options": {"is_disabled": True}}
            if html:
                data["parse_mode"] = "HTML"
            if item.get("keyboard") and number == len(pieces):
                data["reply_markup"] = {"inline_keyboard": item["keyboard"]}
            if not incoming.private and incoming.message and not incoming.tap:
                data["reply_parameters"] = {"message_id": incoming.message, "allow_sending_without_reply": True}
            if incoming.thread:
                data["message_thread_id"] = incoming.thread
            chat, message = await self._deliver(chat, data, piece)
        if item.get("emergency") and message is not None and incoming.person is not None:
            self._people.set_emergency(self._people.conversation(chat, incoming.person), message)

    async def _deliver(self, chat: int, data: dict[str, Any], plain: str) -> tuple[int, int | None]:
        """Sends, and mends once what Telegram refuses. Returns the chat it went to and the message's id."""
        for _mended in range(3):
            try:
                result = await self._api.call("sendMessage", {"chat_id": chat, **data})
                number = result.get("message_id") if isinstance(result, Mapping) else None
                return chat, number if isinstance(number, int) else None
            except Moved as moved:
                self._people.moved(chat, moved.chat)
                chat = moved.chat
                data.pop("reply_parameters", None)
            except Undeliverable as error:
                if str(error) == "markup" and "parse_mode" in data:
                    # Better without its look than not at all.
                    data = {name: value for name, value in data.items() if name != "parse_mode"} | {"text": plain}
                elif str(error) == "button" and "reply_markup" in data:
                    data.pop("reply_markup")
                elif str(error) in ("reply-gone", "thread-gone") and ("reply_parameters" in data or "message_thread_id" in data):
                    data.pop("reply_parameters", None)
                    data.pop("message_thread_id", None)
                else:
                    raise
                logger.warning("Telegram refused a message (%s); it is sent in a simpler form.", error)
        raise Undeliverable("refused")


def split(text: str, most: int = MAX_LENGTH) -> list[str]:
    """Returns a text in pieces that Telegram takes. Content is checked to need only one; this is for what nobody foresaw."""
    if units(text) <= most:
        return [text]
    pieces: list[str] = []
    rest = text
    while units(rest) > most:
        size = min(len(rest), most)
        while units(rest[:size]) > most:
            size -= units(rest[:size]) - most
        places = (rest.rfind("\n", 0, size), rest.rfind(". ", 0, size) + 1, rest.rfind(" ", 0, size))
        cut = next((place for place in places if place > size // 3), size)
        pieces.append(rest[:cut].strip())
        rest = rest[cut:].strip()
    return [piece for piece in [*pieces, rest] if piece]
