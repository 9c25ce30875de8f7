"""From scores to chances."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.classifier.calibration import Calibration, calibrate


def test_shares_add_up_to_one_and_keep_the_order():
    shares = Calibration(8.0, 0.5).shares(np.asarray([[0.1, 0.9, 0.2], [1000.0, -1000.0, 0.0]]))
    assert shares.sum(axis=1) == pytest.approx([1, 1])
    assert np.isfinite(shares).all()
    assert list(np.argsort(shares[0])) == [0, 2, 1]


def test_shares_without_any_evidence_are_equal():
    assert Calibration(8.0, 1.0).shares(np.zeros((1, 4))) == pytest.approx(np.full((1, 4), 0.25))


def test_calibrate_is_sharp_for_right_scores_and_blunt_for_wrong_ones():
    labels = np.asarray([0, 1] * 20)
    right, wrong = np.eye(2)[labels] * 0.4, np.eye(2)[1 - labels] * 0.4
    assert calibrate(right, labels).shares(right).max() > 0.95
    assert calibrate(wrong, labels).shares(wrong).max() < 0.75


def test_calibrate_lets_weak_scores_that_are_right_count_in_full():
    """Far sentences have small scores; where these are as often right, the shares do not fall with them."""
    labels = np.asarray([0, 1] * 40)
    scores = np.eye(2)[labels] * np.where(np.arange(80) < 40, 0.9, 0.1)[:, None]
    scores[::10] = scores[::10, ::-1]  # one in ten is wrong, near or far
    found = calibrate(scores, labels)
    assert found.fading > 0.5
    near, far = found.shares(scores[1:2]).max(), found.shares(scores[41:42]).max()
    assert near == pytest.approx(far, abs=0.1)
