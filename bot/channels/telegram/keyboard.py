"""Inline keyboards: one button to a row, at most 64 bytes of data each, marked when tapped."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from bot.channels.telegram.texts import text

MAX_DATA = 64
DONE = "x"
TOKEN, RATING, GROUP = "t:", "f:", "g:"
CONFIRM_SAFE = "/confirm_safe"
# After one of these the others below the same message make no sense any more.
ONLY_ONCE = (CONFIRM_SAFE, "/choose_topic", "/forget_conditions")
_ACCOUNT = ("topics", "claims", "content_version")
Rows = list[list[dict[str, str]]]


def data_for(payload: str, remember: Callable[[str], str]) -> str:
    """Returns a button's data: the payload, or a short token for it.

    Args:
        payload: what a tap sends.
        remember: keeps a payload and returns a token of at most 40 characters.
    """
    if payload.startswith("/") and len(payload.encode()) <= MAX_DATA:
        return payload
    return TOKEN + remember(payload)


def rows(buttons: Iterable[Mapping[str, Any]], remember: Callable[[str], str]) -> Rows:
    """Returns the rows for a message's buttons."""
    return [
        [{"text": str(button["title"]), "callback_data": data_for(str(button["payload"]), remember)}]
        for button in buttons
        if button.get("title") and button.get("payload")
    ]


def rating_rows(account: Mapping[str, Any], remember: Callable[[str], str]) -> Rows:
    """Returns the two buttons that rate an answer. They carry what was answered, nothing of who asked."""
    token = remember(json.dumps({name: account.get(name) for name in _ACCOUNT}, sort_keys=True))
    return [[{"text": text(f"feedback.{rating}"), "callback_data": f"{RATING}{rating}:{token}"}] for rating in ("up", "down")]


def marked(keyboard: Mapping[str, Any] | None, data: str, payload: str = "") -> Rows | None:
    """Returns a message's keyboard after a tap.

    Args:
        keyboard: `reply_markup` of the message.
        data: of the tapped button.
        payload: what it stands for.

    Returns:
        The rows: the tapped button marked and dead, those that lost their sense gone. None if there is nothing to change.
    """
    old = (keyboard or {}).get("inline_keyboard")
    if not isinstance(old, list) or data == DONE:
        return None
    alone = payload.startswith(ONLY_ONCE)
    new: Rows = []
    for button in (button for row in old if isinstance(row, Sequence) for button in row if isinstance(button, Mapping)):
        title, carried = str(button.get("text", "")), str(button.get("callback_data", ""))
        if carried == data:
            new.append([{"text": text("mark", title=title), "callback_data": DONE}])
        elif not alone and not (data.startswith(RATING) and carried.startswith(RATING)):
            new.append([{"text": title, "callback_data": carried or DONE}])
    return new
