"""The trained classifier."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.classifier.model import ARRAYS_FILE, NAMES_FILE, Label, SentenceModel


@pytest.fixture
def trained(data):
    return SentenceModel.train(data.texts, data.vectors, data.labels, sharpness=2.0, spelling=0.5, penalty=0.3)


def _best(model, prediction):
    return [model.labels[column] for column in prediction.shares.argmax(axis=1)]


def test_model_knows_its_training_sentences(trained, data):
    model, _ = trained
    assert _best(model, model.predict(data.texts, data.vectors)) == data.labels


def test_held_out_prediction_stands_in_the_order_of_the_sentences(trained, data):
    model, held_out = trained
    assert held_out.shares.shape == held_out.similarity.shape == (30, 3)
    assert held_out.evidence.argmax(axis=1) == pytest.approx(held_out.shares.argmax(axis=1))
    assert held_out.shares.sum(axis=1) == pytest.approx(np.ones(30))
    assert _best(model, held_out) == data.labels


def test_similarity_is_the_cosine_of_the_nearest_sentence_of_each_label(trained, data):
    model, held_out = trained
    found = model.predict(data.texts[:1], data.vectors[:1]).similarity[0]
    scaled = model.kernel.scaler(data.vectors)
    for column, label in enumerate(model.labels):
        rows = [row for row, own in enumerate(data.labels) if own == label]
        assert found[column] == pytest.approx((scaled[rows] @ scaled[0]).max(), abs=1e-6)
        others = [row for row in rows if row != 0]
        assert held_out.similarity[0, column] == pytest.approx((scaled[others] @ scaled[0]).max(), abs=1e-6)


def test_model_when_loaded_predicts_the_same(trained, data, tmp_path):
    model, _ = trained
    model.save(tmp_path)
    again = SentenceModel.load(tmp_path)
    assert again.labels == model.labels
    queries = ["magnesium pills", "wall strech", "nothing known zzz"]
    before, after = model.predict(queries, data.vectors[:3]), again.predict(queries, data.vectors[:3])
    assert after.shares == pytest.approx(before.shares)
    assert after.similarity == pytest.approx(before.similarity)
    assert after.evidence == pytest.approx(before.evidence)


def test_model_on_disk_is_arrays_and_json(trained, tmp_path):
    trained[0].save(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {ARRAYS_FILE, NAMES_FILE}
    assert (tmp_path / NAMES_FILE).read_text(encoding="utf-8").startswith("{")


def test_order_of_the_training_sentences_does_not_matter(trained, data):
    backwards = SentenceModel.train(data.texts[::-1], data.vectors[::-1].copy(), data.labels[::-1], 2.0, 0.5, 0.3)[0]
    found = backwards.predict(data.texts, data.vectors)
    assert backwards.labels == trained[0].labels
    assert found.shares == pytest.approx(trained[0].predict(data.texts, data.vectors).shares, abs=1e-4)


def test_labels_of_one_intent_with_and_without_topic_are_kept_apart(data):
    labels = [Label("a", None), Label("a", "x"), Label("b")] * 10
    assert SentenceModel.train(data.texts, data.vectors, labels, 2.0, 0.5, 0.3)[0].labels == (Label("a"), Label("a", "x"), Label("b"))
