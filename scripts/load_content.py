"""Loads `content/` into the knowledge base, all of it or nothing: `make content`."""

from __future__ import annotations

import sys

from alembic.util import CommandError
from sqlalchemy.exc import SQLAlchemyError

from bot.knowledge.content import KINDS, ContentError, read_content
from bot.knowledge.database import migrate, open_engine
from bot.knowledge.loader import load
from bot.settings import SettingsError, load_settings


def show_progress(line: str) -> None:
    """Shows the file being read on one line of a terminal; a log file only gets the result."""
    if sys.stdout.isatty():
        print(f"\r\033[K{line}", end="", flush=True)


def main() -> int:
    """Returns the exit code: 0 when the content is loaded, 1 when it or the database cannot be used."""
    try:
        settings = load_settings()
        content = read_content(settings.content_folder, progress=lambda file: show_progress(f"Reading {file}"))
        show_progress("Loading ...")
        engine = open_engine(settings.database_url)
        migrate(engine)
        written = load(engine, content)
    except (ContentError, SettingsError) as error:
        show_progress("")
        print(error, file=sys.stderr)
        return 1
    except (SQLAlchemyError, CommandError, OSError) as error:
        show_progress("")
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        print(f"The knowledge base cannot be written: {reason}. Nothing was changed; see DATABASE_URL.", file=sys.stderr)
        return 1
    show_progress("")
    counts = ", ".join(f"{len(getattr(content, kind))} {kind}" for kind in KINDS)
    print(f"Content {content.version} {'is loaded' if written else 'was loaded already'}: {counts}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
