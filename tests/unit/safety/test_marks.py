from __future__ import annotations

import pytest

from bot.safety import strictest


@pytest.mark.parametrize(("marks", "winner"), [(["c", "X", "."], "X"), ([".", "!", "c"], "!"), ([".", "c"], "c"), ([], ".")])
def test_strictest_with_several_marks_gives_the_strictest(marks, winner):
    assert strictest(marks) == winner


def test_strictest_with_an_unknown_mark_is_refused():
    with pytest.raises(ValueError, match="unknown mark"):
        strictest(["?"])
