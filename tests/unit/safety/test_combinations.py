from __future__ import annotations

import pytest

from bot.safety.combinations import CombinationError, find_combination, parse_combination
from bot.safety.reading import Reading, Span

READING = Reading(tuple("abcdefgh"), (0,) * 8, (0, 0, 0, 0, 1, 1, 1, 1), (0, 0, 0, 0, 0, 0, 1, 1))
FOUND = {"first": (Span(0, 1),), "near": (Span(2, 3),), "far": (Span(7, 8),), "barrier": (Span(3, 4),)}


def places(line: str, counts=lambda span: True):
    return find_combination(parse_combination(line, {}), READING, FOUND, counts, lambda span: not counts(span))


@pytest.mark.parametrize(
    "line",
    ["first", "first + near", "first + far", "first + near, within 1 words", "first + near, in one clause", "far, unless barrier"],
)
def test_find_combination_when_all_groups_fit_gives_their_places(line):
    assert places(line)


@pytest.mark.parametrize(
    "line",
    [
        "first + missing",
        "first + far, within 3 words",
        "first + far, in one clause",
        "first + far, in one sentence",
        "first + near, unless barrier",
        "far, never with barrier",
    ],
)
def test_find_combination_when_a_condition_fails_gives_none(line):
    assert places(line) is None


def test_find_combination_when_a_phrase_does_not_count_gives_none():
    assert places("first + near", counts=lambda span: span.start != 2) is None


def test_parse_combination_with_a_quoted_phrase_makes_a_group_of_it():
    literals: dict[str, list[str]] = {}
    combination = parse_combination('"brown pee" + near, within 4 words', literals)
    assert literals[combination.groups[0]] == ["brown pee"]
    assert combination.within == 4


@pytest.mark.parametrize("line", ["first, close", "First", "first ++ near", "first, within many words"])
def test_parse_combination_with_an_unknown_word_is_refused(line):
    with pytest.raises(CombinationError):
        parse_combination(line, {})
