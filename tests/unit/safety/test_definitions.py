from __future__ import annotations

import pytest

from bot.safety.definitions import DefinitionError, check_definitions, merge_documents

FLAG = {"id": "x", "row": 1, "level": "now", "title": "x", "reply_id": "chest", "phrases": ["chest pain"]}


def test_merge_documents_with_a_group_twice_is_refused():
    with pytest.raises(DefinitionError, match="leg"):
        merge_documents([{"groups": {"leg": []}}, {"groups": {"leg": []}}])


def test_merge_documents_with_an_unknown_part_is_refused():
    with pytest.raises(DefinitionError, match="rules"):
        merge_documents([{"rules": []}])


@pytest.mark.parametrize(
    "change",
    [
        {"level": "maybe"},
        {"reply_id": "none"},
        {"phrases": []},
        {"even_if": ["rain"]},
        {"color": "red"},
        {"needs_agreement": "yes"},
        {"title": None, "id": "y"},
    ],
)
def test_check_definitions_with_a_bad_flag_is_refused(definitions, change):
    flag = {**FLAG, **change}
    if flag["title"] is None:
        del flag["title"]
    with pytest.raises(DefinitionError):
        check_definitions({**definitions, "flags": [flag]})


def test_check_definitions_with_a_flag_twice_is_refused(definitions):
    with pytest.raises(DefinitionError, match="twice"):
        check_definitions({**definitions, "flags": [FLAG, FLAG]})


def test_content_covers_every_row_of_the_red_flag_table(definitions):
    assert {flag["row"] for flag in definitions["flags"]} == set(range(1, 36))


def test_content_uses_every_reply_and_every_reply_of_an_emergency_has_numbers(definitions):
    used_by_rules = {flag["reply_id"] for flag in definitions["flags"]}
    only_for_the_second_layer = {"general"}
    assert used_by_rules | only_for_the_second_layer == {reply["id"] for reply in definitions["replies"]}
    assert all(reply["phone_examples"] for reply in definitions["replies"] if reply["level"] != "soon")


def test_replies_say_the_level_first_and_never_reassure(definitions):
    for reply in definitions["replies"]:
        text = reply["text"].lower()
        assert not any(words in text for words in ("you are fine", "just a cramp", "no need for a doctor", "tip"))
        if reply["level"] == "now":
            assert "emergency number" in text[: 80 if reply["id"] != "suicide" else 220]


# What must never wait for the second layer's agreement: intent to die, what was swallowed, breath and heart, nobody home.
NEVER_WAIT_REPLIES = {
    "suicide",
    "overdose",
    "poison",
    "poison-child",
    "ghb",
    "chest",
    "collapse",
    "seizure",
    "allergy",
    "pregnancy-now",
    "dialysis",
}


def test_content_lets_no_flag_wait_whose_reply_is_for_the_next_minutes(definitions):
    waiting = {flag["id"]: flag["reply_id"] for flag in definitions["flags"] if flag.get("needs_agreement")}
    assert waiting
    assert {name for name, reply in waiting.items() if reply in NEVER_WAIT_REPLIES} == set()


def test_content_asks_no_agreement_for_a_visit_soon(definitions):
    """Such a sign never alarms, so there is nothing to agree on."""
    assert [flag["id"] for flag in definitions["flags"] if flag["level"] == "soon" and "needs_agreement" in flag] == []
