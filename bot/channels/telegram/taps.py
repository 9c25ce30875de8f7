"""Tapped buttons: read what they stand for, refuse what is stale, mark them."""

from __future__ import annotations

import json
import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.channels.gate import Refused, read_command
from bot.channels.telegram import keyboard
from bot.channels.telegram.inbox import Inbox
from bot.channels.telegram.people import People
from bot.channels.telegram.texts import text
from bot.channels.telegram.updates import Incoming

logger = logging.getLogger(__name__)
_REMEMBERED = 10_000
Rate = Callable[[dict[str, Any]], None]


@dataclass(frozen=True)
class Tap:
    """What a tap comes to.

    Attributes:
        ending: how it ends, if it ends here: "stale", "repeated", "not-theirs", "unknown", "rated"; empty if the bot is to answer.
        payload: for the bot, in canonical form.
        group: of subjects, if the tap asks for one.
        toast: shown above the chat at once.
    """

    ending: str = ""
    payload: str = ""
    group: str = ""
    toast: str = ""


class Taps:
    """Reads taps."""

    def __init__(self, inbox: Inbox, people: People, rate: Rate) -> None:
        """Takes `rate`, which keeps a rating."""
        self._inbox = inbox
        self._people = people
        self._rate = rate
        self._seen: OrderedDict[tuple[int, int, int | None, str], None] = OrderedDict()

    def read(self, incoming: Incoming) -> Tap:
        """Returns what a tap comes to; the same as often as it is asked."""
        data = incoming.data
        if data == keyboard.DONE:
            return Tap("repeated", toast=text("tap.done"))
        if not incoming.private and incoming.meant_for not in (None, incoming.person):
            return Tap("not-theirs", toast=text("tap.other"))
        if data.startswith(keyboard.GROUP):
            return Tap(group=data[len(keyboard.GROUP) :])
        if data.startswith(keyboard.RATING):
            return Tap("rated", toast=text("feedback.thanks"))
        payload = read_command(self.payload(data))
        if payload is None:
            return Tap("unknown", toast=text("tap.unknown"))
        if payload.startswith(keyboard.CONFIRM_SAFE) and self._is_old(incoming):
            return Tap("stale", toast=text("tap.old"))
        return Tap(payload=payload)

    def is_repeated(self, incoming: Incoming) -> bool:
        """Whether the same button was tapped before; from now on it was. A tap may arrive again before the mark is on the button."""
        # Only a browsing menu may be used as often as one likes.
        if incoming.message is None or incoming.data.startswith(keyboard.GROUP):
            return False
        here = (incoming.chat or 0, incoming.message, incoming.person, incoming.data)
        known = here in self._seen
        self._seen[here] = None
        while len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)
        return known

    def payload(self, data: str) -> str:
        """Returns what a button's data stands for; empty if that is not known."""
        if data.startswith(keyboard.TOKEN):
            return self._inbox.recall(data[len(keyboard.TOKEN) :]) or ""
        return data

    def rate(self, data: str) -> bool:
        """Keeps a rating; returns whether it could be kept."""
        rating, _, token = data[len(keyboard.RATING) :].partition(":")
        try:
            self._rate({**json.loads(self._inbox.recall(token) or "null"), "rating": rating})
        except (Refused, TypeError, ValueError):
            return False
        return True

    def _is_old(self, incoming: Incoming) -> bool:
        if incoming.chat is None or incoming.person is None or incoming.message is None:
            return False
        latest = self._people.emergency(self._people.conversation(incoming.chat, incoming.person))
        return latest is not None and incoming.message < latest
