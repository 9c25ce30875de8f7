"""One id for each request."""

from __future__ import annotations

import asyncio

import pytest

from bot.observability import request_ids


@pytest.fixture(autouse=True)
def apart():
    """Leaves the id of this task as it was."""
    token = request_ids._current.set("")
    yield
    request_ids._current.reset(token)


def test_an_id_that_came_with_the_request_is_kept():
    assert request_ids.begin("0123-abcd-4567") == request_ids.current() == "0123-abcd-4567"


@pytest.mark.parametrize("given", [None, "", "short", "x" * 65, "with space 123", "line\nbreak12345", "täxt-12345678"])
def test_anything_else_gets_a_new_one(given):
    first, second = request_ids.begin(given), request_ids.begin(given)
    assert first != second
    assert len(first) == len(second) == 32
    assert given not in (first, second)


async def test_tasks_do_not_mix_theirs():
    async def work(number):
        request_ids.begin(number)
        await asyncio.sleep(0.01)
        return request_ids.current()

    numbers = [f"number-{number:04}" for number in range(20)]
    assert await asyncio.gather(*map(work, numbers)) == numbers
