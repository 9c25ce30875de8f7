"""The one gate through which every message enters, whatever the channel."""

from __future__ import annotations

import json
import re
import unicodedata
import uuid
from dataclasses import dataclass
from typing import Any

INTENTS = frozenset(
    [
        "ask_topic",
        "ask_definition",
        "choose_topic",
        "ask_more",
        "reject_topic",
        "confirm_safe",
        "forget_conditions",
        "give_feedback",
        "ask_help",
        "ask_corrections",
        "ask_sources",
        "ask_when_to_see_doctor",
        "greet",
    ]
)
_ID = re.compile(r"[a-z0-9-]{1,80}")
ENTITIES = {
    "topic": re.compile(r"[a-z]{1,40}/[a-z0-9-]{1,80}"),
    "condition": _ID,
    "rating": re.compile(r"up|down"),
    "reason": _ID,
}
SENDER = re.compile(r"[A-Za-z0-9._:@+-]{1,128}")
_COMMAND = re.compile(r"/([a-z_]{1,40})(\{.*\})?", re.DOTALL)
# What is left of a message that held nothing to read: Rasa ignores an empty one, and the person would wait.
NOTHING = "."
# Control characters break logs and databases; half surrogates break UTF-8; the others hide or reorder text. The joiner of emoji stays.
_KEPT_CONTROLS = frozenset("\n\t")
_HIDDEN = frozenset("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")


class Refused(ValueError):
    """A message that cannot be taken; the text says why, for a developer."""


class TooLong(Refused):
    """A message with more characters than the bot reads."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"message has more than {limit} characters")


@dataclass(frozen=True)
class Accepted:
    """A message that may go in.

    Attributes:
        text: plain text that does not begin with "/", or a command in its canonical form.
        sender: the conversation's id.
        is_command: whether the text is a command.
    """

    text: str
    sender: str
    is_command: bool


def new_sender() -> str:
    """Returns an id for one message of somebody who gave none: without it all of them would share one conversation."""
    return f"once-{uuid.uuid4().hex}"


def check_sender(sender: Any) -> str:
    """Returns the conversation's id; a new one for None.

    Raises:
        Refused: if it is no id.
    """
    if sender is None:
        return new_sender()
    if not isinstance(sender, str) or not SENDER.fullmatch(sender):
        raise Refused("sender must be 1 to 128 characters out of letters, digits and . _ : @ + -")
    return sender


def clean(text: str) -> str:
    """Returns the text in NFC without hidden characters and without blanks around it."""
    shown = []
    for character in text:
        category = unicodedata.category(character)
        if character in _KEPT_CONTROLS or (category not in ("Cc", "Cs") and character not in _HIDDEN):
            shown.append(character)
        elif category == "Cc":
            shown.append(" ")
    return unicodedata.normalize("NFC", "".join(shown)).strip()


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name is given twice")
    return found


def read_command(text: str) -> str | None:
    """Reads what a button sends, such as `/ask_topic{"topic": "supplement/magnesium"}`.

    Args:
        text: a message.

    Returns:
        The command in its canonical form, or None if the text is anything else.
    """
    match = _COMMAND.fullmatch(text)
    if not match or match[1] not in INTENTS:
        return None
    if match[2] is None:
        return f"/{match[1]}"
    try:
        values = json.loads(match[2], object_pairs_hook=_unique)
    except (ValueError, RecursionError):
        return None
    for name, value in values.items():
        if name not in ENTITIES or not isinstance(value, str) or not ENTITIES[name].fullmatch(value):
            return None
    return f"/{match[1]}{json.dumps(values)}" if values else f"/{match[1]}"


def accept(message: Any, sender: Any, limit: int) -> Accepted:
    """Lets a message in.

    Args:
        message: what the client sent as the message.
        sender: what the client sent as the conversation's id; None for nobody.
        limit: characters that a message may have.

    Returns:
        The message, cleaned.

    Raises:
        TooLong: if it has more characters than that.
        Refused: if the message is no text or the id is no id.
    """
    name = check_sender(sender)
    if not isinstance(message, str):
        raise Refused("message must be a text")
    # Far above the limit it is not even cleaned: that would take longer than answering.
    if len(message) > 20 * limit:
        raise TooLong(limit)
    text = clean(message)
    if len(text) > limit:
        raise TooLong(limit)
    command = read_command(text)
    if command:
        return Accepted(command, name, True)
    # Rasa takes a leading "/" for an intent, so that anybody could type any intent.
    plain = text.lstrip("/ \t\n") if text.startswith("/") else text
    return Accepted(plain or NOTHING, name, False)
