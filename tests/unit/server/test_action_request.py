"""What goes to the action server: slots and the latest message, without what was said long ago."""

from __future__ import annotations

from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.server.patches import action_request


def _body(events, domain):
    tracker = DialogueStateTracker.from_events("a", events, domain.slots)
    action = RemoteAction("action_answer", None)
    return action._action_call_format(tracker, domain), action_request.PATCH.original()(action, tracker, domain)


def _turn(number):
    return [ActionExecuted("action_listen"), UserUttered(f"question {number}"), ActionExecuted("action_answer"), BotUttered("answer")]


def test_a_long_conversation_sends_no_more_than_a_short_one(domain):
    events = [SlotSet("mood", "good"), *(event for number in range(50) for event in _turn(number)), *_turn(50)[:2]]
    ours, rasas = _body(events, domain)
    assert [event["event"] for event in ours["tracker"]["events"]] == ["user"]
    assert len(rasas["tracker"]["events"]) == len(events)


def test_all_else_is_what_rasa_sends(domain):
    ours, rasas = _body([SlotSet("mood", "good"), *_turn(1), *_turn(2)[:2], SlotSet("shown", ["a"])], domain)
    assert [event["event"] for event in ours["tracker"].pop("events")] == ["user", "slot"]
    del rasas["tracker"]["events"]
    assert ours == rasas


def test_without_a_message_all_events_go(domain):
    ours, rasas = _body([ActionExecuted("action_session_start"), SlotSet("mood", "good")], domain)
    assert ours == rasas
