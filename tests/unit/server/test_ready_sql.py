"""Statements that are put into words once."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.server.ready_sql import ReadyStatement, given

TABLE = sa.Table(
    "noted", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("word", sa.String), sa.Column("kind", sa.String)
)
FOUND = sa.select(TABLE.c.word).where(TABLE.c.kind.in_(["a", "b"]), TABLE.c.id > given("after")).order_by(TABLE.c.id).limit(2)
ADD = sa.insert(TABLE).values(word=given("word"), kind=given("kind"))


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request, tmp_path):
    url = f"sqlite:///{tmp_path / 'noted.db'}" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    engine = sa.create_engine(url)
    TABLE.drop(engine, checkfirst=True)
    TABLE.create(engine)
    yield engine
    TABLE.drop(engine)
    engine.dispose()


def test_it_says_the_same_as_the_statement(engine):
    with engine.begin() as connection:
        add = ReadyStatement(ADD, engine.dialect)
        add.run(connection, {"word": "100 % 'quoted'; --", "kind": None})
        add.run_for_all(connection, [{"word": word, "kind": kind} for word, kind in (("x", "a"), ("y", "c"), ("z", "b"), ("w", "a"))])
        found = ReadyStatement(FOUND, engine.dialect)
        for after in (0, 2, 4, 9):
            assert found.run(connection, {"after": after}).all() == connection.execute(FOUND, {"after": after}).all()
        assert found.run(connection, {"after": 0}).scalars().all() == ["x", "z"]
        assert connection.execute(sa.select(TABLE.c.word).where(TABLE.c.kind.is_(None))).scalar() == "100 % 'quoted'; --"


def test_a_missing_value_is_an_error(engine):
    with engine.connect() as connection, pytest.raises((KeyError, sa.exc.SQLAlchemyError)):
        ReadyStatement(FOUND, engine.dialect).run(connection, {})
