from __future__ import annotations

import pytest

from bot.safety.normalise import tidy


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("I CAN’T breathe", ("i", "cannot", "breathe")),
        ("it`s sooo swolllen", ("it", "is", "swollen")),
        ("ｃｈｅｓｔ pain", ("chest", "pain")),
        ("took 1,000 pills", ("took", "1000", "pills")),
        ("took twenty five pills", ("took", "25", "pills")),
        ("my 72yo mum", ("my", "72", "years", "old", "mum")),
        ("", ()),
    ],
)
def test_read_with_odd_typing_gives_plain_words(rules, typed, words):
    assert rules.read(typed).words == words


def test_read_with_full_stops_numbers_the_sentences(rules):
    assert rules.read("no pain. leg hot").sentences == (0, 0, 1, 1)


def test_read_with_but_begins_a_new_clause(rules):
    clauses = rules.read("no fever but leg hot").clauses
    assert clauses[1] != clauses[2]
    assert clauses[0] == clauses[1]


def test_tidy_with_an_invisible_character_drops_it():
    assert tidy("che\u200bst") == "chest"


def test_tidy_with_a_very_long_text_keeps_both_ends():
    text = tidy("start " + "x" * 50000 + " end")
    assert text.startswith("start")
    assert text.endswith("end")
    assert len(text) < 7000
