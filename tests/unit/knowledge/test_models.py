"""The database itself refuses what must not be said, whoever writes to it."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

CLAIM = {
    "id": "bare",
    "topic_id": "supplement/magnesium",
    "position": 9,
    "short": "It works.",
    "detail": "",
    "certainty": "low",
    "article_rating": None,
    "source_id": "trial-2020",
    "caution_id": "kidneys",
    "reviewed_on": "2026-01-01",
    "review_due": "2027-01-01",
    "review_status": "not-reviewed-by-clinician",
}


def insert(engine: Engine, table: str, row: dict[str, object]) -> None:
    columns, values = ", ".join(row), ", ".join(f":{column}" for column in row)
    with engine.begin() as connection:
        connection.execute(text(f"INSERT INTO {table} ({columns}) VALUES ({values})"), row)


def test_claim_when_it_has_caution_and_source_then_it_is_stored(loaded: Engine) -> None:
    insert(loaded, "claim", CLAIM)
    with loaded.connect() as connection:
        assert connection.execute(text("SELECT caution_id FROM claim WHERE id = 'bare'")).scalar_one() == "kidneys"


@pytest.mark.parametrize("column", ["caution_id", "source_id"])
@pytest.mark.parametrize("value", [None, "", "nobody-wrote-this"])
def test_claim_when_its_caution_or_source_is_missing_then_the_database_refuses_it(loaded: Engine, column: str, value: str | None) -> None:
    with pytest.raises(IntegrityError):
        insert(loaded, "claim", {**CLAIM, column: value})


@pytest.mark.parametrize("column", ["caution_id", "source_id"])
def test_claim_when_the_column_is_left_out_then_the_database_refuses_it(loaded: Engine, column: str) -> None:
    with pytest.raises(IntegrityError):
        insert(loaded, "claim", {name: value for name, value in CLAIM.items() if name != column})


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE claim SET caution_id = NULL",
        "UPDATE claim SET source_id = NULL",
        "DELETE FROM caution_source; DELETE FROM claim_caution; DELETE FROM caution WHERE id = 'kidneys'",
        "DELETE FROM claim_source; DELETE FROM source WHERE id = 'article#minerals'",
    ],
)
def test_claim_when_its_caution_or_source_would_be_taken_away_then_the_database_refuses(loaded: Engine, statement: str) -> None:
    with pytest.raises(IntegrityError), loaded.begin() as connection:  # noqa: PT012 - the last of the statements is refused
        for part in statement.split("; "):
            connection.execute(text(part))


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("certainty", "sure"),
        ("certainty", None),
        ("article_rating", "good"),
        ("review_status", "fine"),
        ("short", ""),
        ("topic_id", "supplement/zinc"),
        ("review_due", "2026-01-01"),
    ],
)
def test_claim_when_a_value_is_not_allowed_then_the_database_refuses_it(loaded: Engine, column: str, value: str | None) -> None:
    with pytest.raises(IntegrityError):
        insert(loaded, "claim", {**CLAIM, column: value})


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("caution", {"id": "empty", "kind": "warning", "text": ""}),
        ("caution", {"id": "odd", "kind": "hint", "text": "Take care."}),
        ("source", {"id": "odd", "kind": "blog", "title": "Cramps", "publisher": "Somebody"}),
        ("document", {"name": "messages/empty", "body": ""}),
        ("claim_caution", {"claim_id": "magnesium-relaxes", "caution_id": "nobody-wrote-this", "position": 5}),
    ],
)
def test_row_when_it_is_empty_or_odd_then_the_database_refuses_it(loaded: Engine, table: str, row: dict[str, object]) -> None:
    with pytest.raises(IntegrityError):
        insert(loaded, table, row)
