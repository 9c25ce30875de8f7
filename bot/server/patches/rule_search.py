"""Fault: for each action Rasa looks for a rule twice, and describes the whole conversation in words for a log line that nobody sees.

The first time it looks for rules that name the person's very words. Where no rule does, which is known beforehand, that is left out.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from bot.server.patches._patch import Patch
from bot.server.patches.rule_index import index_of

logger = logging.getLogger("rasa.core.policies.rule_policy")
_LISTEN = "action_listen"
_AFTER_WORDS = {"prev_action": {"action_name": _LISTEN}}


def _make(original: Callable[..., Any]) -> Callable[..., Any]:
    def _find_action_from_rules(
        self: Any, tracker: Any, domain: Any, use_text_for_last_user_input: bool
    ) -> tuple[str | None, str | None, bool]:
        # A loop (a form) may overrule what is found; we have none.
        if tracker.active_loop_name or logger.isEnabledFor(logging.DEBUG):
            return original(self, tracker, domain, use_text_for_last_user_input)
        rules = self.lookup["rules"]
        if use_text_for_last_user_input:
            if tracker.latest_action_name != _LISTEN or not index_of(self, rules).candidates(_AFTER_WORDS):
                return None, None, False
            return original(self, tracker, domain, use_text_for_last_user_input)
        states = self._prediction_states(tracker, domain, False, rule_only_data=self._get_rule_only_data())
        found = max(self._get_possible_keys(rules, states), key=len, default="")
        return rules.get(found), found or self._create_feature_key(states), False

    return _find_action_from_rules


PATCH = Patch(
    "rasa.core.policies.rule_policy",
    "RulePolicy._find_action_from_rules",
    "a77245b5aae28ec3fef057ee8f2a6eea59e02b80e270deece3b1f5c272672165",
    _make,
)
