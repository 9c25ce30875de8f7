"""The trained classifier."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.classifier import model as models
from bot.nlu.classifier.kernel import KernelWeights
from bot.nlu.classifier.model import ARRAYS_FILE, NAMES_FILE, NEIGHBOURS_FILE, WEIGHTS_FILE, AlarmData, Label, SentenceModel, Sentences

WEIGHTS = KernelWeights(sharpness=2.0, spelling=0.5, signs=0.5)


def _sentences(texts, vectors):
    return Sentences(texts, vectors, [["pills"] if "pills" in text else [] for text in texts])


def _train(texts, vectors, labels):
    return SentenceModel.train(_sentences(texts, vectors), labels, WEIGHTS, penalty=0.3)


@pytest.fixture
def trained(data):
    return _train(data.texts, data.vectors, data.labels)


def _best(model, prediction):
    return [model.labels[column] for column in prediction.shares.argmax(axis=1)]


def test_model_knows_its_training_sentences(trained, data):
    model, _ = trained
    assert _best(model, model.predict(_sentences(data.texts, data.vectors))) == data.labels


def test_held_out_prediction_stands_in_the_order_of_the_sentences(trained, data):
    model, found = trained
    held_out = found.prediction
    assert [data.labels[row] for row in found.rows] == _best(model, held_out)
    assert held_out.shares.shape == held_out.similarity.shape == (30, 3)
    assert held_out.shares.sum(axis=1) == pytest.approx(np.ones(30))
    assert sorted(found.rows) == list(range(30))


def test_similarity_is_the_cosine_of_the_nearest_sentence_of_each_label(trained, data):
    model, held_out = trained
    found = model.predict(_sentences(data.texts[:1], data.vectors[:1])).similarity[0]
    place = list(held_out.rows).index(0)
    scaled = model.kernel.scaler(data.vectors)
    for column, label in enumerate(model.labels):
        rows = [row for row, own in enumerate(data.labels) if own == label]
        assert found[column] == pytest.approx((scaled[rows] @ scaled[0]).max(), abs=0.01)
        others = [row for row in rows if row != 0]
        assert held_out.prediction.similarity[place, column] == pytest.approx((scaled[others] @ scaled[0]).max(), abs=1e-6)


def test_model_when_loaded_predicts_the_same(trained, data, tmp_path):
    model, _ = trained
    model.save(tmp_path)
    again = SentenceModel.load(tmp_path)
    assert again.labels == model.labels
    queries = ["magnesium pills", "wall strech", "nothing known zzz"]
    asked = _sentences(queries, data.vectors[:3])
    before, after = model.predict(asked), again.predict(asked)
    assert after.shares == pytest.approx(before.shares)
    assert after.similarity == pytest.approx(before.similarity)
    assert after.alarm == pytest.approx(before.alarm)


def test_model_on_disk_is_arrays_json_and_two_products(trained, tmp_path):
    trained[0].save(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {ARRAYS_FILE, NAMES_FILE, NEIGHBOURS_FILE, WEIGHTS_FILE}
    assert (tmp_path / NAMES_FILE).read_text(encoding="utf-8").startswith("{")


def test_order_of_the_training_sentences_does_not_matter(trained, data):
    backwards = _train(data.texts[::-1], data.vectors[::-1].copy(), data.labels[::-1])[0]
    found = backwards.predict(_sentences(data.texts, data.vectors))
    assert backwards.labels == trained[0].labels
    assert found.shares == pytest.approx(trained[0].predict(_sentences(data.texts, data.vectors)).shares, abs=1e-4)


def test_labels_of_one_intent_with_and_without_topic_are_kept_apart(data):
    labels = [Label("a", None), Label("a", "x"), Label("b")] * 10
    assert _train(data.texts, data.vectors, labels)[0].labels == (Label("a"), Label("a", "x"), Label("b"))


def test_held_out_predictions_of_many_sentences_are_of_some_of_each_label(data, monkeypatch):
    monkeypatch.setattr(models, "MOST_HELD_OUT", 10)
    model, found = _train(data.texts, data.vectors, data.labels)
    assert len(found.rows) == 10
    assert {data.labels[row] for row in found.rows} == set(data.labels)
    assert _best(model, found.prediction) == [data.labels[row] for row in found.rows]


def _only(intent):
    return AlarmData(intent, Sentences([], np.empty((0, 0)), []), np.zeros(0, dtype=bool))


@pytest.fixture
def alarmed():
    """Emergencies that only their signs tell from the rest: what is denied lies beside what is said."""
    vectors = np.random.default_rng(7).normal(1.0, 0.05, size=(18, 8)).astype(np.float32)
    sentences = Sentences(["chest pain"] * 18, vectors, [["chest-pain"], ["not:chest-pain"]] * 9)
    return SentenceModel.train(sentences, [Label("emergency"), Label("calm")] * 9, WEIGHTS, 0.2, _only("emergency"))


def test_alarm_when_only_the_signs_differ_follows_the_signs(alarmed):
    vectors = np.ones((2, 8), dtype=np.float32)
    asked = Sentences(["chest pain"] * 2, vectors, [["chest-pain"], ["not:chest-pain", "never seen"]])
    said, denied = alarmed[0].predict(asked).alarm
    assert said > denied


def test_alarm_leaves_the_shares_as_they_are_without_it(trained, data):
    with_alarm, _ = SentenceModel.train(_sentences(data.texts, data.vectors), data.labels, WEIGHTS, 0.3, _only("b"))
    asked = _sentences(data.texts, data.vectors)
    assert with_alarm.predict(asked).shares == pytest.approx(trained[0].predict(asked).shares, abs=1e-6)
    assert data.labels[with_alarm.predict(asked).alarm.argmax()] == Label("b")


def test_what_only_the_alarm_learns_from_moves_the_alarm_and_no_share(trained, data):
    """The same words in the same place, once said to be the alarm's intent."""
    further = Sentences(["wall stretch zz"] * 6, data.vectors[1:2].repeat(6, axis=0), [[]] * 6)
    asked = _sentences(["wall stretch zz"], data.vectors[1:2])
    found = []
    for rings in (False, True):
        alarm = AlarmData("c", further, np.full(6, rings))
        model, held_out = SentenceModel.train(_sentences(data.texts, data.vectors), data.labels, WEIGHTS, 0.3, alarm)
        assert len(held_out.rows) == 30
        found.append(model.predict(asked))
    assert found[1].alarm[0] > found[0].alarm[0] + 0.3
    for prediction in found:
        assert prediction.shares == pytest.approx(trained[0].predict(asked).shares, abs=0.02)
        assert prediction.similarity == pytest.approx(trained[0].predict(asked).similarity, abs=0.01)
