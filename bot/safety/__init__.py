"""Red flags and personal conditions as pure functions: they are handed their words and import nothing of ours."""

from bot.safety.conditions import ConditionRules, find_conditions
from bot.safety.definitions import merge_documents
from bot.safety.marks import strictest
from bot.safety.red_flags import RedFlagHit, RedFlagRules

__all__ = ["ConditionRules", "RedFlagHit", "RedFlagRules", "find_conditions", "merge_documents", "strictest"]
