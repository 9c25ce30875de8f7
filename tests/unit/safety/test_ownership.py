"""Whose a condition is: remarks after it, openings, stories, and what is over or well."""

from __future__ import annotations

import pytest

from bot.safety import find_conditions

OWN = {
    "BPH sufferer, is benadryl ok": {"prostate"},
    "citalopram 20 mg daily, is tonic ok?": {"antidepressant"},
    "grand mal epilepsy, is a hot bath ok?": {"epilepsy"},
    "74, cramps nightly, can i stretch": {"over-65"},
    "diabetic and on lasix, bananas?": {"diabetes", "diuretic"},
    "can my mum use heat, she is 90": {"over-65"},
    "my son is 8, what helps": {"child"},
}
NOT_OWN = [
    "can a kidney patient take magnesium",
    "are cramps worse in the third trimester",
    "epilepsy, what causes it?",
    "warfarin and vitamin e: what happens",
    "my kidneys are fine, is magnesium ok",
    "came off my antidepressants last year",
    "the man in the story took warfarin",
    "my late husband had heart failure",
    "my cat has diabetes",
    "my son is 34, he cramps",
    "i feel like i'm 90",
    "what if someone is on blood thinners",
]


@pytest.mark.parametrize(("text", "ids"), OWN.items())
def test_mention_with_a_remark_or_as_an_opening_is_the_persons_own(condition_rules, text, ids):
    assert set(find_conditions(text, condition_rules)) == ids


@pytest.mark.parametrize("text", NOT_OWN)
def test_mention_that_is_asked_told_over_or_well_is_nobodys(condition_rules, text):
    assert find_conditions(text, condition_rules) == ()


@pytest.mark.parametrize(
    ("text", "ids"),
    [("forget the kidneys", ("kidney",)), ("drop the heart and the warfarin", ("heart", "blood-thinner")), ("forget that", ())],
)
def test_mentioned_names_conditions_whoever_has_them(condition_rules, text, ids):
    assert condition_rules.mentioned(text) == ids
