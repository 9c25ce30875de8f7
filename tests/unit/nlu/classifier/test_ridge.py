"""Kernel ridge in closed form."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.classifier.ridge import BALANCE, fit


@pytest.fixture
def problem():
    random = np.random.default_rng(3)
    points = random.normal(size=(24, 6))
    labels = np.asarray([0] * 12 + [1] * 8 + [2] * 4)
    points[labels == 1] += 1.5
    points[labels == 2] -= 1.5
    distances = ((points[:, None] - points[None]) ** 2).sum(axis=2)
    return np.exp(-distances / 6), labels


def _solve(gram, labels, weight, penalty):
    targets = np.eye(3)[labels]
    return np.linalg.solve(gram + np.diag(penalty / weight), targets)


def test_held_out_scores_equal_really_leaving_each_sentence_out(problem):
    gram, labels = problem
    penalty = 0.3
    # A class weighs the same whether or not one of its sentences is left out.
    weight = (len(labels) / 3 / np.bincount(labels)[labels]) ** BALANCE
    found = fit(gram.copy(), labels, 3, penalty, len(labels))
    for row in range(len(labels)):
        rest = np.arange(len(labels)) != row
        weights = _solve(gram[np.ix_(rest, rest)], labels[rest], weight[rest], penalty)
        assert found.held_out[row] == pytest.approx(gram[row, rest] @ weights, abs=1e-9)


def test_held_out_scores_of_the_last_are_those_of_all(problem):
    gram, labels = problem
    everything, last = fit(gram.copy(), labels, 3, 0.3, len(labels)), fit(gram.copy(), labels, 3, 0.3, 7)
    assert last.held_out.shape == (7, 3)
    assert last.held_out == pytest.approx(everything.held_out[-7:], abs=1e-12)


def test_weights_solve_the_equations(problem):
    gram, labels = problem
    weight = (len(labels) / 3 / np.bincount(labels)[labels]) ** BALANCE
    assert fit(gram.copy(), labels, 3, 0.3, 5).weights == pytest.approx(_solve(gram, labels, weight, 0.3), abs=1e-9)


def test_more_penalty_keeps_weights_smaller(problem):
    gram, labels = problem
    little, much = (np.abs(fit(gram.copy(), labels, 3, penalty, 5).weights).sum() for penalty in (0.1, 10.0))
    assert much < little


def test_single_precision_finds_the_same(problem):
    gram, labels = problem
    double, single = fit(gram.copy(), labels, 3, 0.3, 24), fit(gram.astype(np.float32), labels, 3, 0.3, 24)
    assert single.weights.dtype == np.float32
    assert single.held_out == pytest.approx(double.held_out, abs=1e-4)


def test_kernel_that_is_none_is_refused():
    with pytest.raises(np.linalg.LinAlgError, match="raise the penalty"):
        fit(np.asarray([[1.0, 5.0], [5.0, 1.0]]), np.asarray([0, 1]), 2, 0.1, 1)


def test_what_stands_below_the_diagonal_is_not_read(problem):
    gram, labels = problem
    torn = np.triu(gram) + np.tril(np.full_like(gram, np.nan), -1)
    assert fit(torn, labels, 3, 0.3, 5).weights == pytest.approx(fit(gram.copy(), labels, 3, 0.3, 5).weights, abs=1e-9)
