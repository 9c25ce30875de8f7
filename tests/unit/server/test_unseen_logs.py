"""Lines at level DEBUG that nobody asked for are not prepared; what an action did is noted all the same."""

from __future__ import annotations

import logging
from types import SimpleNamespace

import pytest
from rasa.core.actions.action import ActionListen
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.shared.core.events import ActionExecuted, ActionExecutionRejected, BotUttered, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker


@pytest.fixture(params=[logging.WARNING, logging.DEBUG], ids=["quiet", "debug"])
def level(request):
    logger = logging.getLogger("rasa.core.processor")
    before = logger.level
    logger.setLevel(request.param)
    yield request.param
    logger.setLevel(before)


@pytest.mark.parametrize(
    ("events", "noted"),
    [
        ([BotUttered("Well."), SlotSet("mood", "good")], ["slot", "action", "bot", "slot"]),
        (None, ["slot", "action"]),
        ([ActionExecutionRejected("action_listen")], ["action_execution_rejected"]),
    ],
)
def test_an_action_and_its_events_are_noted(level, domain, events, noted):
    tracker = DialogueStateTracker("a", domain.slots)
    prediction = PolicyPrediction([1.0], "rules", events=[SlotSet("mood", "bad")])
    MessageProcessor._log_action_on_tracker(SimpleNamespace(domain=domain), tracker, ActionListen(), events, prediction)
    assert [event.type_name for event in tracker.events] == noted
    assert all(event.policy == "rules" for event in tracker.events if isinstance(event, ActionExecuted))


def test_slots_are_described_only_for_a_log_that_shows_them(level, domain, monkeypatch):
    described = []
    monkeypatch.setattr("rasa.core.processor.structlogger.debug", lambda event, **_facts: described.append(event))
    MessageProcessor._log_slots(DialogueStateTracker("a", domain.slots))
    assert bool(described) == (level == logging.DEBUG)
