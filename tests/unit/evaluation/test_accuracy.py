"""How docs/accuracy.md is made: the arithmetic and the writing. The measuring itself needs a trained model."""

import numpy as np
import pytest
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from ruamel.yaml import YAML

from bot.evaluation.intervals import Share
from bot.evaluation.labels import parse_labels
from bot.evaluation.report import as_row
from scripts.accuracy import comparison, curves, document, measurements
from scripts.accuracy.intents import RightIntents
from scripts.accuracy.local_bot import actions_of_intents, topics_of_responses


@pytest.mark.parametrize(("scores", "area"), [([0.1, 0.2, 0.8, 0.9], 1.0), ([0.9, 0.8, 0.2, 0.1], 0.0), ([0.5] * 4, 0.5)])
def test_auc(scores, area):
    assert comparison.auc(np.asarray(scores), np.asarray([False, False, True, True])) == area


def test_calibration_error_is_the_mean_gap():
    confidence = np.asarray([0.95, 0.95, 0.15, 0.15])
    assert curves.calibration_error(confidence, np.asarray([True, True, False, False])) == pytest.approx((0.05 + 0.15) / 2)


def example(intent, topic=None):
    message = Message.build("text", intent)
    message.set("metadata", {"intent": {"topic": topic}} if topic else None)
    return message


def test_right_intents_come_from_the_training_data():
    data = TrainingData([example("ask_relief", "relief/ice"), example("ask_personal_advice", "relief/ice"), example("greet")])
    right = RightIntents(data)
    assert right.of(parse_labels("relief/ice")) == {"ask_relief"}
    assert right.of(parse_labels("safety/personal-advice+relief/ice")) == {"ask_relief", "ask_personal_advice"}
    assert right.of(parse_labels("out-of-scope")) == {"out_of_scope", "nlu_fallback"}


def test_every_intent_of_the_rules_has_an_action_and_every_response_a_topic():
    assert actions_of_intents()["greet"] == "utter_greet"
    assert actions_of_intents()["ask_relief"] == "action_answer_question"
    assert topics_of_responses()["utter_emergency"] == ("safety/emergency",)


@pytest.fixture
def measured(tmp_path, monkeypatch):
    monkeypatch.setattr(measurements, "FOLDER", tmp_path / "measurements")
    for name, share in (("in", Share(9, 10)), ("red flags", Share(10, 10))):
        measurements.keep("heldout", name, {**as_row(share), "date": "2026-11-23"})
    measurements.keep("topics", "relief/ice", as_row(Share(1, 2)))
    return tmp_path


def test_document_keeps_the_words_around_its_tables(measured):
    path = measured / "accuracy.md"
    path.write_text(f"before\n{document.BEGIN}\nold\n{document.END}\nafter\n", encoding="utf-8")
    document.write_document(path)
    once = path.read_text(encoding="utf-8")
    document.write_document(path)
    assert path.read_text(encoding="utf-8") == once
    assert once.startswith("before\n")
    assert once.endswith("\nafter\n")
    assert "old" not in once
    assert "| Questions that the article answers | 90.0 % (9 of 10) | 59.6 to 98.2 | 2026-11-23 |" in once
    assert "`relief/ice`" in once


def test_bot_is_told_of_the_held_out_sets(measured):
    path = measured / "accuracy.yml"
    document.write_messages(path)
    figures = YAML(typ="safe").load(path.read_text(encoding="utf-8"))["measured"]
    assert [(figure["name"], figure["right"], figure["share"]) for figure in figures] == [
        ("Questions that the article answers", 9, "90.0"),
        ("Emergencies, answered as such", 10, "100.0"),
    ]
    assert str(figures[0]["date"]) == "2026-11-23"
