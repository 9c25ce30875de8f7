"""Weights in whole numbers."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.classifier.weight_table import WeightTable


@pytest.fixture
def weights():
    """Most near zero and a few large, as the ridge's are."""
    random = np.random.default_rng(5)
    return (random.normal(scale=0.07, size=(4000, 12)) * random.choice([1.0, 30.0], p=[0.99, 0.01], size=(4000, 12))).astype(np.float32)


@pytest.fixture
def likeness():
    return np.exp(-4 * np.random.default_rng(6).random((3, 4000))).astype(np.float32)


def test_scores_are_those_of_the_weights_within_a_hundredth(weights, likeness):
    assert WeightTable.of(weights).scores(likeness) == pytest.approx(likeness @ weights, abs=0.01)


def test_scores_of_one_are_those_it_has_among_others(weights, likeness):
    table = WeightTable.of(weights)
    assert table.scores(likeness[1:2])[0] == pytest.approx(table.scores(likeness)[1], abs=1e-6)


def test_sentence_that_is_the_message_itself_counts_in_full(weights):
    likeness = np.zeros((1, 4000), dtype=np.float32)
    likeness[0, 7] = 1.0
    assert WeightTable.of(weights).scores(likeness)[0] == pytest.approx(weights[7], abs=0.001)


def test_label_without_any_weight_scores_nothing(likeness):
    assert not WeightTable.of(np.zeros((4000, 2), dtype=np.float32)).scores(likeness).any()
