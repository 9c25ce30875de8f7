"""Conjugate gradients."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.classifier.conjugate_gradients import solve


@pytest.fixture
def matrix():
    points = np.random.default_rng(4).normal(size=(40, 60))
    return points @ points.T + np.eye(40)


def test_solution_is_that_of_the_equations(matrix):
    target = np.arange(40.0)
    found = solve(lambda vector: matrix @ vector, lambda vector: vector, target, 1e-10)
    assert found == pytest.approx(np.linalg.solve(matrix, target), abs=1e-8)


def test_with_the_inverse_itself_one_step_is_enough(matrix):
    inverse, asked = np.linalg.inv(matrix), []

    def times(vector):
        asked.append(vector)
        return matrix @ vector

    solve(times, lambda vector: inverse @ vector, np.ones(40), 1e-8)
    assert len(asked) == 1


def test_nothing_asked_for_is_nothing(matrix):
    assert not solve(lambda vector: matrix @ vector, lambda vector: vector, np.zeros(40), 1e-8).any()


def test_system_that_cannot_be_solved_is_refused():
    turned = np.asarray([[0.0, 1.0], [-1.0, 1e-3]])
    with pytest.raises(np.linalg.LinAlgError, match="raise the penalty"):
        solve(lambda vector: turned @ vector, lambda vector: vector, np.asarray([1.0, 1.0]), 1e-9)
