"""One transaction at a time under a name."""

from __future__ import annotations

import threading

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.sharing.postgres import one_at_a_time


def test_a_second_transaction_waits_for_the_first(postgres_url):
    engine = sa.create_engine(postgres_url, future=True)
    done: list[str] = []

    def second():
        with Session(engine) as session:
            one_at_a_time(session, "a")
            done.append("second")

    with engine.begin() as connection:
        one_at_a_time(connection, "a")
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.3)
        assert thread.is_alive()
        with engine.begin() as other:
            one_at_a_time(other, "b")
        done.append("first")
    thread.join(5)
    assert done == ["first", "second"]
    engine.dispose()


def test_sqlite_needs_none_of_it():
    with sa.create_engine("sqlite://", future=True).begin() as connection:
        one_at_a_time(connection, "a")
