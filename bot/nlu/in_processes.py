"""Shares work on many sentences among this machine's cores. Only for training: a message is far too little for it."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# Fewer are done sooner than a process is started.
LEAST = 2_000


def shared_map(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """Returns what `work` makes of each item, in order.

    The helpers are forks: they have what this process has, so that only results are sent. They must not change anything, and what the
    work changes in them is lost.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    if cores < 2 or len(items) < LEAST:
        return [work(item) for item in items]
    parts = [items[first::cores] for first in range(cores)]
    helpers = [_start(work, part) for part in parts[1:]]
    done = [[work(item) for item in parts[0]], *(_finish(helper, work, part) for helper, part in zip(helpers, parts[1:], strict=True))]
    results: list[Result] = [None] * len(items)  # type: ignore[list-item]  # every place is filled below
    for first, part in enumerate(done):
        results[first::cores] = part
    return results


def _start(work: Callable[[Item], Result], part: Sequence[Item]) -> Connection:
    here, there = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_help, args=(work, part, there), daemon=True)
    process.start()
    there.close()  # so that a helper that dies is noticed
    return here


def _help(work: Callable[[Item], Result], part: Sequence[Item], there: Connection) -> None:
    there.send([work(item) for item in part])


def _finish(helper: Connection, work: Callable[[Item], Result], part: Sequence[Item]) -> list[Result]:
    """Returns what the helper did; what a helper that failed left is done here, where an error is seen."""
    with helper:
        try:
            return helper.recv()
        except EOFError:
            return [work(item) for item in part]
