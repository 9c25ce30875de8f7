"""What Rasa does for a prediction, done with less work: at every moment of many conversations the result is the one of Rasa's own code."""

from __future__ import annotations

import json
import random

import pytest
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    ActiveLoop,
    AllSlotsReset,
    BotUttered,
    ConversationPaused,
    DefinePrevUserUtteredFeaturization,
    FollowupAction,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.server.patches import empty_domain, rule_index, rule_search, states_kept, tracker_copy

DOMAIN = Domain.from_yaml(
    """
    version: "3.1"
    intents: [greet, ask, {thank: {use_entities: []}}]
    entities: [topic, part]
    slots:
      mood: {type: categorical, values: [good, bad], mappings: [{type: custom}]}
      known: {type: bool, initial_value: true, mappings: [{type: custom}]}
      shown: {type: any, influence_conversation: false, mappings: [{type: custom}]}
    forms: {some_form: {required_slots: [mood]}}
    actions: [action_answer, utter_greet]
    responses: {utter_greet: [{text: Hello.}]}
    """
)
ENTITIES = ([], [{"entity": "topic", "value": "x"}], [{"entity": "topic", "value": "y"}, {"entity": "part", "value": "z", "role": "r"}])
SEEDS = range(40)


def _events(draw):
    """A conversation of turns as Rasa makes them, with everything rare in between."""
    yield from (ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen"))
    for _ in range(draw.randint(1, 8)):
        words = draw.choice(["hi", "what is it", None])
        yield UserUttered(words, {"name": draw.choice(["greet", "ask", "thank"])}, draw.choice(ENTITIES))
        yield DefinePrevUserUtteredFeaturization(draw.random() < 0.1)
        if draw.random() < 0.4:
            rare = (
                SlotSet("mood", draw.choice(["good", None])), Restarted(), AllSlotsReset(), UserUtteranceReverted(), ActionReverted(),
                ConversationPaused(), SessionStarted(), FollowupAction("action_answer"), ActiveLoop("some_form"), ActiveLoop("some_form"), ActiveLoop(None),
            )  # fmt: skip
            yield draw.choice(rare)
        action = draw.choice(["action_answer", "utter_greet", "some_form"])
        yield ActionExecuted(action, hide_rule_turn=draw.random() < 0.3)
        yield from (BotUttered("Well."), SlotSet("shown", [draw.random()]), SlotSet("known", draw.random() < 0.5))
        yield ActionExecuted("action_listen", hide_rule_turn=draw.random() < 0.3)


def _moments(seed):
    """A tracker at each moment of a conversation; one and the same, which grows."""
    tracker = DialogueStateTracker("a", DOMAIN.slots)
    for event in _events(random.Random(seed)):
        tracker.update(event, DOMAIN)
        yield tracker


@pytest.mark.parametrize("seed", SEEDS)
def test_states_are_those_that_rasa_finds(seed):
    original = states_kept.PATCH.original()
    rules_only = {"rule_only_slots": ["known"], "rule_only_loops": ["some_form"]}
    for tracker in _moments(seed):
        for more in ({}, {"ignore_rule_only_turns": True}, {"ignore_rule_only_turns": True, "rule_only_data": rules_only}):
            assert DOMAIN.states_for_tracker_history(tracker, **more) == original(DOMAIN, tracker, **more)


def test_a_policy_may_change_the_states_it_gets():
    *_, tracker = _moments(3)
    before = DOMAIN.states_for_tracker_history(tracker)
    for state in DOMAIN.states_for_tracker_history(tracker):
        for part in state.values():
            part.clear()
    assert DOMAIN.states_for_tracker_history(tracker) == before


def _state(tracker):
    known = {name: value for name, value in vars(tracker).items() if name not in ("events", "slots", "_played")}
    return known, list(tracker.events), {name: vars(slot) for name, slot in tracker.slots.items()}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_copy_is_the_one_that_playing_all_events_gives(seed):
    for tracker in _moments(seed):
        ours, rasas = tracker.copy(), tracker_copy.PATCH.original()(tracker)
        assert _state(ours) == _state(rasas)


@pytest.mark.parametrize("event", [Restarted(), SessionStarted(), FollowupAction("action_answer")])
def test_a_follow_up_action_that_was_taken_up_comes_back_in_a_copy_as_rasa_has_it(event):
    tracker = DialogueStateTracker.from_events("a", [ActionExecuted("action_listen"), UserUttered("hi"), event], DOMAIN.slots)
    tracker.clear_followup_action()
    assert _state(tracker.copy()) == _state(tracker_copy.PATCH.original()(tracker))
    assert tracker.copy().followup_action


def test_what_happens_to_a_copy_does_not_happen_to_the_original():
    tracker = DialogueStateTracker.from_events("a", [ActionExecuted("action_listen"), ActiveLoop("some_form")], DOMAIN.slots)
    tracker.model_id = "m"
    twin = tracker.copy()
    twin.update_with_events([SlotSet("mood", "good"), ActionExecuted("some_form"), UserUttered("hi")], DOMAIN)
    twin.reject_action("some_form")
    assert (tracker.get_slot("mood"), len(tracker.events), tracker.active_loop.rejected) == (None, 2, False)
    assert tracker.latest_action_name == "action_listen"
    assert twin.model_id is None


def _moment(intent=None, action="action_listen", **more):
    return {**({"prev_action": {"action_name": action}} if action else {}), **({"user": {"intent": intent}} if intent else {}), **more}


RULES = {
    json.dumps(moments): action
    for moments, action in (
        ([_moment("greet")], "utter_greet"),
        ([_moment("ask")], "action_answer"),
        ([_moment("ask", slots={"mood": [1.0, 0.0]})], "utter_greet"),
        ([_moment("ask", slots={"known": "should_not_be_set"})], "utter_greet"),
        ([_moment("ask"), _moment("ask", "action_answer")], "action_listen"),
        ([_moment("greet"), _moment("greet", "utter_greet")], "action_listen"),
        ([_moment(action=None), _moment("thank")], "action_answer"),
        ([_moment(None, "some_form")], "action_listen"),
        ([_moment("ask"), _moment("ask", "utter_greet"), _moment("thank")], "utter_greet"),
    )
}
BY_WORDS = {json.dumps([{"prev_action": {"action_name": "action_listen"}, "user": {"text": "hi"}}]): "utter_greet"}
UNHAPPY = {json.dumps([_moment("ask", active_loop={"name": "some_form"})]): "loop_was_interrupted"}


def _policy(kind, tmp_path, lookup):
    from rasa.engine.storage.local_model_storage import LocalModelStorage

    config = {**kind.get_default_config(), "core_fallback_action_name": "action_answer"}
    return kind(config, LocalModelStorage(tmp_path), Resource("policy"), ExecutionContext(GraphSchema({})), lookup=lookup)


@pytest.mark.parametrize("rules", [RULES, {**RULES, **BY_WORDS}, {}], ids=["rules", "rules with words", "no rules"])
@pytest.mark.parametrize("seed", SEEDS)
def test_the_rule_is_the_one_that_rasa_finds(rules, seed, tmp_path, monkeypatch):
    policy = _policy(RulePolicy, tmp_path, {"rules": rules, "rules_for_loop_unhappy_path": UNHAPPY, "rules_not_in_stories": []})
    for tracker in _moments(seed):
        ours = policy.predict_action_probabilities(tracker, DOMAIN)
        with monkeypatch.context() as rasas_own:
            rasas_own.setattr(RulePolicy, "_find_action_from_rules", rule_search.PATCH.original())
            rasas_own.setattr(RulePolicy, "_get_possible_keys", rule_index.PATCH.original())
            rasas = policy.predict_action_probabilities(tracker, DOMAIN)
        assert vars(ours) == vars(rasas)


def test_a_table_of_rules_that_grows_is_indexed_again(tmp_path):
    rules = {json.dumps([_moment("greet")]): "utter_greet"}
    policy = _policy(RulePolicy, tmp_path, {"rules": rules})
    assert not policy._get_possible_keys(rules, [_moment("ask")])
    rules[json.dumps([_moment("ask")])] = "action_answer"
    assert policy._get_possible_keys(rules, [_moment("ask")]) == {json.dumps([_moment("ask")])}


def test_an_empty_domain_is_empty_and_another_is_not():
    original = empty_domain.PATCH.original()
    for domain in (Domain.empty(), DOMAIN, Domain.empty()):
        assert domain.is_empty() == original(domain)
