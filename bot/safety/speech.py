"""What a message does: report something of a person, or ask for information about a subject."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.safety.context import is_question_for_information, is_report
from bot.safety.red_flags import RedFlagRules


def reports_something(text: str, definitions: RedFlagRules | Mapping[str, Any]) -> bool:
    """True when any part of the text says something of a person and of now; hand in built rules where speed matters."""
    return is_report(*_rules(definitions).search(text))


def asks_for_information(text: str, definitions: RedFlagRules | Mapping[str, Any]) -> bool:
    """True when the text asks about a subject ('what is a clot', 'can poison cause cramps') and reports nothing."""
    return is_question_for_information(*_rules(definitions).search(text))


def _rules(definitions: RedFlagRules | Mapping[str, Any]) -> RedFlagRules:
    return definitions if isinstance(definitions, RedFlagRules) else RedFlagRules(definitions)
