"""What a message does: report something of a person, or ask for information about a subject."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.safety.context import SPEECH_ASKS, SPEECH_REPORTS
from bot.safety.red_flags import RedFlagRules


def reports_something(text: str, definitions: RedFlagRules | Mapping[str, Any]) -> bool:
    """True when any part of the text says something of a person and of now; hand in built rules where speed matters."""
    return _rules(definitions).speech(text) == SPEECH_REPORTS


def asks_for_information(text: str, definitions: RedFlagRules | Mapping[str, Any]) -> bool:
    """True when the text asks about a subject ('what is a clot', 'can poison cause cramps') and reports nothing."""
    return _rules(definitions).speech(text) == SPEECH_ASKS


def _rules(definitions: RedFlagRules | Mapping[str, Any]) -> RedFlagRules:
    return definitions if isinstance(definitions, RedFlagRules) else RedFlagRules(definitions)
