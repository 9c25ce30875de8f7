"""The two layers of red flags, as components."""

from __future__ import annotations

import numpy as np
import pytest
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, FEATURE_TYPE_SEQUENCE, INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.features import Features

from bot.nlu.keys import RED_FLAG_SIGNS
from bot.nlu.red_flag_detector import SPEECH, RedFlagDetector
from bot.nlu.red_flag_guard import UNKNOWN_REPLY, RedFlagGuard
from bot.safety.context import SPEECH_ASKS, SPEECH_REPORTS
from bot.server.emergency import load_replies
from bot.settings import PROJECT
from tests.unit.nlu.conftest import _context, message, plain_data, tiny_data


@pytest.fixture
def detector(make):
    found = make(RedFlagDetector)
    found.train(tiny_data())
    return found


def _entities(found):
    return {item["entity"]: item["value"] for item in found.get("entities") or []}


def test_rule_makes_the_message_an_emergency_with_a_reply(detector):
    found = detector.process([message("I have chest pain and cannot breathe")])[0]
    assert found.get(INTENT) == {"name": "report_red_flag", "confidence": 1.0}
    assert _entities(found)["red_flag"] in load_replies(PROJECT / "content" / "red_flags")
    assert found.get("red_flag") == _entities(found)["red_flag"]


def test_ordinary_question_raises_nothing(detector):
    found = detector.process([message("does magnesium help leg cramps")])[0]
    assert found.get(INTENT) is None
    assert _entities(found) == {}


def test_rules_are_kept_in_the_model(detector, storage, monkeypatch, tmp_path):
    """The content may be gone or changed when the model is loaded: the emergency answer needs no database and no file."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_CONTENT_FOLDER", str(tmp_path))
    again = RedFlagDetector.load(RedFlagDetector.get_default_config(), storage, Resource("r"), _context("n"))
    assert again.process([message("I have chest pain and cannot breathe")])[0].get("red_flag")


def test_detector_of_data_without_emergencies_is_silent(make, storage):
    found = make(RedFlagDetector)
    found.train(plain_data())
    again = RedFlagDetector.load(RedFlagDetector.get_default_config(), storage, Resource("r"), _context("n"))
    for component in (found, again):
        assert component.process([message("I have chest pain and cannot breathe")])[0].get("red_flag") is None


def test_detector_untrained_is_silent(make):
    assert make(RedFlagDetector).process([message("I have chest pain")])[0].get(INTENT) is None


def test_fingerprint_holds_the_rules(monkeypatch):
    assert "replies:" in RedFlagDetector.fingerprint_addon({})


class _Scores:
    """Stands in for the trained score."""

    def __init__(self, score):
        self.score = score
        self.seen = []

    def scores(self, texts, vectors, signs):
        self.seen += signs
        return [self.score]


def _classified(topics=(), speech=None, flagged=None, first="ask_relief"):
    found = message("something is badly wrong")
    for kind in (FEATURE_TYPE_SEQUENCE, FEATURE_TYPE_SENTENCE):
        found.add_features(Features(np.ones((1, 4), dtype=np.float32), kind, "text", "test"))
    found.set(INTENT, {"name": first, "confidence": 0.5})
    names = [first, *({"ask_relief", "report_red_flag"} - {first})]
    found.set(INTENT_RANKING_KEY, [{"name": name, "confidence": 0.5} for name in names])
    found.set("questions", [{"intent": "ask_relief", "topics": [{"topic": topic, "confidence": 0.4} for topic in topics]}])
    found.set(SPEECH, speech)
    found.set(RED_FLAG_SIGNS, ["swollen"])
    if flagged:
        found.set("red_flag", flagged)
    return found


@pytest.fixture
def guard(storage):
    """A guard that gives every message this score."""

    def build(score):
        config = {"threshold": 0.6, "report_threshold": 0.4, "ask_threshold": 0.8}
        return RedFlagGuard(config, storage, Resource("r"), _Scores(score))

    return build


def test_guard_at_its_threshold_raises_the_flag_of_the_likeliest_kind(guard):
    found = guard(0.6).process([_classified(["relief/general", "red-flag/stroke", "red-flag/chest"])])[0]
    assert found.get(INTENT)["name"] == "report_red_flag"
    assert _entities(found)["red_flag"] == "stroke"


def test_guard_without_a_kind_raises_the_general_flag(guard):
    found = guard(0.9).process([_classified(["relief/general"])])[0]
    assert _entities(found)["red_flag"] == UNKNOWN_REPLY
    assert UNKNOWN_REPLY in load_replies(PROJECT / "content" / "red_flags")


def test_guard_needs_a_lower_score_where_something_is_said_of_a_person(guard):
    assert guard(0.5).process([_classified(speech=SPEECH_REPORTS)])[0].get("red_flag") == UNKNOWN_REPLY
    assert guard(0.5).process([_classified()])[0].get("red_flag") is None


def test_guard_needs_a_higher_score_for_a_question_for_information(guard):
    assert guard(0.7).process([_classified(speech=SPEECH_ASKS)])[0].get("red_flag") is None
    assert guard(0.9).process([_classified(speech=SPEECH_ASKS)])[0].get("red_flag") == UNKNOWN_REPLY


def test_guard_scores_what_the_rules_saw(guard):
    asked = guard(0.1)
    asked.process([_classified()])
    assert asked._model.seen == [["swollen"]]


def test_guard_below_its_threshold_raises_nothing_and_takes_the_emergencys_topics_away(guard):
    found = guard(0.1).process([_classified(["red-flag/stroke", "relief/general"])])[0]
    assert found.get(INTENT)["name"] == "ask_relief"
    assert _entities(found) == {}
    assert [item["topic"] for item in found.get("questions")[0]["topics"]] == ["relief/general"]


def test_guard_that_raises_nothing_leaves_no_emergency_behind(guard):
    """Not sure enough to alarm means the next likeliest intent, never an emergency without a reply."""
    found = guard(0.1).process([_classified(first="report_red_flag")])[0]
    assert found.get(INTENT)["name"] == "ask_relief"
    assert [item["name"] for item in found.get(INTENT_RANKING_KEY)] == ["ask_relief"]


def test_guard_leaves_a_flag_of_the_rules_as_it_is(guard):
    found = guard(0.9).process([_classified(["red-flag/stroke"], flagged="chest")])[0]
    assert found.get("red_flag") == "chest"
    assert found.get(INTENT)["name"] == "ask_relief"


def test_guard_trained_hears_an_emergency_in_other_words_and_nothing_else(trained):
    assert trained.read("somebody get me an ambulance please").get(INTENT)["name"] == "report_red_flag"
    assert trained.read("is magnesium good").get(INTENT)["name"] == "ask_supplement"


def test_guard_of_data_without_emergencies_is_silent(make, storage):
    found = make(RedFlagGuard)
    found.train(plain_data())
    again = RedFlagGuard.load(RedFlagGuard.get_default_config(), storage, Resource("r"), _context("n"))
    for component in (found, again):
        assert component.process([_classified()])[0].get("red_flag") is None
