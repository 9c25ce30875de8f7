"""Reads what Telegram sends. Every update gets a kind, whatever is in it; nothing here raises for odd content."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# Telegram sends only these; what else arrives is counted and let go.
ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
# Kinds of update that need nothing from us.
_IGNORED = """channel_post edited_channel_post business_connection business_message edited_business_message deleted_business_messages
message_reaction message_reaction_count inline_query chosen_inline_result shipping_query pre_checkout_query purchased_paid_media poll
poll_answer chat_member chat_join_request chat_boost removed_chat_boost guest_message managed_bot"""
IGNORED = frozenset(_IGNORED.split())
_MEDIA = """animation audio document live_photo paid_media photo sticker story video video_note voice checklist contact dice game poll venue
location invoice successful_payment giveaway passport_data"""
MEDIA = tuple(_MEDIA.split())
TEXT, EDITED, COMMAND, TAP, MOVED, MEMBER, SERVICE, BROKEN, UNKNOWN = (
    "text", "edited_text", "command", "tap", "moved", "membership", "service", "broken", "unknown",
)  # fmt: skip
_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{1,64}))?(?=\s|$)")
_MOST_ID = 2**53


@dataclass(frozen=True)
class Me:
    """Who the bot is; `username` is None until Telegram has told it."""

    id: int
    username: str | None = None


@dataclass(frozen=True)
class Incoming:
    """One update.

    Attributes:
        kind: TEXT, COMMAND, TAP, …, one of MEDIA, or the update's own name.
        chat, person: ids; None where there is none.
        text: words to answer: of the message, or below a picture.
        command: without the slash.
        spoken_to: whether it is meant for the bot: always in private, in groups by command, mention or reply.
        tap: the callback query's id.
        data: what the tapped button carries.
        keyboard: the message's keyboard, as Telegram sends it.
        meant_for: in a group, the person whose message the tapped answer belongs to.
        moved_to: the group's new id.
        status: the bot's own new status in the chat.
        album: common to pictures sent together.
    """

    kind: str
    chat: int | None = None
    person: int | None = None
    private: bool = False
    message: int | None = None
    thread: int | None = None
    text: str = ""
    command: str = ""
    spoken_to: bool = False
    tap: str = ""
    data: str = ""
    keyboard: Mapping[str, Any] | None = None
    meant_for: int | None = None
    moved_to: int | None = None
    status: str = ""
    album: str = ""


def update_id_of(update: Any) -> int | None:
    """Returns an update's id, or None if it has none that can be kept."""
    found = update.get("update_id") if isinstance(update, Mapping) else None
    return found if isinstance(found, int) and not isinstance(found, bool) and 0 <= found < _MOST_ID else None


def chat_of(update: Mapping[str, Any]) -> int:
    """Returns the chat whose order an update keeps; 0 if it belongs to none."""
    for value in update.values():
        holder = _map(value)
        chat = _map(holder.get("chat")) or _map(_map(holder.get("message")).get("chat"))
        if (found := _number(chat.get("id"))) is not None:
            return found
    return 0


def read(update: Mapping[str, Any], me: Me, commands: frozenset[str]) -> Incoming:
    """Reads an update.

    Args:
        update: as Telegram sends it.
        me: the bot.
        commands: those that the bot knows; others are words.
    """
    if "message" in update:
        return _message(_map(update["message"]), me, commands)
    if "edited_message" in update:
        return _edited(_message(_map(update["edited_message"]), me, commands))
    if "callback_query" in update:
        return _tap(_map(update["callback_query"]))
    if "my_chat_member" in update:
        change = _map(update["my_chat_member"])
        chat, status = _map(change.get("chat")), str(_map(change.get("new_chat_member")).get("status", ""))
        return Incoming(MEMBER, _number(chat.get("id")), private=chat.get("type") == "private", status=status)
    names = [name for name in update if name != "update_id"]
    return Incoming(next((name for name in names if name in IGNORED), UNKNOWN))


