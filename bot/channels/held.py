"""Holds back what is said in a turn until the turn is stored: nobody is told what the conversation then does not remember."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa.core.channels.channel import OutputChannel

from bot.channels.account import account_of
from bot.channels.output import ContractOutputChannel

URGENT = "safety/emergency"


class HeldOutput(OutputChannel):
    """Stands before a channel's way out for one turn."""

    def __init__(self, way_out: ContractOutputChannel) -> None:
        """Takes the way out."""
        self._way_out = way_out
        self._held: list[tuple[str, Mapping[str, Any]]] = []
        self.topics: list[str] = []

    def name(self) -> str:  # type: ignore[override]  # Rasa asks the instance
        """Returns the name by which responses may name the channel."""
        return self._way_out.name()

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Takes one bot event."""
        self._held.append((recipient_id, message))

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Takes a bare text."""
        self._held.append((recipient_id, {"text": text, **kwargs}))

    async def release(self) -> None:
        """Says everything."""
        await self._say(self._held)

    async def release_urgent(self) -> None:
        """Says only what cannot wait, of a turn that failed: help in an emergency."""
        await self._say([(recipient, message) for recipient, message in self._held if URGENT in account_of(message).get("topics", ())])

    async def _say(self, messages: list[tuple[str, Mapping[str, Any]]]) -> None:
        self._held = []
        for recipient, message in messages:
            self.topics += account_of(message).get("topics") or []
            await self._way_out.emit(recipient, message)
