"""What the server prints: its own few lines. Never what people write."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import MutableMapping
from typing import Any

from bot.observability import logs

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


def configure_logging(form: str = logs.TEXT, level: int = logging.WARNING) -> None:
    """Sets up the log.

    Args:
        form: of a line, see bot/observability/logs.py.
        level: of Rasa and its libraries; our own lines are printed from INFO on.
    """
    import structlog

    logs.configure(form, level)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            drop_words,
            structlog.processors.KeyValueRenderer(key_order=["event"]),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