def _message(message: Mapping[str, Any], me: Me, commands: frozenset[str]) -> Incoming:
    chat, sender = _map(message.get("chat")), _map(message.get("from"))
    chat_id = _number(chat.get("id"))
    if chat_id is None or chat.get("type") == "channel":
        return Incoming("channel_post" if chat_id is not None else BROKEN)
    if (moved := _number(message.get("migrate_to_chat_id"))) is not None:
        return Incoming(MOVED, chat_id, moved_to=moved)
    private = chat.get("type", "private") == "private"
    # Somebody who writes in a group's name has no id of their own.
    person = _number(_map(message.get("sender_chat")).get("id")) or _number(sender.get("id")) or (chat_id if private else None)
    place = {
        "chat": chat_id,
        "person": person,
        "private": private,
        "message": _number(message.get("message_id")),
        "thread": _number(message.get("message_thread_id")) if message.get("is_topic_message") else None,
        "album": str(message.get("media_group_id") or ""),
    }
    if person is None or (sender.get("is_bot") and "sender_chat" not in message):
        return Incoming(SERVICE, **place)
    kind = TEXT if isinstance(message.get("text"), str) else next((name for name in MEDIA if name in message), SERVICE)
    if kind == SERVICE:
        return Incoming(SERVICE, **place)
    name = "text" if kind == TEXT else "caption"
    words = message.get(name) if isinstance(message.get(name), str) else ""
    entities = message.get("entities" if kind == TEXT else "caption_entities")
    words, mentioned = _without_mention(words, entities, me)
    replied = _number(_map(_map(message.get("reply_to_message")).get("from")).get("id")) == me.id
    command = _COMMAND.match(words) if kind == TEXT else None
    if command and command[2] and me.username and command[2].casefold() != me.username.casefold():
        return Incoming(COMMAND, **place, command=command[1].lower())
    if command and command[1].lower() in commands:
        return Incoming(COMMAND, **place, command=command[1].lower(), spoken_to=True)
    if command and command[2]:
        words = words[command.end() :].strip() or command[1]
        mentioned = True
    return Incoming(kind, **place, text=words, spoken_to=private or mentioned or replied)


def _edited(incoming: Incoming) -> Incoming:
    """Words that were put right are read like new ones: somebody may have added what matters. Nothing else is."""
    if incoming.kind == TEXT:
        return Incoming(**{**vars(incoming), "kind": EDITED})
    return Incoming(f"edited_{incoming.kind}", incoming.chat)


def _tap(query: Mapping[str, Any]) -> Incoming:
    message = _map(query.get("message"))
    chat = _map(message.get("chat"))
    asked = _map(message.get("reply_to_message"))
    data = query.get("data")
    return Incoming(
        TAP,
        _number(chat.get("id")),
        _number(_map(query.get("from")).get("id")),
        private=chat.get("type", "private") == "private",
        message=_number(message.get("message_id")),
        thread=_number(message.get("message_thread_id")) if message.get("is_topic_message") else None,
        spoken_to=True,
        tap=str(query.get("id") or ""),
        data=data if isinstance(data, str) else "",
        keyboard=_map(message.get("reply_markup")) or None,
        meant_for=_number(_map(asked.get("from")).get("id")),
    )


def _without_mention(words: str, entities: Any, me: Me) -> tuple[str, bool]:
    """Returns the words without the bot's name, and whether it was there. Telegram counts in UTF-16."""
    units = words.encode("utf-16-le", "surrogatepass")
    found = []
    for entity in entities if isinstance(entities, list) else []:
        start, length = _number(_map(entity).get("offset")), _number(_map(entity).get("length"))
        if start is None or length is None or start < 0 or length <= 0:
            continue
        name = units[2 * start : 2 * (start + length)].decode("utf-16-le", "replace")
        named = entity.get("type") == "mention" and me.username and name.casefold() == f"@{me.username}".casefold()
        if named or (entity.get("type") == "text_mention" and _number(_map(entity.get("user")).get("id")) == me.id):
            found.append((start, start + length))
    for start, end in reversed(found):
        units = units[: 2 * start] + units[2 * end :]
    return (units.decode("utf-16-le", "replace").strip() if found else words), bool(found)


def _map(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _MOST_ID else None
