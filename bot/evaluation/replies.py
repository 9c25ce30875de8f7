"""What a bot said, as far as its score is concerned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True)
class Reply:
    """One message of the bot with its account (the answer contract)."""

    text: str
    topics: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()


class Bot(Protocol):
    """Anything that answers: a running bot, or a stand-in."""

    def say(self, sender: str, text: str) -> Sequence[Reply]:
        """Sends a message in a conversation and returns the replies."""
        ...


def read_reply(raw: Mapping[str, Any]) -> Reply:
    """Reads a reply as REST gives it; what is missing or of another kind counts as not said."""
    account = raw.get("metadata")
    account = account if isinstance(account, Mapping) else {}
    conditions = [item.get("id") for item in account.get("conditions") or () if isinstance(item, Mapping)]
    lists = {name: _texts(account.get(name)) for name in ("topics", "claims", "cautions", "sources")}
    return Reply(str(raw.get("text") or ""), conditions=_texts(conditions), **lists)


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(value for value in values if isinstance(value, str)) if isinstance(values, list) else ()
