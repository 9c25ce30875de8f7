from __future__ import annotations

import pytest

from bot.safety.syntax import PhraseError, split_alternatives, split_parts


def test_split_parts_with_brackets_keeps_them_whole():
    assert split_parts("numb (left|right (big|small))? leg") == ["numb", "(left|right (big|small))?", "leg"]


def test_split_alternatives_with_inner_brackets_splits_the_outer_ones():
    assert split_alternatives("(hot|too (very|so) warm)") == ["hot", "too (very|so) warm"]


@pytest.mark.parametrize("phrase", ["(a|b", "a)"])
def test_split_parts_with_a_broken_bracket_is_refused(phrase):
    with pytest.raises(PhraseError):
        split_parts(phrase)
