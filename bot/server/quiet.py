"""What the server prints: its own few lines. Never what people write."""

from __future__ import annotations

import logging
import os
import sys
import warnings
from collections.abc import MutableMapping
from typing import Any

# Everything else in a structured log line may hold words of a person, or an answer that tells what was asked.
_PRINTED = frozenset(["event", "event_info", "level", "timestamp", "exc_info", "stack_info", "logger", "url", "filename"])


def silence_libraries() -> None:
    """Turns off warnings and telemetry of libraries. Call it before they are imported."""
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    # Rasa puts texts of messages into some warnings.
    warnings.simplefilter("ignore")
    warnings.showwarning = lambda *_arguments, **_named: None


def drop_words(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drops from a structlog line all that may hold words of a person."""
    for key in [key for key in line if key not in _PRINTED]:
        del line[key]
    return line


def configure_logging(level: int = logging.WARNING) -> None:
    """Sets up the log.

    Args:
        level: of Rasa and its libraries; our own lines are printed from INFO on.
    """
    import structlog

    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr, level=level, force=True)
    logging.getLogger("bot").setLevel(min(level, logging.INFO))
    for name in ("sanic.access", "sanic.root", "apscheduler"):
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            drop_words,
            structlog.processors.add_log_level,
            structlog.processors.KeyValueRenderer(key_order=["event"]),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
