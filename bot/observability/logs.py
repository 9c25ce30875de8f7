"""Log lines for people, or as JSON for machines. Neither holds what people write."""

from __future__ import annotations

import datetime
import json
import logging
import sys

from bot.observability import request_ids

TEXT, JSON = "text", "json"
FORMATS = (TEXT, JSON)
# Names of facts that a line may carry beside its words: `logger.info("turn", extra={"facts": {...}})`.
FACTS = "facts"


def _facts(record: logging.LogRecord) -> dict[str, object]:
    facts = getattr(record, FACTS, None)
    number = request_ids.current()
    return {**(facts if isinstance(facts, dict) else {}), **({"request_id": number} if number else {})}


class TextFormatter(logging.Formatter):
    """`2026-11-25 10:00:00,000 INFO bot.channels.turn: turn channel=rest outcome=answered ms=21`."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the standard library's name
        """Returns the line with its facts at the end."""
        return " ".join([super().formatMessage(record), *(f"{name}={value}" for name, value in _facts(record).items())])


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time, level, logger, event, and the facts."""

    def format(self, record: logging.LogRecord) -> str:
        """Returns the line. Of an exception only the kind: its message may hold what a person wrote."""
        time = datetime.datetime.fromtimestamp(record.created, datetime.timezone.utc).isoformat(timespec="milliseconds")
        line = {"time": time, "level": record.levelname.lower(), "logger": record.name, "event": record.getMessage(), **_facts(record)}
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
        return json.dumps(line, default=str)


def configure(form: str = TEXT, level: int = logging.WARNING) -> None:
    """Sets up the process's log on standard error.

    Args:
        form: one of FORMATS.
        level: of libraries; our own lines are printed from INFO on.
    """
    # No line of ours says from which function, thread or process it comes, so nobody needs to find that out for each.
    logging._srcfile = None  # type: ignore[assignment]
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter() if form == JSON else TextFormatter())
    logging.basicConfig(handlers=[handler], level=level, force=True)
    logging.getLogger("bot").setLevel(min(level, logging.INFO))
    for name in ("sanic.access", "sanic.root", "apscheduler"):
        logging.getLogger(name).setLevel(logging.WARNING)
