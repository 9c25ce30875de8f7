"""The comparison finds what it is there to find."""

from __future__ import annotations

import pytest

from tests.cluster.books import check, kept_context
from tests.cluster.people import ANSWERED, SORRY, TALKS, Person, Try

FIRST, TOPIC, SECOND = TALKS[0]
START = [{"event": "action", "name": "action_session_start"}, {"event": "session_started"}, {"event": "action", "name": "action_listen"}]


def _turn(text, said):
    return [{"event": "user", "text": text}, {"event": "bot", "text": said}, {"event": "action", "name": "action_listen"}]


@pytest.fixture
def person():
    found = Person(TALKS[0], "a")
    found.tries = [
        Try(FIRST, 0.0, 1.0, SORRY),
        Try(FIRST, 2.0, 3.0, ANSWERED, ("one",), (TOPIC,)),
        Try(SECOND, 4.0, 5.0, ANSWERED, ("two",), (TOPIC,)),
    ]
    return found


WHOLE = [*START, *_turn(FIRST, "one"), *_turn(SECOND, "two")]
# A turn whose answer was lost on the way is stored, and again when it is asked again.
TWICE = [*START, *_turn(FIRST, "one"), *_turn(FIRST, "one"), *_turn(SECOND, "two")]


@pytest.mark.parametrize("events", [WHOLE, TWICE])
def test_books_that_are_right_are_right(person, events):
    books = check([person], {"a": events})
    assert (books.stored, books.lost, books.doubled, books.disordered) == (len(events), (), (), ())


@pytest.mark.parametrize(
    ("events", "what"),
    [
        ([*START, *_turn(FIRST, "one")], "lost"),
        ([*START, *_turn(FIRST, "one"), *_turn(SECOND, "another")], "lost"),
        ([], "lost"),
        ([*WHOLE, *_turn(SECOND, "two")], "doubled"),
        ([*TWICE, *_turn(FIRST, "one")], "doubled"),
        ([*START, *_turn(SECOND, "two"), *_turn(FIRST, "one")], "disordered"),
        ([*START, *WHOLE], "disordered"),
        (WHOLE[:-1], "disordered"),
    ],
)
def test_books_that_are_wrong_are_found(person, events, what):
    assert getattr(check([person], {"a": events}), what)


def test_waits_and_context_are_those_of_the_person(person):
    assert person.longest_wait() == 3.0
    assert kept_context(person)
    person.tries[-1] = Try(SECOND, 4.0, 5.0, ANSWERED, ("two",), ("clarify",))
    assert not kept_context(person)
