"""Python's search for garbage."""

from __future__ import annotations

import gc
import weakref

import pytest

from bot import garbage


@pytest.fixture
def as_before():
    threshold = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*threshold)


class _Ring:
    def __init__(self):
        self.itself = self


def test_what_is_loaded_is_searched_no_more(as_before):
    before = gc.get_freeze_count()
    garbage.settle()
    assert gc.get_freeze_count() > before + 1_000
    assert gc.get_threshold()[0] == garbage.YOUNG


def test_garbage_made_later_is_still_found(as_before):
    garbage.settle()
    ring = _Ring()
    gone = weakref.ref(ring)
    del ring
    gc.collect()
    assert gone() is None
