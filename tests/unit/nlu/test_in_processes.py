"""Work shared among cores."""

from __future__ import annotations

import os

import pytest

from bot.nlu import in_processes
from bot.nlu.in_processes import shared_map


@pytest.fixture
def two_cores(monkeypatch):
    monkeypatch.setattr(in_processes, "LEAST", 3)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1}, raising=False)


def test_results_stand_in_the_order_of_the_items(two_cores):
    assert shared_map(lambda number: number * number, range(11)) == [number * number for number in range(11)]


def test_half_of_the_work_is_done_elsewhere(two_cores):
    elsewhere = [process != os.getpid() for process in shared_map(lambda _item: os.getpid(), range(6))]
    assert elsewhere == [False, True] * 3


def test_few_items_are_done_here(two_cores):
    assert shared_map(lambda _item: os.getpid(), range(2)) == [os.getpid()] * 2


def test_what_a_helper_that_died_left_is_done_here(two_cores):
    here = os.getpid()

    def work(item):
        if os.getpid() != here:
            os._exit(3)
        return item

    assert shared_map(work, range(5)) == list(range(5))


def test_error_of_the_work_is_raised_here(two_cores, capfd):
    with pytest.raises(ZeroDivisionError):
        shared_map(lambda number: 1 // (number - 1), range(4))
    capfd.readouterr()  # the helper's own report of it
