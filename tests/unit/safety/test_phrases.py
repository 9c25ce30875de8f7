from __future__ import annotations

import pytest

from bot.safety.phrases import PhraseError, PhraseIndex
from bot.safety.reading import Reading, Span


def reading(text: str) -> Reading:
    words = tuple(text.split())
    zeros = (0,) * len(words)
    return Reading(words, zeros, zeros, zeros)


def find(rewriter, text: str, **groups: list[str]) -> dict[str, tuple[Span, ...]]:
    return PhraseIndex(groups, rewriter, gap_stops=["not"]).find(reading(text))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("chest pain", "bad chest pain"),
        ("(left|my right) leg", "my right leg"),
        ("swell*", "it swells"),
        ("leg .. cold", "leg is so cold"),
        ("leg .. .. cold", "leg one two three four five cold"),
        ("took <6-99> pills", "took 30 pills"),
        ("sore big? toe", "sore toe"),
        ("can't breathe", "cannot breathe"),
        ("twenty pills", "20 pills"),
        ("the very leg", "leg"),
    ],
)
def test_find_with_a_fitting_phrase_finds_it(rewriter, phrase, text):
    assert "group" in find(rewriter, text, group=[phrase])


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("chest pain", "chest and pain"),
        ("leg .. cold", "leg one two three four cold"),
        ("leg .. cold", "leg not cold"),
        ("took <6-99> pills", "took 3 pills"),
    ],
)
def test_find_with_a_phrase_that_does_not_fit_finds_nothing(rewriter, phrase, text):
    assert find(rewriter, text, group=[phrase]) == {}


def test_find_with_a_reference_uses_the_other_group(rewriter):
    assert "cold-leg" in find(rewriter, "cold lower leg", **{"cold-leg": ["cold {limb}"], "limb": ["lower leg", "foot"]})


def test_find_with_an_exception_leaves_that_place_out(rewriter):
    found = find(rewriter, "hot bath for hot leg", hot=["hot", "! hot bath"])
    assert found == {"hot": (Span(3, 4),)}


@pytest.mark.parametrize("phrase", ["(left leg", "left) leg", "..", "no-hyphen", "{missing}", "very"])
def test_index_with_a_bad_phrase_is_refused(rewriter, phrase):
    with pytest.raises(PhraseError):
        PhraseIndex({"group": [phrase]}, rewriter)


def test_index_with_a_circle_of_groups_is_refused(rewriter):
    with pytest.raises(PhraseError, match="itself"):
        PhraseIndex({"one": ["{two}"], "two": ["{one}"]}, rewriter)
