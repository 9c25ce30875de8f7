"""Whether a message asks or tells, heard in its wording; and what it counts."""

from __future__ import annotations

import pytest

from bot.answers import asides
from bot.answers.counting import ordinal

HEARD = {
    asides.wants_a_test: (["do i need a test first", "must i get tested"], ["my test was low, should i take it"]),
    asides.only_tells: (
        ["she's on tablets if that matters", "mine come about once a month"],
        ["she's on tablets, is that why", "i want the dose", "thinking of stopping it", "tablets yes or no", ""],
    ),
    asides.only_tells_of_somebody: (["mine come about once a month", "she's on tablets"], ["one pill tonight", "am i ill"]),
    asides.asks_if_it_may_be: (
        ["my feet are numb so is a hot bath ok", "hes 90, is it allowed"],
        ["is it safe", "is a bath ok", "my feet are numb"],
    ),
}


@pytest.mark.parametrize(
    ("heard", "texts", "others"), [(heard, *texts) for heard, texts in HEARD.items()], ids=lambda x: getattr(x, "__name__", "")
)
def test_aside_is_heard_where_it_stands_and_only_there(heard, texts, others):
    assert [text for text in texts if not heard(text)] == []
    assert [text for text in others if heard(text)] == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("the first", 0),
        ("first one, is there a risk", 0),
        ("number one, explain it", 0),
        ("the other one", 1),
        ("and the other?", 1),
        ("other names for it", None),
        ("3", 2),
        ("do i need a test first", None),
        ("how long do they last", None),
    ],
)
def test_ordinal_counts_only_what_counts(text, place):
    assert ordinal(text) == place
