"""Summaries of times."""

from __future__ import annotations

import pytest

from bench.figures import in_milliseconds, median, ratio_range


def test_percentiles_are_those_of_all_values_in_milliseconds():
    assert in_milliseconds([value / 1000 for value in range(1, 102)]) == {
        "p50_ms": 51.0,
        "p95_ms": 96.0,
        "p99_ms": 100.0,
        "mean_ms": 51.0,
        "count": 101,
    }


def test_nothing_measured_is_an_error_and_not_a_zero():
    with pytest.raises(ValueError, match="nothing was measured"):
        in_milliseconds([])


def test_median_stands_in_the_middle():
    assert median([5.0, 1.0, 3.0]) == 3.0


def test_the_range_of_a_ratio_holds_the_ratio_and_is_the_same_each_time():
    ours, theirs = [1.0, 1.1, 0.9, 1.0, 1.05] * 20, [2.0, 2.2, 1.8, 2.0, 2.1] * 20
    low, high = ratio_range(ours, theirs)
    assert low <= 0.5 <= high
    assert high - low < 0.1
    assert ratio_range(ours, theirs) == (low, high)
