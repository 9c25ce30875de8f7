from __future__ import annotations

import pytest

from bot.safety.spelling import Speller

SPELLER = Speller(["swollen", "breathing", "clot", "heart"], ["swelling", "hearts", "heard"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("swolen", "swollen"), ("swollenn", "swollen"), ("breahting", "breathing"), ("clott", "clot"), ("swollllen", "swollen")],
)
def test_correct_with_a_near_miss_gives_the_rule_word(typed, meant):
    assert SPELLER.correct(typed) == meant


@pytest.mark.parametrize("word", ["swelling", "heard", "hearts", "clo", "hert", "kitchen", "12345"])
def test_correct_with_an_everyday_short_or_far_word_leaves_it(word):
    assert SPELLER.correct(word) == word


def test_correct_with_an_endless_word_is_bounded():
    assert len(SPELLER.correct("a" * 5000)) <= 2
