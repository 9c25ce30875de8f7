"""A question for information is told from a report; the second layer of red flags asks for it."""

from __future__ import annotations

import pytest

from bot.safety import asks_for_information, reports_something


@pytest.mark.parametrize(
    "text",
    [
        "what is a blood clot",
        "can poison cause cramps",
        "when should you have a tetanus booster",
        "is a cramp a kind of seizure",
        "hi, what does a hypo feel like",
        "do people with spinal cord injury get cramps",
        "how common are strokes",
    ],
)
def test_asks_for_information_with_a_question_about_a_subject_is_true(rules, text):
    assert asks_for_information(text, rules)
    assert not reports_something(text, rules)


@pytest.mark.parametrize(
    "text",
    [
        "what is wrong with my leg",
        "can he sleep it off",
        "is it a clot",
        "can barely breathe",
        "could not wake him",
        "does not respond",
        "what is sepsis, my foot is hot",
        "can hot swollen calves wait till monday",
        "would not let go, calf hard as rock",
    ],
)
def test_asks_for_information_with_a_person_or_a_denial_is_false(rules, text):
    assert not asks_for_information(text, rules)


@pytest.mark.parametrize("text", ["my leg is hot", "he fainted", "this is bad", "help"])
def test_reports_something_with_a_person_or_a_time_is_true(rules, text):
    assert reports_something(text, rules)


def test_speech_with_only_a_subject_is_neither(rules):
    assert not asks_for_information("magnesium dose", rules)
    assert not reports_something("magnesium dose", rules)


def test_speech_functions_take_plain_definitions(definitions):
    assert asks_for_information("what is a clot", definitions)
    assert reports_something("my calf is hot", definitions)
