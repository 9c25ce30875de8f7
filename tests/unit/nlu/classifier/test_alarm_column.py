"""The weights of the alarm, solved beside the labels'."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.char_ngrams import CharNgrams
from bot.nlu.classifier import alarm_column, kernel, landmarks, ridge
from bot.nlu.classifier.kernel import KernelWeights, SentenceKernel
from bot.nlu.classifier.scaler import Scaler
from bot.nlu.classifier.sign_table import SignTable

PENALTY = 0.3
SIGNS = [["swollen"], [], ["hot", "swollen"]] * 10


@pytest.fixture
def compared(data):
    compares = SentenceKernel(
        CharNgrams.learn(data.texts), SignTable.learn(SIGNS), Scaler.learn(data.vectors), KernelWeights(2.0, 0.5, 0.4)
    )
    return compares, compares.batch(data.texts, data.vectors, SIGNS)


@pytest.fixture
def rings():
    return np.arange(30) % 4 == 0


def _directly(compares, batch, rings):
    gram = compares.between(batch, batch).astype(np.float64)
    return np.linalg.solve(gram + np.diag(ridge.diagonal(rings.astype(int), 2, PENALTY)), rings.astype(float))


@pytest.mark.parametrize("labelled", [30, 22])
@pytest.mark.parametrize("double_up_to", [4_000, 0])
def test_weights_are_those_of_the_whole_system(compared, rings, monkeypatch, labelled, double_up_to):
    """With and without sentences of the alarm's own, in double and in single precision, led by a few landmarks."""
    monkeypatch.setattr(kernel, "DOUBLE_UP_TO", double_up_to)
    monkeypatch.setattr(landmarks, "MOST", 5)
    monkeypatch.setattr(alarm_column, "TOLERANCE", 1e-5)
    compares, batch = compared
    fit = ridge.fit(compares.gram(batch.of(np.arange(labelled))), np.arange(labelled) % 3, 3, PENALTY, 5)
    found = alarm_column.weights(compares, batch, fit, rings, PENALTY)
    assert found == pytest.approx(_directly(compares, batch, rings), abs=1e-3)
