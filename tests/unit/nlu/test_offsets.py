"""Places of the corrected text in the text as typed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.offsets import Alignment


def _span(original, corrected, word):
    start = corrected.index(word)
    begin, end = Alignment(original, corrected).original(start, start + len(word))
    return original[begin:end]


def test_span_of_a_mended_word_is_the_word_as_typed():
    assert _span("does magnesim help", "does magnesium help", "magnesium") == "magnesim"


def test_span_after_a_longer_and_a_shorter_word_is_still_right():
    assert _span("magnesim and quininne helpp", "magnesium and quinine help", "quinine") == "quininne"
    assert _span("magnesim and quininne helpp", "magnesium and quinine help", "help") == "helpp"


def test_span_over_several_words_covers_all_of_them():
    assert _span("take watr pils now", "take water pills now", "water pills") == "watr pils"


def test_span_of_part_of_a_mended_word_is_the_whole_word():
    assert Alignment("magnesim", "magnesium").original(3, 6) == (0, 8)


def test_span_of_marks_between_words_keeps_its_place():
    assert _span("magnesim, 5 mg", "magnesium, 5 mg", ", 5") == ", 5"


def test_span_never_leaves_the_text():
    assert Alignment("ab", "abcdef").original(0, 6) == (0, 2)
    assert Alignment("", "").original(0, 0) == (0, 0)


@given(st.text(max_size=60), st.data())
def test_span_of_an_uncorrected_text_at_word_edges_is_itself(text, data):
    from bot.nlu.spelling import WORD

    words = list(WORD.finditer(text))
    if words:
        first = data.draw(st.integers(0, len(words) - 1))
        last = data.draw(st.integers(first, len(words) - 1))
        span = words[first].start(), words[last].end()
        assert Alignment(text, text).original(*span) == span
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    begin, stop = Alignment(text, text).original(start, end)
    assert 0 <= begin <= len(text)
    assert 0 <= stop <= len(text)
