"""Kernel ridge in closed form."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.classifier.ridge import BALANCE, calibrate, fit, softmax


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
    found = fit(gram.copy(), labels, 3, penalty)
    for row in range(len(labels)):
        rest = np.arange(len(labels)) != row
        weights = _solve(gram[np.ix_(rest, rest)], labels[rest], weight[rest], penalty)
        assert found.held_out[row] == pytest.approx(gram[row, rest] @ weights, abs=1e-9)


def test_weights_solve_the_equations(problem):
    gram, labels = problem
    weight = (len(labels) / 3 / np.bincount(labels)[labels]) ** BALANCE
    assert fit(gram.copy(), labels, 3, 0.3).weights == pytest.approx(_solve(gram, labels, weight, 0.3), abs=1e-9)


def test_more_penalty_keeps_weights_smaller(problem):
    gram, labels = problem
    little, much = (np.abs(fit(gram.copy(), labels, 3, penalty).weights).sum() for penalty in (0.1, 10.0))
    assert much < little


def test_softmax_rows_add_up_to_one_and_keep_the_order():
    shares = softmax(np.asarray([[0.1, 0.9, 0.2], [1000.0, -1000.0, 0.0]]), 8.0)
    assert shares.sum(axis=1) == pytest.approx([1, 1])
    assert np.isfinite(shares).all()
    assert list(np.argsort(shares[0])) == [0, 2, 1]


def test_calibrate_is_sharp_for_right_scores_and_blunt_for_wrong_ones():
    labels = np.asarray([0, 1] * 20)
    right = np.eye(2)[labels] * 0.4
    wrong = np.eye(2)[1 - labels] * 0.4
    assert calibrate(right, labels) > calibrate(wrong, labels)
    assert calibrate(wrong, labels) == pytest.approx(1.0)
