"""Decides what one update comes to: a question for the bot, a command, a tap, a notice, or nothing."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from bot.channels import texts as channel_texts
from bot.channels.output import ContractOutputChannel
from bot.channels.telegram import keyboard
from bot.channels.telegram.api import BotApi
from bot.channels.telegram.commands import NAMES, Commands, Items
from bot.channels.telegram.memory import Memory
from bot.channels.telegram.outgoing import Outgoing
from bot.channels.telegram.people import People
from bot.channels.telegram.taps import Taps
from bot.channels.telegram.texts import notice, text
from bot.channels.telegram.updates import COMMAND, EDITED, IGNORED, MEDIA, MEMBER, MOVED, TAP, TEXT, Incoming, Me, read
from bot.channels.turn import Handler, answer, take_turn

# Turns thought out at the same time; more would only make each of them slower.
AT_ONCE = 8
_TYPING_EVERY = 4.5
_ALBUMS = 1_000
IN_CHAT, OUTSIDE = ("member", "administrator", "restricted"), ("kicked", "left")


class Clerk:
    """Answers updates one by one; the desk decides which and when."""

    def __init__(self, handler: Handler, api: BotApi, me: Me, memory: Memory, outgoing: Outgoing, people: People, taps: Taps) -> None:
        """Takes Rasa's handler and the parts of the channel."""
        self.me = me
        self._handler = handler
        self._api = api
        self._outgoing = outgoing
        self._people = people
        self._taps = taps
        self._commands = Commands(self._ask_directly, memory, outgoing, people)
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._albums: OrderedDict[str, None] = OrderedDict()
        self._errands: set[asyncio.Task[Any]] = set()

    def read(self, update: Mapping[str, Any]) -> Incoming:
        """Reads an update."""
        return read(update, self.me, NAMES)

    async def send(self, incoming: Incoming, item: Mapping[str, Any]) -> None:
        """Sends one message of an answer."""
        await self._outgoing.send(incoming, item)

    def apology(self, incoming: Incoming) -> Items:
        """Returns what to say when something went wrong; nothing to those who did not speak to the bot."""
        if not incoming.spoken_to or incoming.chat is None:
            return []
        return [self._outgoing.say(channel_texts.message("apology")["text"])]

    async def answer(self, incoming: Incoming) -> tuple[str, Items]:
        """Returns how an update ends and what to send for it."""
        if incoming.kind == MOVED and incoming.chat is not None and incoming.moved_to is not None:
            self._people.moved(incoming.chat, incoming.moved_to)
            return "followed", []
        if incoming.kind == MEMBER:
            return self._membership(incoming)
        known = incoming.kind in (TEXT, EDITED, COMMAND, TAP) or incoming.kind in MEDIA
        if not known or incoming.chat is None or incoming.person is None:
            return ("ignored" if not known or incoming.kind in IGNORED else "nobody"), []
        if not incoming.spoken_to:
            return "not-spoken-to", []
        conversation = self._people.conversation(incoming.chat, incoming.person)
        if incoming.kind == TAP:
            return await self._tapped(incoming, conversation)
        if incoming.kind == COMMAND:
            return f"command-{incoming.command}", await self._busy(
                incoming, self._commands.answer(incoming.command, conversation, incoming.private)
            )
        if incoming.kind in (TEXT, EDITED):
            return "answered", await self._busy(incoming, self._question(incoming.text, conversation))
        return await self._media(incoming, conversation)

    async def answer_tap(self, incoming: Incoming) -> None:
        """Stops the spinner on a tapped button, at once."""
        tap = self._taps.read(incoming)
        if incoming.tap:
            data = {"callback_query_id": incoming.tap}
            await self._api.attempt("answerCallbackQuery", {**data, "text": tap.toast} if tap.toast else data)

    async def _tapped(self, incoming: Incoming, conversation: str) -> tuple[str, Items]:
        tap = self._taps.read(incoming)
        if tap.ending in ("repeated", "not-theirs", "unknown"):
            return tap.ending, []
        if self._taps.is_repeated(incoming):
            return "repeated", []
        if tap.group:
            return "browsed", self._commands.group(tap.group)
        self._mark(incoming, tap.payload or (keyboard.CONFIRM_SAFE if tap.ending == "stale" else ""))
        if tap.ending == "rated":
            return ("rated" if self._taps.rate(incoming.data) else "unrated"), []
        if tap.ending:
            return tap.ending, []
        return "answered", await self._busy(incoming, self._question(tap.payload, conversation))

    def _mark(self, incoming: Incoming, payload: str) -> None:
        """Marks the tapped button, beside the work."""
        rows = keyboard.marked(incoming.keyboard, incoming.data, payload)
        if rows is not None and incoming.message is not None:
            place = {"chat_id": incoming.chat, "message_id": incoming.message}
            self._errand(self._api.attempt("editMessageReplyMarkup", {**place, "reply_markup": {"inline_keyboard": rows}}))

    async def _media(self, incoming: Incoming, conversation: str) -> tuple[str, Items]:
        items = []
        album = f"{incoming.chat}:{incoming.album}" if incoming.album else ""
        if not album or album not in self._albums:
            items.append(self._outgoing.say(notice(incoming.kind)))
        if album:
            self._albums[album] = None
            while len(self._albums) > _ALBUMS:
                self._albums.popitem(last=False)
        if not incoming.text.strip():
            return "notice", items
        return "notice-and-answer", items + await self._busy(incoming, self._question(incoming.text, conversation))

    def _membership(self, incoming: Incoming) -> tuple[str, Items]:
        if incoming.private:
            return ("blocked" if incoming.status in OUTSIDE else "unblocked"), []
        if incoming.status in IN_CHAT and incoming.chat is not None and incoming.chat < 0:
            return "added", [self._outgoing.say(text("group_start"))]
        return "removed" if incoming.status in OUTSIDE else "ignored", []

    async def _question(self, words: str, conversation: str) -> Items:
        output = ContractOutputChannel()
        async with self._turns:
            await take_turn(self._handler, message=words, sender=conversation, output=output, channel="telegram")
        return self._outgoing.answers(output.messages)

    async def _ask_directly(self, payload: str, conversation: str, output: ContractOutputChannel) -> None:
        """Asks with a payload of the channel's own, past the gate that checks what people write."""
        async with self._turns:
            await answer(self._handler, payload, conversation, output, "telegram")

    async def _busy(self, incoming: Incoming, work: Any) -> Items:
        """Shows "typing …" while something is thought out."""
        done = asyncio.Event()
        typing = self._errand(self._type(incoming, done))
        await asyncio.sleep(0)  # so that it is on its way before the thinking takes the processor
        try:
            return await work
        finally:
            done.set()
            # "typing …" that arrives after the answer would stay for seconds.
            await asyncio.wait([typing], timeout=1)

    async def _type(self, incoming: Incoming, done: asyncio.Event) -> None:
        data = {"chat_id": incoming.chat, "action": "typing"}
        if incoming.thread:
            data["message_thread_id"] = incoming.thread
        while not done.is_set() and await self._api.attempt("sendChatAction", data):
            try:
                await asyncio.wait_for(done.wait(), _TYPING_EVERY)
            except asyncio.TimeoutError:
                continue

    def _errand(self, work: Any) -> asyncio.Task[Any]:
        task = asyncio.get_running_loop().create_task(work)
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)
        return task
