"""PostgreSQL shared by several processes: one of them at a time, and no waiting for a server that is gone."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

# For psycopg2 and libpq. Seconds to connect; milliseconds until sent data must be acknowledged.
CONNECT = {
    "connect_timeout": 2,
    "tcp_user_timeout": 4000,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
}
# The same for the conversations, whose statements are all short. Milliseconds.
CONNECT_SHORT = {**CONNECT, "options": "-c statement_timeout=4000 -c lock_timeout=4000 -c idle_in_transaction_session_timeout=10000"}


def one_at_a_time(connection: Any, name: str) -> None:
    """Waits until no other transaction works under this name, and keeps others waiting to the end of this one. SQLite needs none of it.

    Args:
        connection: a connection or session in a transaction.
        name: what must not be done twice at the same time.
    """
    bind = connection.get_bind() if hasattr(connection, "get_bind") else connection
    if bind.dialect.name == "postgresql":
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"), {"name": name})
