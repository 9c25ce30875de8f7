"""SQL put into words once. SQLAlchemy looks each statement up at every call, which takes longer than SQLite takes to answer it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, CursorResult, Dialect


def given(name: str) -> Any:
    """Returns the place of a value that each call gives under this name."""
    return sa.bindparam(name, required=False)


class ReadyStatement:
    """One statement in the words of one kind of database."""

    def __init__(self, statement: Any, dialect: Dialect) -> None:
        """Takes a statement and the database's dialect. A call's own values have places that `given` made."""
        compiled = statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
        self._text = str(compiled)
        self._order: Sequence[str] | None = compiled.positiontup if compiled.positional else None
        self._fixed = {name: value for name, value in compiled.params.items() if value is not None}

    def run(self, connection: Connection, values: Mapping[str, Any]) -> CursorResult:
        """Runs it with the values of this call."""
        return connection.exec_driver_sql(self._text, self._ordered(values))

    def run_for_all(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Runs it once for each row of values."""
        connection.exec_driver_sql(self._text, [self._ordered(row) for row in rows])

    def _ordered(self, values: Mapping[str, Any]) -> Any:
        """Returns the values as the driver wants them: by place or by name."""
        known = {**self._fixed, **values}
        return known if self._order is None else tuple(known[name] for name in self._order)
