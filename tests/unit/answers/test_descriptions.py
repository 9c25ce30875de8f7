"""A topic is found by a word that its answer uses."""

from __future__ import annotations

import pytest

from bot.answers.descriptions import Descriptions

TEXTS = {
    "medication/a": "Asleep pill. Makes you sleepy and dry. Ask your doctor.",
    "medication/b": "Heartlet. A drug for the heart, it slows the heart. Ask your doctor.",
    "medication/c": "Barkin. Bark of a tree; can upset the heart. Ask your doctor.",
}
ALL = tuple(TEXTS)


@pytest.fixture
def descriptions():
    return Descriptions(TEXTS)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("tell me about the heart one", "medication/b"),
        ("the sleepy one", "medication/a"),
        ("the one with the trees", "medication/c"),
    ],
)
def test_best_is_the_topic_whose_answer_uses_the_word_most(descriptions, text, topic):
    assert descriptions.best(text, ALL) == topic


@pytest.mark.parametrize("text", ["the other one", "the doctor one", "the purple one", ""])
def test_best_is_nothing_when_no_word_stands_out(descriptions, text):
    assert descriptions.best(text, ALL) is None


def test_best_looks_only_among_the_topics_given(descriptions):
    assert descriptions.best("the heart one", ("medication/a", "medication/c")) == "medication/c"
    assert descriptions.best("the heart one", ()) is None


def test_topic_without_text_describes_nothing():
    assert Descriptions({}).best("the heart one", ("medication/a",)) is None


def test_words_are_alike_by_their_beginning():
    assert Descriptions({"a": "It relaxes the muscle.", "b": "A drug for the heart."}).best("the muscle relaxant one", ("a", "b")) == "a"
