"""What each command of the menu does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from bot.channels.output import ContractOutputChannel
from bot.channels.telegram import subjects
from bot.channels.telegram.keyboard import GROUP
from bot.channels.telegram.memory import Memory
from bot.channels.telegram.outgoing import Outgoing
from bot.channels.telegram.people import People
from bot.channels.telegram.texts import entry, text
from bot.channels.turn import log_failure
from bot.knowledge.repository import KnowledgeUnavailable

Ask = Callable[[str, str, ContractOutputChannel], Awaitable[None]]
Items = list[dict[str, Any]]
# Commands that are questions to the bot.
QUESTIONS = {"help": "/ask_help", "sources": "/ask_sources", "accuracy": "/ask_accuracy"}
NAMES = frozenset(("start", "topics", "cautions", "conditions", "restart", "forget", *QUESTIONS))


def menu() -> list[dict[str, str]]:
    """Returns the menu as Telegram wants it."""
    return [{"command": name, "description": description} for name, description in entry("commands").items()]


class Commands:
    """Answers commands."""

    def __init__(self, ask: Ask, memory: Memory, outgoing: Outgoing, people: People) -> None:
        """Takes `ask`, which lets the bot answer a text in a conversation."""
        self._ask = ask
        self._memory = memory
        self._outgoing = outgoing
        self._people = people

    async def answer(self, command: str, conversation: str, private: bool) -> Items:
        """Returns what to say to a command."""
        if command in QUESTIONS:
            output = ContractOutputChannel()
            await self._ask(QUESTIONS[command], conversation, output)
            return self._outgoing.answers(output.messages)
        try:
            return await getattr(self, f"_{command}")(conversation, private)
        except KnowledgeUnavailable as error:
            log_failure(f"/{command} needs the knowledge base", error)
            return [self._outgoing.say(text("unavailable"))]

    def group(self, group: str) -> Items:
        """Returns the subjects of a group."""
        titles = entry("topics.groups")
        try:
            buttons = subjects.group_buttons(group) if group in titles else []
        except KnowledgeUnavailable as error:
            log_failure("/topics needs the knowledge base", error)
            return [self._outgoing.say(text("unavailable"))]
        if not buttons:
            return [self._outgoing.say(text("tap.unknown"))]
        return [self._outgoing.say(text("topics.group", name=titles[group]), buttons)]

    async def _start(self, _conversation: str, private: bool) -> Items:
        return [self._outgoing.say(text("start"), entry("start_buttons"))] if private else [self._outgoing.say(text("group_start"))]

    async def _topics(self, _conversation: str, _private: bool) -> Items:
        item = self._outgoing.say(text("topics.ask"))
        item["keyboard"] = [[{"text": group["title"], "callback_data": GROUP + group["group"]}] for group in subjects.groups()]
        return [item]

    async def _cautions(self, conversation: str, _private: bool) -> Items:
        page = subjects.cautions(await self._memory.slot(conversation, "topics"))
        return [self._outgoing.say(page.text, html=page.html)]

    async def _conditions(self, conversation: str, _private: bool) -> Items:
        names = subjects.condition_names(await self._memory.slot(conversation, "conditions"))
        if not names:
            return [self._outgoing.say(text("conditions.none"))]
        forget = {"title": text("conditions.forget_button"), "payload": "/forget_conditions"}
        return [self._outgoing.say(text("conditions.noted", names=", ".join(names)), [forget])]

    async def _restart(self, conversation: str, _private: bool) -> Items:
        await self._memory.start_over(conversation)
        self._people.set_emergency(conversation, None)
        return [self._outgoing.say(text("restart"), entry("start_buttons"))]

    async def _forget(self, conversation: str, _private: bool) -> Items:
        try:
            count, left = await self._memory.delete(conversation)
        except Exception as error:  # nobody may believe that it is gone when it is not
            log_failure("A conversation could not be deleted", error)
            return [self._outgoing.say(text("forget.failed"))]
        self._people.set_emergency(conversation, None)
        return [self._outgoing.say(text("forget.done", count=count, left=left) if count or left else text("forget.nothing"))]
