"""Domain, training data, rules and actions speak of the same things."""

from __future__ import annotations

import ast

from bot.channels.gate import ENTITIES, INTENTS
from bot.settings import PROJECT
from tests.consistency.conftest import python_files

# What is in one place only, and why.
INTENTS_WITHOUT_EXAMPLES = {
    "nlu_fallback": "the classifier's gate sets it",
    "ask_topic": "only a tapped button sends it",
    "choose_topic": "only a tapped button sends it",
}
ENTITIES_NOT_SET_BY_A_COMPONENT = {
    "topic": "a tapped button carries it",
    "condition": "a tapped button carries it",
    "rating": "a tapped button carries it",
    "reason": "a tapped button carries it",
}
RESPONSES_SENT_BY_CODE_ONLY = {"utter_apology": "actions and bot.server.patches.action_endpoint say it"}
ACTIONS_WITHOUT_A_RULE = {"action_default_fallback": "config.yml names it"}


def _constants(folder: str, prefix: str) -> dict[str, str]:
    """Returns every string constant with a prefix in a folder's code, and where it stands."""
    found = {}
    for path, tree in python_files():
        if path.parts[0] == folder:
            for node in ast.walk(tree):
                if (
                    isinstance(node, ast.Constant)
                    and isinstance(node.value, str)
                    and node.value.startswith(prefix)
                    and node.value.isidentifier()
                ):
                    found[node.value] = str(path)
    return found


def _action_names() -> dict[str, str]:
    """Returns what `name` returns in every class of actions/, and the file."""
    found: dict[str, str] = {}
    for path, tree in python_files():
        if path.parts[0] != "actions":
            continue
        for kind in [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]:
            for method in [node for node in kind.body if isinstance(node, ast.FunctionDef) and node.name == "name"]:
                (returned,) = [node.value for node in ast.walk(method) if isinstance(node, ast.Return)]
                assert isinstance(returned, ast.Constant)
                assert returned.value not in found, f"{returned.value} stands in two files"
                found[returned.value] = path.stem
    return found


def test_every_intent_has_examples_or_a_reason(domain_intents, nlu_blocks):
    with_examples = {block["intent"] for block in nlu_blocks if "intent" in block}
    assert with_examples - domain_intents == set()
    assert domain_intents - with_examples == set(INTENTS_WITHOUT_EXAMPLES)


def test_every_intent_has_a_rule_and_every_rule_an_intent(domain_intents, steps):
    named = {step["intent"] for step in steps if "intent" in step}
    assert named == domain_intents


def test_every_entity_is_set_by_somebody(domain, annotated_entities, nlu_blocks):
    from bot.nlu import keys

    lookups = {block["lookup"] for block in nlu_blocks if "lookup" in block}
    set_by_components = {keys.RED_FLAG, keys.CARE_LEVEL} | lookups
    assert annotated_entities - set(domain["entities"]) == set()
    assert set(domain["entities"]) - set_by_components - annotated_entities == set(ENTITIES_NOT_SET_BY_A_COMPONENT)
    assert set_by_components - set(domain["entities"]) == set()


def test_buttons_may_only_send_intents_and_entities_of_the_domain(domain, domain_intents):
    assert domain_intents >= INTENTS
    assert set(domain["entities"]) >= set(ENTITIES)


def test_slots_are_the_remembered_context(domain):
    """actions/knowledge_action.py names slots after the context's fields."""
    from dataclasses import fields

    from bot.answers.understanding import Context

    assert set(domain["slots"]) == {field.name for field in fields(Context)}
    assert all(slot["influence_conversation"] is False for slot in domain["slots"].values()), "rules decide by intent alone"


def test_slots_that_actions_read_exist(domain):
    read = set()
    for path, tree in python_files():
        if path.parts[0] != "actions":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get_slot":
                read.add(node.args[0].value)
    assert read == set(domain["slots"])


def test_every_action_of_the_domain_is_a_class_and_every_class_is_in_the_domain(domain):
    classes = _action_names()
    assert set(classes) == {name for name in domain["actions"] if name.startswith("action_")}
    assert all(name == file for name, file in classes.items()), "an action's file carries its name"


def test_every_action_has_a_rule_or_a_reason(domain, steps):
    used = {step["action"] for step in steps if "action" in step and step["action"].startswith("action_")}
    assert used <= set(domain["actions"])
    assert set(domain["actions"]) - used == set(ACTIONS_WITHOUT_A_RULE)
    config = (PROJECT / "config.yml").read_text(encoding="utf-8")
    assert all(name in config for name in ACTIONS_WITHOUT_A_RULE)


def test_every_response_is_said_and_everything_said_is_a_response(responses, steps):
    said = {step["action"] for step in steps if step.get("action", "").startswith("utter_")}
    assert said <= set(responses)
    assert set(responses) - said == set(RESPONSES_SENT_BY_CODE_ONLY)


def test_every_response_that_code_names_exists(responses):
    named = {**_constants("actions", "utter_"), **_constants("bot", "utter_")}
    named.pop("utter_action", None)  # Rasa's own key in an event's metadata
    assert named.keys() >= set(RESPONSES_SENT_BY_CODE_ONLY)
    missing = {name: place for name, place in named.items() if name not in responses}
    assert missing == {}


def test_responses_keep_to_the_answer_contract(responses):
    from bot.channels.gate import read_command

    for name, variants in responses.items():
        for variant in variants:
            assert variant["text"].strip(), name
            assert "\n\n" not in variant["text"].strip(), f"{name}: channels cut a text at blank lines"
            assert variant["metadata"]["topics"], f"{name} must say which topic of the contract it is"
            assert len(variant.get("buttons") or []) <= 4, name
            for button in variant.get("buttons") or []:
                assert read_command(button["payload"]) == button["payload"], f"{name}: {button}"


def test_topics_that_buttons_of_responses_name_exist(responses, content):
    import json

    for name, variants in responses.items():
        for variant in variants:
            for button in variant.get("buttons") or []:
                _, brace, rest = button["payload"].partition("{")
                topic = json.loads(brace + rest).get("topic") if brace else None
                assert topic is None or topic in content.topics, f"{name}: {topic}"


def test_names_of_rules_are_sentences_that_stand_only_once():
    from collections import Counter

    from tests.consistency.conftest import read_yaml

    names = Counter()
    for path in (PROJECT / "data").rglob("*.yml"):
        document = read_yaml(path)
        names.update(rule["rule"] for rule in document.get("rules") or [])
        names.update(story["story"] for story in document.get("stories") or [])
    assert [name for name, count in names.items() if count > 1] == []
    assert [name for name in names if len(name.split()) < 2] == []


def test_domain_stays_small():
    """Texts live in data/responses and content/, so that the domain can be read at a glance."""
    assert len((PROJECT / "domain.yml").read_text(encoding="utf-8").splitlines()) < 250
