"""Ratings: what is kept, and what is not."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.channels.gate import Refused
from bot.channels.web.feedback import TABLE, FeedbackBook, read_feedback

GOOD = {
    "rating": "down",
    "reason": "hard-to-understand",
    "topics": ["supplement/magnesium"],
    "claims": ["a-b"],
    "content_version": "2026-11-23.1",
}


@pytest.fixture
def book(tmp_path):
    return FeedbackBook(f"sqlite:///{tmp_path / 'deep' / 'feedback.db'}")


def stored(book):
    with book.engine.connect() as connection:
        return [dict(row) for row in connection.execute(sa.select(TABLE)).mappings()]


def test_a_rating_is_kept_with_answer_and_version_and_without_identity(book):
    book.write(read_feedback({**GOOD, "session_id": "secret", "text": "my words"}))
    (row,) = stored(book)
    assert (row["topics"], row["claims"], row["content_version"], row["rating"]) == ("supplement/magnesium", "a-b", "2026-11-23.1", "down")
    assert set(row) == {"id", "day", "channel", "topics", "claims", "content_version", "rating", "reason"}
    assert "secret" not in str(row)
    assert "my words" not in str(row)


def test_a_reason_is_added_to_the_same_row(book):
    first = book.write(read_feedback({**GOOD, "reason": None}))
    assert book.write(read_feedback(GOOD), first) == first
    assert [row["reason"] for row in stored(book)] == ["hard-to-understand"]


@pytest.mark.parametrize("row_id", [None, 3, "x", "0" * 32, "' or 1=1"])
def test_an_unknown_row_is_a_new_one(book, row_id):
    book.write(read_feedback(GOOD))
    book.write(read_feedback(GOOD), row_id)
    assert len(stored(book)) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"rating": "sideways"},
        {"rating": None},
        {"rating": ["up"]},
        {"reason": "Free text about me"},
        {"reason": 3},
        {"topics": "x"},
        {"topics": [3]},
        {"claims": ["a b"]},
        {"claims": ["x"] * 25},
        {"content_version": {}},
        {"content_version": "<b>"},
    ],
)
def test_there_is_no_place_for_free_text(wrong):
    with pytest.raises(Refused):
        read_feedback({**GOOD, **wrong})


def test_in_memory():
    book = FeedbackBook("sqlite://")
    book.write(read_feedback(GOOD))
    assert len(stored(book)) == 1
