"""A running bot, asked over REST like any user's program asks it."""

from __future__ import annotations

import urllib.error

from bot.evaluation.replies import Reply, read_reply
from bot.launcher.readiness import ask

TIMEOUT = 30.0


class BotUnreachable(RuntimeError):
    """No bot answers at the address; the message is for whoever wanted the score."""


class RestBot:
    """Sends each message to `POST /webhooks/rest/webhook`."""

    def __init__(self, url: str, timeout: float = TIMEOUT) -> None:
        """Takes the address without a path, and the seconds after which an answer counts as not given."""
        self._url = url.rstrip("/")
        self._timeout = timeout

    def check(self) -> None:
        """Raises BotUnreachable when nothing that can be scored answers."""
        replies = self.say("evaluate-check", "hi")
        if not replies:
            raise BotUnreachable(f"Something listens at {self._url}, but it does not answer a message.")
        if not any(reply.topics for reply in replies):
            raise BotUnreachable(f"What answers at {self._url} names no topics (metadata.topics), so it cannot be scored.")

    def say(self, sender: str, text: str) -> list[Reply]:
        """Returns the replies; none when the server fails on this message.

        Raises:
            BotUnreachable: when no server is there (any more).
        """
        try:
            return [read_reply(raw) for raw in ask(self._url, sender, text, self._timeout)]
        except (urllib.error.HTTPError, TimeoutError, ValueError):
            return []
        except OSError as error:
            reason = getattr(error, "reason", error)
            if isinstance(reason, TimeoutError):
                return []
            raise BotUnreachable(f"No bot answers at {self._url} ({reason}). Start it with: make run") from error
