"""The channels' own messages, from texts.yml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

FILE = Path(__file__).with_name("texts.yml")
NAMES = ("apology", "too_long", "too_fast", "busy", "not_a_message", "safe_button")


@lru_cache(maxsize=1)
def _messages() -> dict[str, dict[str, Any]]:
    messages = YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))
    for name in NAMES:
        entry = messages.get(name) if isinstance(messages, dict) else None
        if not isinstance(entry, dict) or not isinstance(entry.get("text"), str) or not entry.get("topics"):
            raise ValueError(f"{FILE}: {name} needs a text and topics")
    return messages


def message(name: str, **values: Any) -> dict[str, Any]:
    """Returns one of the messages as a bot event holds it.

    Args:
        name: one of NAMES.
        values: for the places in braces.
    """
    entry = _messages()[name]
    return {"text": entry["text"].format(**values), "topics": list(entry["topics"])}
