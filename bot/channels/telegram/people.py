"""Which conversation a person in a chat has, and what the channel must remember of it."""

from __future__ import annotations

import hashlib
import hmac

from bot.channels.telegram.inbox import Inbox


class People:
    """Turns Telegram's numbers into conversations.

    A conversation's id is a code made with a random key of this installation: nobody can name another person's conversation over REST,
    and the stored conversations hold nobody's number.
    """

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox
        self._key = inbox.key()

    def conversation(self, chat: int, person: int) -> str:
        """Returns the id of the conversation that a person has in a chat."""
        code = hmac.new(self._key, f"{self._first(chat)}:{person}".encode(), hashlib.sha256).hexdigest()
        return f"telegram-{code[:40]}"

    def moved(self, old: int, new: int) -> None:
        """Keeps the conversations of a group that got a new id."""
        first = self._first(old)
        if new != first:
            self._inbox.set_note(f"moved:{new}", str(first))
        if old != new:
            self._inbox.set_note(f"now:{old}", str(new))

    def now(self, chat: int) -> int:
        """Returns the id that a chat has by now."""
        found = self._inbox.note(f"now:{chat}") if chat < 0 else None
        return int(found) if found else chat

    def emergency(self, conversation: str) -> int | None:
        """Returns the message that held the latest emergency answer."""
        found = self._inbox.note(f"emergency:{conversation}")
        return int(found) if found else None

    def set_emergency(self, conversation: str, message: int | None) -> None:
        """Notes the message that holds the latest emergency answer; older "I am safe" buttons are void."""
        self._inbox.set_note(f"emergency:{conversation}", None if message is None else str(message))

    def _first(self, chat: int) -> int:
        found = self._inbox.note(f"moved:{chat}") if chat < 0 else None
        return int(found) if found else chat
