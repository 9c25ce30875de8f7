"""Sentence vectors made comparable."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.classifier.scaler import DIRECTIONS, PROJECTED_FROM, Scaler


def test_scaler_takes_away_what_all_sentences_share():
    shared = np.zeros(8, dtype=np.float32)
    shared[0] = 5.0
    random = np.random.default_rng(3)
    vectors = (random.normal(size=(200, 8)) + shared).astype(np.float32)
    scaled = Scaler.learn(vectors)(vectors)
    assert np.linalg.norm(scaled, axis=1) == pytest.approx(np.ones(200), abs=1e-5)
    assert np.abs(scaled.mean(axis=0)).max() < 0.1


def test_scaler_of_equal_sentences_divides_by_nothing():
    vectors = np.ones((5, 4), dtype=np.float32)
    assert np.isfinite(Scaler.learn(vectors)(vectors)).all()


def test_scaler_of_many_sentences_keeps_the_directions_that_tell_them_apart():
    random = np.random.default_rng(4)
    hidden = random.normal(size=(PROJECTED_FROM, 20)) @ random.normal(size=(20, 2 * DIRECTIONS))
    vectors = (hidden + random.normal(scale=0.05, size=hidden.shape)).astype(np.float32)
    scaler = Scaler.learn(vectors)
    whole = Scaler(scaler.center, scaler.scale, scaler.directions[:, :0])
    few, all_of_them = scaler(vectors[:50]), whole(vectors[:50])
    assert few.shape == (50, DIRECTIONS)
    assert few @ few.T == pytest.approx(all_of_them @ all_of_them.T, abs=0.01)


def test_scaler_of_few_sentences_keeps_the_vectors_whole(data):
    assert Scaler.learn(data.vectors)(data.vectors).shape == data.vectors.shape


def test_scaler_comes_back_from_its_arrays(data):
    scaler = Scaler.learn(data.vectors)
    assert Scaler.of({**scaler.arrays(), "other": data.vectors})(data.vectors) == pytest.approx(scaler(data.vectors))
