"""A kernel seen through some of its sentences."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.classifier import landmarks
from bot.nlu.classifier.landmarks import NearlyInverse, choose


@pytest.fixture
def gram():
    points = np.random.default_rng(5).normal(size=(30, 3))
    points[7] = points[21]  # the same words twice
    return np.exp(-((points[:, None] - points[None]) ** 2).sum(axis=2) / 8).astype(np.float32)


def test_with_all_sentences_it_is_the_inverse(gram):
    diagonal = np.linspace(0.2, 0.5, 30)
    found = NearlyInverse(gram, np.arange(30), diagonal)(np.arange(30.0))
    assert found == pytest.approx(np.linalg.solve(gram + np.diag(diagonal), np.arange(30.0)), abs=0.05)


def test_with_some_sentences_it_is_the_inverse_of_what_they_show(gram):
    rows, diagonal = np.arange(0, 30, 3), np.full(30, 0.3)
    columns = gram[:, rows].astype(np.float64)
    shown = columns @ np.linalg.pinv(columns[rows], rcond=1e-6) @ columns.T
    found = NearlyInverse(gram[:, rows], rows, diagonal)(np.ones(30))
    assert found == pytest.approx(np.linalg.solve(shown + np.diag(diagonal), np.ones(30)), abs=0.05)


def test_landmarks_are_spread_over_all_sentences(monkeypatch):
    monkeypatch.setattr(landmarks, "MOST", 4)
    assert list(choose(12)) == [0, 3, 6, 9]
    assert list(choose(3)) == [0, 1, 2]
