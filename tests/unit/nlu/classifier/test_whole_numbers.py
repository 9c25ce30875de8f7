"""Products of whole numbers."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.classifier.whole_numbers import LARGEST, WholeMatrix

ZERO = 128


@pytest.mark.parametrize("columns", [1, 16, 20, 500, 511])
@pytest.mark.parametrize("rows", [1, 31, 32, 40, 100])
def test_products_are_exact_in_every_shape(columns, rows):
    numbers = np.random.default_rng(5)
    stored = numbers.integers(-LARGEST, LARGEST + 1, size=(96, columns)).astype(np.int8)
    asked = numbers.integers(0, 256, size=(rows, 96)).astype(np.uint8)
    expected = (asked.astype(np.int64) - ZERO) @ stored.astype(np.int64)
    assert np.array_equal(WholeMatrix.of(stored, ZERO).times(asked), expected)
