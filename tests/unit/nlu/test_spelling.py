"""Mending misspelt words."""

from __future__ import annotations

import pytest

from bot.nlu.encoder.vocabulary import english_words
from bot.nlu.spelling import OFTEN, SpellingMender

TEXTS = [
    "does magnesium help",
    "magnesium at night",
    "magnesium for cramps",
    "is magnesium safe",
    "leg cramps",
    "cramps at night",
    "cramps",
    "stretching",
] * 3


@pytest.fixture(scope="module")
def mender():
    return SpellingMender.learn(TEXTS, ["levothyroxine", "quinine"], english_words())


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("does magnesim help", "does magnesium help"),
        ("MAGNISIUM!", "magnesium!"),
        ("crmaps", "cramps"),
        ("levothyroxin", "levothyroxine"),
        ("quinin, please", "quinine, please"),
    ],
)
def test_misspelt_word_is_mended(mender, typed, mended):
    assert mender.mend(typed) == mended


@pytest.mark.parametrize(
    "text", ["does magnesium help", "the water is cold", "mgn", "zxqvvv", "", "  a\n\tb  ", "12 mg", "🙂 ok", "it's", "Magnesium"]
)
def test_word_that_is_right_short_or_unlike_anything_stays(mender, text):
    assert mender.mend(text) == text


def test_spaces_and_marks_stay_where_they_were(mender):
    assert mender.mend("so,  magnesim ... \n or quinin?") == "so,  magnesium ... \n or quinine?"


def test_rare_word_of_the_training_data_is_no_target():
    rare = SpellingMender.learn(["gabapentin"] * (OFTEN - 1), [], [])
    assert rare.mend("gabapentn") == "gabapentn"
    assert SpellingMender.learn(["gabapentin"] * 20, [], []).mend("gabapentn") == "gabapentin"


def test_mender_from_its_own_targets_mends_the_same(mender):
    again = SpellingMender(english_words(), mender.targets)
    for text in ("does magnesim help", "crmaps", "levothyroxin"):
        assert again.mend(text) == mender.mend(text)
