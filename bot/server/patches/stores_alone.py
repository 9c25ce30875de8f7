"""Fault: Rasa wraps the tracker store so that a failing database means an empty conversation, kept in memory. Here a failure is one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.server.patches._patch import Patch


def _make(_original: Callable[..., Any]) -> Callable[..., Any]:
    def _create_tracker_store(store: Any, domain: Any) -> Any:
        from rasa.core.tracker_store import InMemoryTrackerStore

        if store is None:
            return InMemoryTrackerStore(domain)
        store.domain = domain
        return store

    return _create_tracker_store


PATCH = Patch("rasa.core.agent", "Agent._create_tracker_store", "d53755c280a80c5ffe29aaed61215f507c4b423420f49b0b115b4dc5743f27fd", _make)
