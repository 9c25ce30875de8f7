"""The machine-readable account that every message carries (docs: the answer contract)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from typing import Any

from bot.settings import load_settings

# Seconds that a message waits for the version of the content.
PATIENCE = 0.5
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


class _Reader:
    """Reads the version beside the event loop where the knowledge base is on the network: one that hangs must not hang every answer."""

    def __init__(self, read: Callable[[], str]) -> None:
        self._read = read
        self._thread = ThreadPoolExecutor(1, "content-version")
        self._hanging: Future[str] | None = None

    def __call__(self) -> str | None:
        """Returns the version, or None after PATIENCE seconds, and at once while an earlier call still hangs."""
        if self._hanging is not None and not self._hanging.done():
            return None
        self._hanging = self._thread.submit(self._read)
        return self._hanging.result(PATIENCE)


@lru_cache(maxsize=1)
def _reader() -> Callable[[], str | None]:
    is_remote = not load_settings().database_url.startswith("sqlite")
    return _Reader(lambda: _repository().version()) if is_remote else _repository().version


def content_version() -> str | None:
    """Returns the version of the content in use, or None while the knowledge base cannot be read."""
    try:
        return _reader()()
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
