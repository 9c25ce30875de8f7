from dataclasses import replace

import pytest

from bot.evaluation.cautions import carries_caution, owes_caution
from bot.evaluation.replies import Reply, read_reply
from tests.unit.evaluation.conftest import CAUTION_TEXTS, answer


@pytest.mark.parametrize(
    ("topic", "owes"),
    [("supplement/magnesium", True), ("chat/greet", False), ("out-of-scope", False), ("clarify", False), ("safety/emergency", False)],
)
def test_only_knowledge_topics_owe_a_caution(topic, owes):
    assert owes_caution(Reply("", (topic,))) is owes


def test_a_fact_under_another_topic_owes_one_too():
    assert owes_caution(answer("safety/personal-advice", "supplement/magnesium"))
    assert not owes_caution(Reply("", ()))


def test_caution_counts_only_when_its_text_is_said():
    assert carries_caution(answer("a/x"), CAUTION_TEXTS)
    assert carries_caution(answer("a/x", text="Ask first\nif you are  pregnant."), CAUTION_TEXTS)
    assert not carries_caution(answer("a/x", text="Ask first if you are pregn..."), CAUTION_TEXTS)


@pytest.mark.parametrize("name", ["claims", "cautions", "sources"])
def test_caution_needs_claim_caution_and_source(name):
    assert not carries_caution(replace(answer("a/x"), **{name: ()}), CAUTION_TEXTS)


def test_caution_that_the_content_does_not_know_does_not_count():
    assert not carries_caution(replace(answer("a/x"), cautions=("care", "invented")), CAUTION_TEXTS)


def test_reply_with_odd_account_is_read_as_saying_nothing():
    odd = {"text": None, "metadata": {"topics": "a/x", "claims": [1, "fact"], "conditions": [{"id": "pregnancy"}, 3]}}
    assert read_reply(odd) == Reply("", (), ("fact",), conditions=("pregnancy",))
    assert read_reply({"text": "x", "metadata": None}) == Reply("x")
