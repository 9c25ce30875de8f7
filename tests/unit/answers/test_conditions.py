"""What a person's conditions change in an answer."""

from __future__ import annotations

import pytest

from bot.answers.conditions import NOTHING

STRICT = ("X", "!", "c")


def test_stated_conditions_are_those_said_of_the_person(book):
    assert book.stated("I'm pregnant and get cramps") == ("pregnancy",)
    assert book.stated("what are cramps in pregnancy") == ()
    assert book.stated("  ") == ()


def test_lines_for_every_condition_and_column_appear_exactly_where_the_table_marks_something(book, topics):
    columns = sorted({topic.name.column for topic in topics if topic.name.column})
    marked = 0
    for condition in book._conditions.values():
        for column in columns:
            mark = condition.marks.get(column, NOTHING)
            lines = book.lines([condition.id], column)
            assert bool(lines) is (mark in STRICT), f"{condition.id} in {column} is marked {mark!r}"
            if lines:
                marked += 1
                assert condition.line in lines
                assert all(line.strip() and "\n\n" not in line and "{" not in line for line in lines)
    assert marked > 50


def test_lines_of_two_conditions_put_the_strictest_first_whatever_came_first(book):
    pairs = [
        (strict, mild, column)
        for strict in book._conditions.values()
        for mild in book._conditions.values()
        for column in strict.marks
        if strict.marks[column] == "X" and mild.marks.get(column) == "c"
    ]
    assert pairs
    for strict, mild, column in pairs:
        for order in ([strict.id, mild.id], [mild.id, strict.id]):
            lines = book.lines(order, column)
            assert lines[0] == book.lines([strict.id], column)[0]
            assert lines.index(strict.line) < lines.index(mild.line)


@pytest.mark.parametrize(("conditions", "column"), [(["pregnancy"], None), ([], "MG"), (["no-such"], "MG")])
def test_lines_without_a_column_or_a_condition_are_none(book, conditions, column):
    assert book.lines(conditions, column) == ()


def test_acknowledgement_says_that_it_was_noted_and_how_to_drop_it(book, messages):
    said = book.acknowledgement(["pregnancy"], messages)
    assert said.endswith(messages("conditions.noted"))
    assert book.acknowledgement(["no-such"], messages) == ""


def test_chips_leave_out_what_the_edition_does_not_know(book):
    assert [chip["id"] for chip in book.chips(["pregnancy", "no-such"])] == ["pregnancy"]
