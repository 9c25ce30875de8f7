from __future__ import annotations

import pytest

from bot.safety import find_conditions

STATED = {
    "im 30 weeks pregnant": {"pregnancy"},
    "pregnant, cramps every night": {"pregnancy"},
    "my wife is pregnant": {"pregnancy"},
    "i am breastfeeding": {"breastfeeding"},
    "on dialysis": {"kidney"},
    "my kidneys are bad": {"kidney"},
    "i had a heart attack 5 years ago": {"heart"},
    "i have high blood pressure": {"blood-pressure"},
    "im on lisinopril": {"blood-pressure"},
    "i have type 2 diabetes and take metformin": {"diabetes"},
    "ive got glaucoma": {"glaucoma"},
    "i have an enlarged prostate": {"prostate"},
    "i have cirrhosis": {"liver"},
    "72 years old": {"over-65"},
    "my mum is 80": {"over-65"},
    "my 8 year old gets cramps": {"child"},
    "im 14": {"child"},
    "i take warfarin": {"blood-thinner"},
    "i have afib and take eliquis": {"heart", "blood-thinner"},
    "taking hydrochlorothiazide": {"diuretic"},
    "i'm on sertraline 50mg": {"antidepressant"},
    "i have g6pd deficiency": {"g6pd"},
    "i was diagnosed with epilepsy in 2010": {"epilepsy"},
    "i have myasthenia gravis": {"myasthenia-gravis"},
    "i use a cpap": {"sleep-apnoea"},
    "my dad has parkinson's": {"parkinsons"},
}
NOT_STATED = [
    "i'm not pregnant",
    "does pregnancy cause cramps",
    "why do pregnant women get cramps",
    "what is diabetes",
    "can diabetes cause cramps",
    "people with diabetes",
    "does warfarin interact with vitamin e",
    "should i take warfarin",
    "i dont take blood thinners",
    "no kidney problems",
    "do diuretics cause cramps",
    "cramps for 72 hours",
    "im 70 kg",
    "cramps at 3 am",
    "is quinine safe in pregnancy",
    "i had a baby 2 months ago",
    "my heart skips",
    "do i have diabetes",
    "my neighbor has diabetes",
    "",
]


@pytest.mark.parametrize(("text", "ids"), STATED.items())
def test_find_conditions_when_stated_finds_them(condition_rules, text, ids):
    assert set(find_conditions(text, condition_rules)) == ids


@pytest.mark.parametrize("text", NOT_STATED)
def test_find_conditions_when_denied_or_only_asked_about_finds_none(condition_rules, text):
    assert find_conditions(text, condition_rules) == ()


def test_find_conditions_with_several_keeps_the_order_of_the_matrix(condition_rules):
    assert condition_rules.find("i take warfarin and i am pregnant") == ("pregnancy", "blood-thinner")


def test_conditions_content_is_complete(condition_list):
    columns = ["FL", "NA", "MG", "K", "CA", "VD", "VE", "DM", "QU", "DP", "MP", "VP", "GH", "HB", "IC", "MS", "EX"]
    assert len(condition_list) == 19
    for condition in condition_list:
        assert list(condition["marks"]) == columns
        assert set(condition["marks"].values()) <= {"X", "!", "c", "."}
        assert condition["signed_off"] is False
        assert condition["acknowledgement"].startswith("You said")
        assert condition["sources"]


def test_mark_texts_cover_every_column_once(condition_documents):
    marks = next(document for document in condition_documents if "mark_texts" in document)
    covered = [column for group in marks["mark_texts"] for column in group["columns"]]
    assert sorted(covered) == sorted(marks["column_names"])
    assert all({"X", "!", "c"} <= set(group) for group in marks["mark_texts"])
