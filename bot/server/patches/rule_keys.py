"""Fault: a rule is kept as JSON text, and Rasa reads every rule anew for every prediction. Here each is read once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from bot.server.patches._patch import Patch

# Far more than the rules of any bot; a bound only, so that training many models in one process cannot fill the memory.
_KEPT = 4096


def _make(original: Callable[..., Any]) -> Callable[..., Any]:
    read = lru_cache(maxsize=_KEPT)(original)

    def _rule_key_to_state(rule_key: str) -> list[Any]:
        # A list of its own for each caller; the states in it are only ever read.
        return list(read(rule_key))

    return _rule_key_to_state


PATCH = Patch(
    "rasa.core.policies.rule_policy",
    "RulePolicy._rule_key_to_state",
    "4950ac7976fc7b7c996f8592675f06816d1351aa8d7baaab965fae1774fa18a3",
    _make,
)
