"""What the custom actions share: the way from Rasa's tracker to the responder and back."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import fields
from functools import lru_cache
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.answers.reply import Reply
from bot.answers.responder import Outcome, Responder
from bot.answers.understanding import Context
from bot.knowledge.database import open_engine
from bot.knowledge.repository import KnowledgeUnavailable, Repository
from bot.settings import load_settings


@lru_cache(maxsize=1)
def responder() -> Responder:
    """Returns this process's responder; the database is opened at the first question."""
    return Responder(Repository(open_engine(load_settings().database_url)))


def context_of(tracker: Tracker) -> Context:
    """Returns what is remembered of the session."""
    return Context(
        topics=tuple(tracker.get_slot("topics") or ()),
        trail=tuple(tracker.get_slot("trail") or ()),
        named=tuple(tracker.get_slot("named") or ()),
        options=tuple(tracker.get_slot("options") or ()),
        conditions=tuple(tracker.get_slot("conditions") or ()),
        is_advice=bool(tracker.get_slot("is_advice")),
        is_emergency=bool(tracker.get_slot("is_emergency")),
    )


def say(dispatcher: CollectingDispatcher, reply: Reply) -> None:
    """Hands a reply to Rasa: its account becomes the metadata of the bot's event."""
    buttons = [{"title": button.title, "payload": button.payload} for button in reply.buttons]
    dispatcher.utter_message(text=reply.text, buttons=buttons, **reply.metadata())


class KnowledgeAction(Action, ABC):
    """An action that answers from the knowledge base, and apologises when it cannot be read."""

    @abstractmethod
    def outcome(self, tracker: Tracker, context: Context) -> Outcome:
        """Returns what to say and what to remember."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Says the outcome and remembers its context."""
        before = context_of(tracker)
        try:
            outcome = self.outcome(tracker, before)
        except KnowledgeUnavailable:
            dispatcher.utter_message(response="utter_apology")
            return []
        for reply in outcome.replies:
            say(dispatcher, reply)
        return _changes(before, outcome.context)


def _changes(before: Context, after: Context) -> list[EventType]:
    """Returns the slots in which two contexts differ; slots are named as the context's fields are."""
    return [
        SlotSet(field.name, list(value) if isinstance(value, tuple) else value)
        for field in fields(after)
        if (value := getattr(after, field.name)) != getattr(before, field.name)
    ]
