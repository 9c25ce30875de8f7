"""The marks of the caution matrix and which of several wins."""

from __future__ import annotations

from collections.abc import Iterable

MARKS = ("X", "!", "c", ".")


def strictest(marks: Iterable[str]) -> str:
    """The strictest of the marks: X before ! before c before '.'; no mark at all is '.'."""
    given = list(marks)
    for mark in given:
        if mark not in MARKS:
            raise ValueError(f"unknown mark {mark!r}")
    return min(given, key=MARKS.index, default=".")
