"""Opens the knowledge base and brings its tables up to date."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine, create_engine, make_url
from sqlalchemy.pool import QueuePool

from bot.sharing.postgres import CONNECT

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def open_engine(url: str) -> Engine:
    """Opens a database.

    Args:
        url: SQLAlchemy URL, `sqlite:///file` or `postgresql+psycopg2://…`.

    Returns:
        An engine on which a transaction sees one state of the data from its first read on, and on which SQLite checks foreign
        keys and lets readers read while one writes, as PostgreSQL does by itself.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        limits = CONNECT if parsed.get_backend_name() == "postgresql" else {}
        return create_engine(parsed, future=True, pool_pre_ping=True, isolation_level="REPEATABLE READ", connect_args=limits)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, future=True, **_sqlite_options(parsed.database))

    @event.listens_for(engine, "connect")
    def _configure(connection, _record) -> None:
        # Python's sqlite3 would begin a transaction only before a write, so two reads could see two editions.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


def _sqlite_options(database: str | None) -> dict[str, object]:
    """Connections to a file are kept open, as to PostgreSQL: opening one costs more than the read that it is for."""
    if not database or database == ":memory:":
        return {"connect_args": {"timeout": 15}}
    return {"poolclass": QueuePool, "connect_args": {"timeout": 15, "check_same_thread": False}}


def migrate(engine: Engine, revision: str = "head") -> None:
    """Brings the tables to a revision of `bot/knowledge/migrations`, forward or back ("base" for none)."""
    # Alembic is needed once at load; a server that only reads never imports it.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        if revision == "head" or revision in known and not _is_past(connection, revision):
            command.upgrade(config, revision)
        else:
            command.downgrade(config, revision)


def _is_past(connection, revision: str) -> bool:
    """Whether the database is at a later revision than the one named; revisions are numbered in order."""
    from alembic.migration import MigrationContext

    current = MigrationContext.configure(connection).get_current_revision()
    return current is not None and current > revision
