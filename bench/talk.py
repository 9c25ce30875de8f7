"""Talks with a running bot over REST: what is said, which reply is right, and how long it took."""

from __future__ import annotations

import itertools
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp

Replies = Sequence[dict[str, Any]]
TIMEOUT_S = 60.0


@dataclass(frozen=True)
class Turn:
    """One thing to say.

    Attributes:
        text: of the message.
        right: whether the replies are the right ones.
        kind: under which name its time is counted.
    """

    text: str
    right: Callable[[Replies], bool]
    kind: str = "reply"


@dataclass(frozen=True)
class Sample:
    """One answered message.

    Attributes:
        kind: of its turn.
        place: of the turn in its conversation, from 0.
        seconds: from sending the request to the end of the reply.
        right: whether it was the right answer.
        text: what was said, to name a wrong answer.
        done: when the reply was complete, by `time.monotonic`.
    """

    kind: str
    place: int
    seconds: float
    right: bool
    text: str
    done: float


class Talker:
    """A client of one bot. Use it as an async context manager; it keeps its connections open, as a browser or a proxy does."""

    def __init__(self, url: str) -> None:
        """Takes the bot's address without a path."""
        self._url = f"{url}/webhooks/rest/webhook"

    async def __aenter__(self) -> Talker:
        connector = aiohttp.TCPConnector(limit=0)
        self._session = aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=TIMEOUT_S))
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self._session.close()

    async def say(self, sender: str, turn: Turn, place: int = 0) -> Sample:
        """Says one thing; an HTTP error or a broken reply is a wrong answer."""
        begun = time.monotonic()
        replies: Any = None
        try:
            async with self._session.post(self._url, json={"sender": sender, "message": turn.text}) as response:
                if response.status == 200:
                    replies = await response.json()
        except (aiohttp.ClientError, TimeoutError, ValueError):
            replies = None
        done = time.monotonic()
        right = isinstance(replies, list) and turn.right(replies)
        return Sample(turn.kind, place, done - begun, right, turn.text, done)

    async def converse(self, conversation: Sequence[Turn], sender: str | None = None) -> list[Sample]:
        """Holds one conversation, message after message, in a new session if no sender is given."""
        sender = sender or new_sender()
        return [await self.say(sender, turn, place) for place, turn in enumerate(conversation)]


def new_sender() -> str:
    """Returns the id of a person who never wrote before."""
    return f"bench-{uuid.uuid4().hex}"


def endless(conversations: Sequence[Sequence[Turn]], start: int = 0) -> Iterator[Sequence[Turn]]:
    """Yields the conversations over and over, beginning with the one at `start`."""
    places = itertools.count(start)
    return (conversations[place % len(conversations)] for place in places)
