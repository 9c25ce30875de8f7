"""Small controls of the hazard log (docs/hazard-log.md) that live in files, not in code."""

from __future__ import annotations

from pathlib import Path

from ruamel.yaml import YAML

PROJECT = Path(__file__).parents[3]
LONGEST_MEMORY_MINUTES = 60


def read(name: str):
    return YAML(typ="safe").load((PROJECT / name).read_text(encoding="utf-8"))


def test_emergency_rule_when_followed_calls_no_action_server():
    rules = [rule for rule in read("data/rules/safety.yml")["rules"] if {"intent": "report_red_flag"} in rule["steps"]]
    assert [rule["steps"] for rule in rules] == [[{"intent": "report_red_flag"}, {"action": "utter_emergency"}]]


def test_red_flags_when_the_pipeline_is_read_stand_first_and_last():
    names = [part["name"].rpartition(".")[2] for part in read("config.yml")["pipeline"]]
    assert names[0] == "RedFlagDetector"
    assert names[-1] == "RedFlagGuard"


def test_memory_of_a_person_when_the_session_ends_ends_too():
    session = read("domain.yml")["session_config"]
    assert session["carry_over_slots_to_new_session"] is False
    assert 0 < session["session_expiration_time"] <= LONGEST_MEMORY_MINUTES


def test_conditions_when_no_clinician_has_signed_say_so(condition_list):
    assert condition_list
    assert [condition["id"] for condition in condition_list if condition["signed_off"] is not False] == []


def test_quinine_meprobamate_and_ghb_when_a_condition_is_named_are_never_plain(condition_list):
    """Nobody's table may let one of these pass with the normal caution; the last two are for nobody at all."""
    assert [condition["id"] for condition in condition_list if condition["marks"]["QU"] not in ("X", "!")] == []
    assert [condition["id"] for condition in condition_list if {condition["marks"]["MP"], condition["marks"]["GH"]} != {"X"}] == []


def test_replies_when_a_sign_is_urgent_name_no_remedy(definitions):
    """Words of self-help may only stand in a "do not"."""
    remedies = ("magnesium tablet", "drink milk", "foam roll", "warm bath", "tonic water helps", "try to stretch", "massage the")
    for reply in definitions["replies"]:
        if reply["level"] != "soon":
            assert not [remedy for remedy in remedies if remedy in reply["text"].lower()], reply["id"]
