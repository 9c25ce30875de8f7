"""Fault: the policy that remembers stories copies all states deeply for a log line that nobody sees."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from bot.server.patches._patch import Patch

logger = logging.getLogger("rasa.core.policies.memoization")


def _make(original: Callable[..., Any]) -> Callable[..., Any]:
    def predict_action_probabilities(self: Any, tracker: Any, domain: Any, rule_only_data: Any = None, **more: Any) -> Any:
        if logger.isEnabledFor(logging.DEBUG):
            return original(self, tracker, domain, rule_only_data, **more)
        states = self._prediction_states(tracker, domain, rule_only_data=rule_only_data)
        action = self.recall(states, tracker, domain, rule_only_data=rule_only_data)
        return self._prediction(self._default_predictions(domain) if action is None else self._prediction_result(action, tracker, domain))

    return predict_action_probabilities


PATCH = Patch(
    "rasa.core.policies.memoization",
    "MemoizationPolicy.predict_action_probabilities",
    "1a00244ff6e3756479d59ce0947e78f722363b74c7534bcb7b9a8c3fc9e728a1",
    _make,
)
