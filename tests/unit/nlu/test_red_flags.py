"""The two layers of red flags, as components."""

from __future__ import annotations

import pytest
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.component import keeps_suspicion
from bot.nlu.encoder import SentenceEncoder
from bot.nlu.keys import ALARM, RED_FLAG_SIGNS, SUSPECTED_FLAG
from bot.nlu.red_flag_detector import SPEECH, RedFlagDetector
from bot.nlu.red_flag_guard import UNKNOWN_REPLY, RedFlagGuard
from bot.safety.context import SPEECH_ASKS, SPEECH_REPORTS
from bot.server.emergency import load_replies
from bot.settings import PROJECT
from tests.unit.nlu.conftest import _context, example, message, plain_data, tiny_data


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


def _classified(alarm, topics=(), speech=None, flagged=None, first="ask_relief"):
    found = message("something is badly wrong")
    found.set("alarm", alarm)
    found.set(INTENT, {"name": first, "confidence": 0.5})
    names = [first, *({"ask_relief", "report_red_flag"} - {first})]
    found.set(INTENT_RANKING_KEY, [{"name": name, "confidence": 0.5} for name in names])
    found.set("questions", [{"intent": "ask_relief", "topics": [{"topic": topic, "confidence": 0.4} for topic in topics]}])
    found.set(SPEECH, speech)
    if flagged:
        found.set("red_flag", flagged)
    return found


@pytest.fixture
def guard(make):
    return make(RedFlagGuard, threshold=0.6, report_threshold=0.4, ask_threshold=0.8)


def test_guard_at_its_threshold_raises_the_flag_of_the_likeliest_kind(guard):
    found = guard.process([_classified(0.6, ["relief/general", "red-flag/stroke", "red-flag/chest"])])[0]
    assert found.get(INTENT)["name"] == "report_red_flag"
    assert _entities(found)["red_flag"] == "stroke"


def test_guard_without_a_kind_raises_the_general_flag(guard):
    found = guard.process([_classified(0.9, ["relief/general"])])[0]
    assert _entities(found)["red_flag"] == UNKNOWN_REPLY
    assert UNKNOWN_REPLY in load_replies(PROJECT / "content" / "red_flags")


def test_guard_needs_a_lower_score_where_something_is_said_of_a_person(guard):
    assert guard.process([_classified(0.5, speech=SPEECH_REPORTS)])[0].get("red_flag") == UNKNOWN_REPLY
    assert guard.process([_classified(0.5)])[0].get("red_flag") is None


def test_guard_needs_a_higher_score_for_a_question_for_information(guard):
    assert guard.process([_classified(0.7, speech=SPEECH_ASKS)])[0].get("red_flag") is None
    assert guard.process([_classified(0.9, speech=SPEECH_ASKS)])[0].get("red_flag") == UNKNOWN_REPLY


def test_guard_below_its_threshold_raises_nothing_and_takes_the_emergencys_topics_away(guard):
    found = guard.process([_classified(0.1, ["red-flag/stroke", "relief/general"])])[0]
    assert found.get(INTENT)["name"] == "ask_relief"
    assert _entities(found) == {}
    assert [item["topic"] for item in found.get("questions")[0]["topics"]] == ["relief/general"]


def test_guard_that_raises_nothing_leaves_no_emergency_behind(guard):
    """Not sure enough to alarm means the next likeliest intent, never an emergency without a reply."""
    found = guard.process([_classified(0.1, first="report_red_flag")])[0]
    assert found.get(INTENT)["name"] == "ask_relief"
    assert [item["name"] for item in found.get(INTENT_RANKING_KEY)] == ["ask_relief"]


def test_guard_leaves_a_flag_of_the_rules_as_it_is(guard):
    found = guard.process([_classified(0.9, ["red-flag/stroke"], flagged="chest")])[0]
    assert found.get("red_flag") == "chest"
    assert found.get(INTENT)["name"] == "ask_relief"


def test_guard_trained_hears_an_emergency_in_other_words_and_nothing_else(trained):
    assert trained.read("somebody get me an ambulance please").get(INTENT)["name"] == "report_red_flag"
    assert trained.read("is magnesium good").get(INTENT)["name"] == "ask_supplement"


