"""Alembic's entry point; `bot.knowledge.database.migrate` hands it the connection."""

from alembic import context

from bot.knowledge.models import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
