import pytest

from bot.evaluation.intervals import Share


@pytest.mark.parametrize(
    ("right", "total", "low", "high"),
    [(8, 10, 0.4902, 0.9433), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (486, 516, 0.918, 0.959)],
)
def test_wilson_interval(right, total, low, high):
    assert Share(right, total).interval == (pytest.approx(low, abs=5e-4), pytest.approx(high, abs=5e-4))


def test_share_of_nothing_says_nothing():
    assert Share(0, 0).value == 0.0
    assert Share(0, 0).interval == (0.0, 1.0)


def test_share_is_counted():
    assert Share.of([True, False, True]) == Share(2, 3)
