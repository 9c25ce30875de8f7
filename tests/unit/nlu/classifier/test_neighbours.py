"""Vectors in whole numbers."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.classifier.neighbours import Neighbours
from bot.nlu.classifier.whole_numbers import WholeMatrix


@pytest.fixture
def vectors():
    rows = np.random.default_rng(3).normal(size=(500, 256)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_cosines_are_those_of_the_vectors_within_half_a_hundredth(vectors):
    assert Neighbours.of(vectors).cosines(vectors[:40]) == pytest.approx(vectors[:40] @ vectors.T, abs=0.008)


def test_cosine_of_a_vector_alone_is_the_one_it_has_among_others(vectors):
    near = Neighbours.of(vectors)
    assert np.array_equal(near.cosines(vectors[:1])[0], near.cosines(vectors[:9])[0])


def test_stored_again_finds_the_same(vectors):
    near = Neighbours.of(vectors)
    assert np.array_equal(Neighbours(WholeMatrix(near.matrix.graph), near.scales).cosines(vectors[:5]), near.cosines(vectors[:5]))


def test_vector_of_nothing_is_like_nothing(vectors):
    assert not Neighbours.of(vectors).cosines(np.zeros((1, 256), dtype=np.float32)).any()
