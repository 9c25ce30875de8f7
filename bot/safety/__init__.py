"""Red flags and personal conditions as pure functions: they are handed their words and import nothing of ours."""

from bot.safety.conditions import ConditionRules, find_conditions
from bot.safety.definitions import merge_documents
from bot.safety.marks import strictest
from bot.safety.red_flags import Examination, RedFlagHit, RedFlagRules
from bot.safety.speech import asks_for_information, reports_something

__all__ = [
    "ConditionRules",
    "Examination",
    "RedFlagHit",
    "RedFlagRules",
    "asks_for_information",
    "find_conditions",
    "merge_documents",
    "reports_something",
    "strictest",
]
