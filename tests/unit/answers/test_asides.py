"""What a follow-up wants to know of the thing spoken of, heard in its wording."""

from __future__ import annotations

import pytest

from bot.answers import asides
from bot.answers.counting import ordinal

HEARD = {
    asides.asks_what_it_is: (
        ["what signs does it have", "what are the symptoms", "is there more than one kind", "what does it do exactly", "where is it"],
        ["what are the signs of a bad one i should know", "is it safe", "does it cause cramps"],
    ),
    asides.asks_what_it_does_in_the_body: (["what does it do in the body", "what does it do in you"], ["does it help", "how does it work"]),
    asides.asks_about_a_test: (["do i need a blood test", "should they be tested"], ["is it the best", "why"]),
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
    asides.asks_meaning: (["whats a placebo", "what does that mean"], ["was there a placebo group"]),
    asides.asks_before_or_after: (["before or after stretching"], ["what about before bed"]),
    asides.asks_whom_to_ask: (["who should i ring", "ok who do i speak to"], ["who gets them", "who did they ask"]),
    asides.asks_a_daily_amount: (["how many a day", "how much of it per night"], ["how many people", "how long a day"]),
    asides.asks_what_it_acts_on: (["what does it do to your potassium", "can that wash out salt"], ["does it too", "could it be salt"]),
    asides.asks_for_remedy: (["how do you stop it doing that", "what helps with that"], ["how does it start", "what is it"]),
    asides.looks_back: (["you said something earlier about causes", "back to the bath"], ["my back hurts", "does it come back"]),
    asides.proposes_doing: (["what about stretching it", "how about just walking"], ["what about heat", "is walking good"]),
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
