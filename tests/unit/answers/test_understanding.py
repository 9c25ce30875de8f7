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


def test_understanding_gives_the_share_of_red_flags_to_the_topics_that_can_be_answered():
    topics = [{"topic": "red-flag/child", "confidence": 0.5}, {"topic": "relief/general", "confidence": 0.3}]
    found = understanding_from_parse({"intent": {"name": "x"}, "questions": [{"intent": "x", "topics": topics}]})
    assert found.candidates == (Candidate("relief/general", 0.6),)


def test_understanding_holds_how_surely_advice_is_wanted_and_how_foreign_the_message_looks():
    ranking = [{"name": "ask_why", "confidence": 0.5}, {"name": "ask_personal_advice", "confidence": 0.3}]
    found = understanding_from_parse({"intent": ranking[0], "intent_ranking": ranking, "chance_outside": 0.2})
    assert (found.leaning, found.advising, found.outside) == (0.5, 0.3, 0.2)
