"""The machine-readable account that every message carries (docs: the answer contract)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from bot.settings import load_settings

LISTS = ("topics", "claims", "cautions", "sources")
# What a message holds beside its account: its visible parts, and what Rasa notes for itself.
_NOT_ACCOUNT = frozenset(
    [
        "text",
        "buttons",
        "quick_replies",
        "elements",
        "attachment",
        "image",
        "custom",
        "template",
        "response",
        "timestamp",
        "utter_action",
        "model_id",
        "assistant_id",
        "channel",
        "condition",
        "id",
    ]
)


@lru_cache(maxsize=1)
def _repository() -> Any:
    from bot.knowledge.database import open_engine
    from bot.knowledge.repository import Repository

    return Repository(open_engine(load_settings().database_url))


def content_version() -> str | None:
    """Returns the version of the content in use, or None while the knowledge base cannot be read."""
    try:
        return _repository().version()
    except Exception:  # the message goes out all the same
        return None


def complete(message: Mapping[str, Any]) -> dict[str, Any]:
    """Completes a message that is about to become a bot event.

    Args:
        message: text, buttons and so on, and the account: either beside them or as a map named `metadata`, as YAML responses have it.

    Returns:
        The message with the whole account beside the text: every list is there, empty or not, and so is the content's version.
    """
    nested = message.get("metadata")
    full = {key: value for key, value in message.items() if key != "metadata"}
    if isinstance(nested, Mapping):
        full.update(nested)
    for name in LISTS:
        full[name] = list(full.get(name) or [])
    if not full.get("content_version"):
        version = content_version()
        if version:
            full["content_version"] = version
    return full


def account_of(message: Mapping[str, Any]) -> dict[str, Any]:
    """Returns only the account of a message, without its visible parts and without Rasa's own notes."""
    nested = message.get("metadata")
    flat = {**message, **nested} if isinstance(nested, Mapping) else dict(message)
    return {key: value for key, value in flat.items() if key not in _NOT_ACCOUNT and key != "metadata" and value is not None}
