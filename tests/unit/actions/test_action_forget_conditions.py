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


def test_condition_named_in_words_is_the_only_one_dropped(run):
    said = run(ActionForgetConditions(), text="forget the kidneys", slots={"conditions": ["kidney", "diabetes"]})
    assert said.slots == {"conditions": ["diabetes"]}


def test_condition_named_that_was_never_noted_leaves_the_others(run):
    said = run(ActionForgetConditions(), text="forget the glaucoma", slots={"conditions": ["kidney"]})
    assert said.slots == {}
    assert said.messages[0]["conditions"]


def test_wish_to_hear_that_all_is_well_forgets_nothing_and_is_declined(run):
    said = run(ActionForgetConditions(), text="tell me it's nothing, can I forget about it")
    assert said.messages[0]["topics"][0] == "safety/personal-advice"
