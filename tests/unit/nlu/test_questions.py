"""Splitting a message into its questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.questions import MAX_QUESTIONS, split_alternatives, split_questions


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("what causes cramps and how can I stop them", ["what causes cramps", "how can I stop them"]),
        ("Does magnesium help? Is it safe?", ["Does magnesium help?", "Is it safe?"]),
        ("I'm 70. What causes this? And how do I prevent it?", ["What causes this?", "And how do I prevent it?"]),
        ("what is a diuretic, does it cause cramps", ["what is a diuretic", "does it cause cramps"]),
        ("why do I get them\nwhat can I do", ["why do I get them", "what can I do"]),
        ("I take pills. What causes this?", ["What causes this?"]),
        ("Does anybody else wake up at 3? How can I stop it?", ["How can I stop it?"]),
    ],
)
def test_questions_are_told_apart_from_each_other_and_from_the_story(text, questions):
    assert split_questions(text) == questions


@pytest.mark.parametrize(
    "text", ["", "hello", "what causes cramps", "I have cramps and pain", "does bread and butter help", "anyone else up at 3"]
)
def test_message_that_is_one_question_or_none_is_left_whole(text):
    assert split_questions(text) == []


def test_more_questions_than_one_can_answer_are_cut():
    assert len(split_questions("what is it? why is it? how is it? where is it? when is it?")) == MAX_QUESTIONS


@given(st.text(alphabet="ab ?.!;\n,andorwht", max_size=200))
def test_questions_are_always_parts_of_the_text(text):
    found = split_questions(text)
    assert found != [text]
    assert all(question in text for question in found)


def _names(text, *names):
    return [(text.index(name), text.index(name) + len(name)) for name in names]


def test_alternatives_become_one_text_each():
    text = "is magnesium or potassium better"
    assert split_alternatives(text, _names(text, "magnesium", "potassium")) == ["is magnesium better", "is potassium better"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("is magnesium better", ["magnesium"]),
        ("does magnesium cause low potassium", ["magnesium", "potassium"]),
        ("magnesium and why not potassium", ["magnesium", "potassium"]),
        ("a, b, c and d", ["a", "b", "c", "d"]),
        ("", []),
    ],
)
def test_names_that_do_not_stand_side_by_side_are_no_alternatives(text, names):
    assert split_alternatives(text, _names(text, *names)) == []
