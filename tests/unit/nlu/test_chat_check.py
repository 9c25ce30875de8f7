"""Small talk is checked against the talk, and kept from the gate."""

from __future__ import annotations

import pytest
from rasa.engine.storage.resource import Resource
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.chat_check import ChatCheck
from bot.nlu.keys import IN_CONTEXT, NAMED


def settled(*ranking: tuple[str, float], read: tuple[str, float] | None = None, named: str | None = None) -> Message:
    """A message with a ranking of intents, how it reads in the talk and what it names, after the check."""
    items = [{"name": name, "confidence": confidence} for name, confidence in ranking]
    data = {TEXT: "x", INTENT: items[0], INTENT_RANKING_KEY: items, NAMED: [{"entity": named, "value": "x"}] if named else []}
    if read:
        data[IN_CONTEXT] = {"intent": read[0], "topics": [{"topic": "relief/general", "confidence": read[1]}]}
    message = Message(data)
    ChatCheck({"intents": ["goodbye", "give_feedback"]}, None, Resource("check")).process([message])
    return message


def test_unsure_small_talk_that_makes_sense_in_the_talk_is_none():
    message = settled(("goodbye", 0.6), ("ask_relief", 0.1), read=("ask_relief", 0.9))
    assert message.get(INTENT)["name"] == "nlu_fallback"
    assert [item["name"] for item in message.get(INTENT_RANKING_KEY)] == ["nlu_fallback", "goodbye", "ask_relief"]


@pytest.mark.parametrize(
    ("share", "read"),
    [(0.9, ("ask_relief", 0.9)), (0.6, None), (0.6, ("ask_relief", 0.2)), (0.6, ("nlu_fallback", 0.9)), (0.6, ("goodbye", 0.9))],
)
def test_small_talk_that_is_sure_or_makes_no_sense_in_the_talk_stays(share, read):
    assert settled(("goodbye", share), read=read).get(INTENT)["name"] == "goodbye"


def test_sure_small_talk_is_kept_from_the_gate():
    message = settled(("nlu_fallback", 0.7), ("give_feedback", 0.9), named="other_subject")
    assert [item["name"] for item in message.get(INTENT_RANKING_KEY)] == ["give_feedback", "nlu_fallback"]
    assert message.get(INTENT)["name"] == "give_feedback"


@pytest.mark.parametrize(
    ("ranking", "named"),
    [
        ((("nlu_fallback", 0.7), ("give_feedback", 0.5)), None),
        ((("nlu_fallback", 0.7), ("ask_cause", 0.9)), None),
        ((("nlu_fallback", 0.7), ("give_feedback", 0.9)), "name"),
        ((("out_of_scope", 0.7), ("give_feedback", 0.2)), None),
    ],
)
def test_what_the_gate_holds_back_stays_back_otherwise(ranking, named):
    assert settled(*ranking, named=named).get(INTENT)["name"] == ranking[0][0]


def test_confidence_outside_the_range_is_refused():
    with pytest.raises(InvalidConfigException, match="unsure"):
        ChatCheck.validate_config({"unsure": 2})
