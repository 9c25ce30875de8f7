"""Fault: Rasa re-checks a constant schema on every action call (about 30 ms). Here it is compiled once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from bot.server.patches._patch import Patch


def _make(original: Callable[..., bool]) -> Callable[..., bool]:
    @lru_cache(maxsize=1)
    def validator() -> Any:
        from jsonschema.validators import validator_for
        from rasa.core.actions.action import RemoteAction

        schema = RemoteAction.action_response_format_spec()
        kind = validator_for(schema)
        kind.check_schema(schema)
        return kind(schema)

    def _validate_action_result(self: Any, result: dict[str, Any]) -> bool:
        if validator().is_valid(result):
            return True
        return original(self, result)  # raises, with Rasa's own words

    return _validate_action_result


PATCH = Patch(
    "rasa.core.actions.action",
    "RemoteAction._validate_action_result",
    "2fd08b8cf644390e5a8200e83f1afe9ccdeb1f0cf161aa3c4a8f19a24ead203f",
    _make,
)