def test_guard_without_a_score_is_silent(guard):
    assert guard.process([_classified(None)])[0].get("red_flag") is None


def test_detector_notes_the_signs_in_training_examples_and_leaves_their_intents(make):
    data = TrainingData([example("I have chest pain", "report_red_flag"), example("my calf is swollen", "ask_cause")])
    detector = make(RedFlagDetector)
    detector.train(data)
    detector.process_training_data(data)
    assert all(item.get(RED_FLAG_SIGNS) for item in data.intent_examples)
    assert [item.get(INTENT) for item in data.intent_examples] == ["report_red_flag", "ask_cause"]


def test_signs_reach_what_learns_from_them(trained):
    """Rasa asks only some kinds of component to process the training examples; the detector must be one of them."""
    classifier = next(component for component in trained.components if type(component).__name__ == "SentenceClassifier")
    assert classifier._model.kernel.signs.signs


SWOLLEN_CALF = "my left calf is swollen, hot and red"  # its rule needs agreement


def test_rule_that_needs_agreement_is_noted_and_the_message_goes_on(detector):
    found = detector.process([message(SWOLLEN_CALF)])[0]
    assert found.get(SUSPECTED_FLAG) == "clot"
    assert found.get("red_flag") is None
    assert found.get(INTENT) is None
    assert found.get(RED_FLAG_SIGNS)


def test_sure_rule_beside_one_that_needs_agreement_raises_the_flag_at_once(detector):
    found = detector.process([message(f"{SWOLLEN_CALF} and I cannot breathe")])[0]
    assert found.get("red_flag")
    assert found.get(SUSPECTED_FLAG) is None


def _suspected(alarm, topics=()):
    found = _classified(alarm, topics)
    found.set(SUSPECTED_FLAG, "clot")
    return found


@pytest.fixture
def doubter(make):
    return make(RedFlagGuard, threshold=0.6, agree_threshold=0.2)


@pytest.mark.parametrize("alarm", [0.2, 0.5, 0.9])
def test_guard_raises_a_suspected_flag_unless_the_score_speaks_plainly_against_it(doubter, alarm):
    found = doubter.process([_suspected(alarm, ["red-flag/stroke"])])[0]
    assert found.get(INTENT)["name"] == "report_red_flag"
    assert _entities(found)["red_flag"] == "clot"


def test_guard_drops_a_suspected_flag_that_the_score_speaks_plainly_against(doubter):
    found = doubter.process([_suspected(0.1)])[0]
    assert found.get(INTENT)["name"] == "ask_relief"
    assert _entities(found) == {}


@pytest.mark.parametrize("alarm", [None, float("nan")])
def test_guard_without_a_score_raises_a_suspected_flag(doubter, alarm):
    assert doubter.process([_suspected(alarm)])[0].get("red_flag") == "clot"


def test_suspected_flag_is_raised_though_the_encoder_fails(trained, monkeypatch):
    def fail(*_args):
        raise RuntimeError("no encoder")

    monkeypatch.setattr(SentenceEncoder.shared(), "encode", fail)
    found = trained.read(SWOLLEN_CALF)
    assert found.get(ALARM) is None
    assert found.get(INTENT)["name"] == "report_red_flag"
    assert _entities(found)["red_flag"] == "clot"


def test_suspected_flag_is_raised_though_the_classifier_fails(trained, monkeypatch):
    def fail(*_args):
        raise RuntimeError("no classifier")

    classifier = next(component for component in trained.components if type(component).__name__ == "SentenceClassifier")
    monkeypatch.setattr(classifier, "_classify", fail)
    assert _entities(trained.read(SWOLLEN_CALF))["red_flag"] == "clot"


def test_failure_with_no_suspicion_is_not_hidden():
    with pytest.raises(RuntimeError), keeps_suspicion([message("is magnesium good")]):
        raise RuntimeError("no encoder")


def test_failure_leaves_no_words_of_the_person_in_the_log(caplog):
    with keeps_suspicion([_suspected(None)]):
        raise RuntimeError("my calf is hot")
    assert "RuntimeError" in caplog.text
    assert "calf" not in caplog.text
