from __future__ import annotations

from actions.action_forget_conditions import ActionForgetConditions


def test_conditions_are_dropped_and_nothing_else(run):
    said = run(ActionForgetConditions(), slots={"topics": ["diet/water"], "conditions": ["pregnancy"], "options": ["diet/water"]})
    assert said.slots == {"conditions": [], "options": []}
    assert said.messages[0]["conditions"] == []


def test_without_conditions_nothing_changes(run):
    said = run(ActionForgetConditions())
    assert said.events == []
    assert said.texts
