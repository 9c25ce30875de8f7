"""The score for an emergency: meaning, spelling and what the rules see."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.emergency_model import EmergencyModel, SignTable

TEXTS = ["chest pain now", "pain in my chest", "bad chest pain", "no chest pain", "never any chest pain", "without chest pain"] * 3
SIGNS = [["chest-pain"]] * 3 + [["not:chest-pain", "why:negated"]] * 3
IS_EMERGENCY = np.asarray([True, True, True, False, False, False] * 3)


def vectors(count: int) -> np.ndarray:
    """Vectors that hardly differ: what is denied lies beside what is said."""
    return np.random.default_rng(7).normal(1.0, 0.05, size=(count, 8)).astype(np.float32)


@pytest.fixture(scope="module")
def trained():
    return EmergencyModel.train(TEXTS, vectors(len(TEXTS)), SIGNS * 3, IS_EMERGENCY, 2.0, 0.3, 0.5, 0.2)


def test_score_when_only_the_signs_differ_follows_the_signs(trained):
    model, _ = trained
    said, denied = model.scores(["chest pain"] * 2, vectors(1).repeat(2, axis=0), [["chest-pain"], ["not:chest-pain", "why:negated"]])
    assert said > denied


def test_held_out_scores_tell_emergencies_from_the_rest(trained):
    _, held_out = trained
    assert held_out.shape == (len(TEXTS),)
    assert held_out[IS_EMERGENCY].min() > held_out[~IS_EMERGENCY].max()


def test_model_when_loaded_again_scores_the_same(trained, tmp_path):
    model, _ = trained
    model.save(tmp_path)
    asked = (["pain in the chest", "magnesium"], vectors(2), [["chest-pain", "never seen"], []])
    np.testing.assert_allclose(EmergencyModel.load(tmp_path).scores(*asked), model.scores(*asked), atol=1e-6)


def test_table_when_a_sign_is_rare_or_new_leaves_it_out():
    table = SignTable.learn([["a"], ["a", "b"], ["a"]])
    assert table.signs == ("a",)
    assert table.matrix([["b"], ["new"], []]).nnz == 0


def test_table_when_more_is_seen_gives_a_longer_row():
    table = SignTable.learn([["a", "b"]] * 3)
    one, two = np.sqrt(table.matrix([["a"], ["a", "b"]]).power(2).sum(axis=1).A1)
    assert 0 < one < two < 1
