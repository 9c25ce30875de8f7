"""Runs one action as the action server does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import knowledge_action
from bot.knowledge.content import read_content
from bot.knowledge.database import migrate, open_engine
from bot.knowledge.loader import load
from bot.settings import PROJECT, load_settings


@dataclass
class Said:
    """What an action said and remembered."""

    messages: list[dict[str, Any]]
    events: list[dict[str, Any]]

    @property
    def responses(self) -> list[str]:
        return [message["response"] for message in self.messages if message.get("response")]

    @property
    def texts(self) -> list[str]:
        return [message["text"] for message in self.messages if message.get("text")]

    @property
    def slots(self) -> dict[str, Any]:
        return {event["name"]: event["value"] for event in self.events if event["event"] == "slot"}


Run = Callable[..., Said]


@pytest.fixture(scope="session")
def knowledge_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A knowledge base with the real content."""
    url = f"sqlite:///{tmp_path_factory.mktemp('actions') / 'knowledge.db'}"
    engine = open_engine(url)
    migrate(engine)
    load(engine, read_content(PROJECT / "content"))
    engine.dispose()
    return url


@pytest.fixture
def use_database(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """A function that points the actions at a database."""

    def use(url: str) -> None:
        monkeypatch.setattr(knowledge_action, "load_settings", lambda: replace(load_settings(), database_url=url))
        knowledge_action.responder.cache_clear()

    yield use
    knowledge_action.responder.cache_clear()


@pytest.fixture
def run(use_database: Callable[[str], None], knowledge_url: str) -> Run:
    """A function that runs an action upon a message and slots."""
    use_database(knowledge_url)

    def run_action(
        action: Action,
        intent: str = "nlu_fallback",
        text: str = "",
        topics: Sequence[tuple[str, float]] = (),
        tap: str | None = None,
        slots: Mapping[str, Any] | None = None,
    ) -> Said:
        entities = [{"entity": "topic", "value": tap}] if tap else []
        questions = [{"intent": intent, "topics": [{"topic": topic, "confidence": share} for topic, share in topics]}]
        message = {"text": text, "intent": {"name": intent}, "entities": entities, "questions": questions}
        tracker = Tracker("somebody", dict(slots or {}), message, [], False, None, {}, "action_listen")
        dispatcher = CollectingDispatcher()
        events = action.run(dispatcher, tracker, {})
        return Said(dispatcher.messages, events)

    return run_action
