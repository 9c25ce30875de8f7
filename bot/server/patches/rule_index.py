"""Fault: to find the rule of a moment Rasa compares it with every rule, and with every moment before it, though no rule looks back so far.

A rule's last moment names an intent and an action before it, or leaves them open; rules that name others cannot apply. Those that are left
are compared by Rasa itself, for as many moments as the longest of them has: beyond a rule's length it counts as applicable.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bot.server.patches._patch import Patch

_INDEXES = "_rules_by_last_moment"
_UNSET = "should_not_be_set"


def _wanted(state: Mapping[str, Any]) -> tuple[Any, Any]:
    """Returns the intent and the action before it that a moment of a rule demands; None where it demands none."""
    intent = (state.get("user") or {}).get("intent")
    action = (state.get("prev_action") or {}).get("action_name")
    return tuple(name if isinstance(name, str) and name and name != _UNSET else None for name in (intent, action))  # type: ignore[return-value]


class Index:
    """The rules of one lookup table, by what their last moment demands."""

    def __init__(self, rules: Mapping[str, Any], read: Callable[[str], list[Any]]) -> None:
        """Takes the table, whose keys are rules, and how Rasa reads a key."""
        self.rules = rules
        self.count = len(rules)
        self._by_demand: dict[tuple[Any, Any], list[str]] = defaultdict(list)
        self._length = {key: len(read(key)) for key in rules}
        for key in rules:
            moments = read(key)
            self._by_demand[_wanted(moments[-1]) if moments else (None, None)].append(key)

    def candidates(self, moment: Mapping[str, Any]) -> list[str]:
        """Returns the rules that a conversation's last moment does not exclude."""
        intent, action = _wanted(moment)
        demands = {(one, other) for one in (intent, None) for other in (action, None)}
        return [key for demand in demands for key in self._by_demand.get(demand, ())]

    def longest(self, keys: Iterable[str]) -> int:
        """Returns how many moments the longest of some rules has."""
        return max((self._length[key] for key in keys), default=0)


def index_of(policy: Any, rules: Mapping[str, Any]) -> Index:
    """Returns the index of one of a policy's tables; a table that was replaced or has grown, as in training, gets a new one."""
    indexes = policy.__dict__.setdefault(_INDEXES, {})
    index = indexes.get(id(rules))
    if index is None or index.rules is not rules or index.count != len(rules):
        index = indexes[id(rules)] = Index(rules, policy._rule_key_to_state)
    return index


def _make(original: Callable[..., Any]) -> Callable[..., Any]:
    def _get_possible_keys(self: Any, lookup: dict[str, str], states: list[Any]) -> set[str]:
        # A moment without an action before it begins a conversation, and every rule that may do so applies, whatever it names.
        if not states or not states[-1].get("prev_action"):
            return original(self, lookup, states)
        index = index_of(self, lookup)
        keys = index.candidates(states[-1])
        if not keys:
            return set()
        return original(self, dict.fromkeys(keys, ""), states[-index.longest(keys) :])

    return _get_possible_keys


PATCH = Patch(
    "rasa.core.policies.rule_policy",
    "RulePolicy._get_possible_keys",
    "2e1f2503cec2370d4a093865400e4fe696c08cb52a0ce3b498667e321cab5d02",
    _make,
)
