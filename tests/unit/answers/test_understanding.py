"""What Rasa stores of a message, read into plain data."""

from __future__ import annotations

from bot.answers.understanding import Candidate, Question, understanding_from_parse

QUESTION = {"intent": "ask_supplement", "topics": [{"topic": "supplement/magnesium", "confidence": 0.9}]}


def test_understanding_of_a_question_holds_its_topics():
    found = understanding_from_parse(
        {"text": "does it help", "intent": {"name": "ask_supplement"}, "entities": [], "questions": [QUESTION]}
    )
    assert found.questions == (Question("ask_supplement", (Candidate("supplement/magnesium", 0.9),)),)
    assert found.candidates == (Candidate("supplement/magnesium", 0.9),)
    assert found.text == "does it help"


def test_understanding_of_a_tap_is_one_certain_question():
    found = understanding_from_parse(
        {
            "text": "/ask_topic",
            "intent": {"name": "ask_topic"},
            "entities": [{"entity": "topic", "value": "diet/water"}],
            "questions": [QUESTION],
        }
    )
    assert found.questions == (Question("ask_topic", (Candidate("diet/water", 1.0),)),)


def test_understanding_lists_each_name_once_in_order():
    names = [{"entity": "name", "value": value} for value in ("b", "a", "b")]
    found = understanding_from_parse(
        {"intent": {"name": "x"}, "entities": [*names, {"entity": "other_subject", "value": "zinc"}, {"entity": "name", "value": None}]}
    )
    assert found.names == ("b", "a")


def test_understanding_of_an_empty_message_is_the_fallback():
    for empty in ({}, {"intent": None, "entities": None, "text": None}, {"intent": {"name": None}}):
        found = understanding_from_parse(empty)
        assert (found.intent, found.text, found.names, found.candidates) == ("nlu_fallback", "", (), ())
        assert found.questions == (Question("nlu_fallback"),)
