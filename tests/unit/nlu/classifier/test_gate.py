"""The gate to what the training data covers."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.classifier.gate import SIGNS, Gate, learn, outside_columns, signs
from bot.nlu.classifier.model import Label, LabelPrediction

LABELS = (Label("a"), Label("b"), Label("out_of_scope"))
COLUMN = {name: place for place, name in enumerate(SIGNS)}


def _signs(shares, similarity, named=(0, 0), labels=LABELS):
    prediction = LabelPrediction(np.asarray([shares]), np.asarray([similarity]))
    return dict(zip(SIGNS, signs(prediction, outside_columns(labels, {"out_of_scope"}), np.asarray([named]))[0], strict=True))


def test_signs_tell_inside_from_outside():
    found = _signs([0.5, 0.2, 0.3], [0.9, 0.4, 0.6], (1, 5))
    assert found == pytest.approx(
        {
            "odds_outside": np.log(0.301 / 0.701),
            "share_best": 0.5,
            "similarity_inside": 0.9,
            "similarity_outside": 0.6,
            "similarity_gap": 0.3,
            "named_inside": 1,
            "named_outside": 2,
        }
    )


def test_signs_without_an_outside_intent_have_no_outside():
    found = _signs([0.6, 0.4], [0.9, 0.4], labels=LABELS[:2])
    assert found["odds_outside"] == pytest.approx(np.log(0.001 / 1.001))
    assert found["similarity_outside"] == 0


@pytest.fixture
def sentences():
    random = np.random.default_rng(5)
    outside = np.arange(400) % 4 == 0
    values = np.zeros((400, len(SIGNS)))
    values[:, COLUMN["odds_outside"]] = np.where(outside, 0.8, 0.1) + random.normal(scale=0.1, size=400)
    values[:, COLUMN["similarity_inside"]] = np.where(outside, 0.3, 0.8) + random.normal(scale=0.1, size=400)
    return values, outside


@pytest.mark.parametrize("keep", [0.9, 0.95, 0.99])
def test_gate_lets_the_share_asked_for_in_and_most_others_stay_out(sentences, keep):
    values, outside = sentences
    gate = learn(values, outside, keep)
    refused = gate.chance_outside(values) > gate.threshold
    assert 1 - refused[~outside].mean() == pytest.approx(keep, abs=0.01)
    assert refused[outside].mean() > 0.9


def test_gate_without_examples_of_the_outside_goes_by_likeness(sentences):
    values, outside = sentences
    inside = values[~outside]
    gate = learn(inside, np.zeros(len(inside), dtype=bool), 0.95)
    like, unlike = np.zeros((2, len(SIGNS)))
    like[COLUMN["similarity_inside"]] = 0.8
    unlike[COLUMN["similarity_inside"]] = 0.05
    chances = gate.chance_outside(np.asarray([like, unlike]))
    assert chances[0] < gate.threshold < chances[1]


def test_chance_is_between_nothing_and_one():
    chances = Gate((100.0,) * len(SIGNS), 0.0, 0.5).chance_outside(np.asarray([np.ones(len(SIGNS)), np.zeros(len(SIGNS))]))
    assert chances == pytest.approx([1.0, 0.5])
