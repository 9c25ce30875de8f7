"""Fault: Rasa re-checks a constant schema on every action call (about 30 ms). Here it is compiled once.

What nearly every answer is, texts and slots, is seen without it: the schema compares each event with 23 kinds of them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from bot.server.patches._patch import Patch


def is_plain(result: Any) -> bool:
    """Returns whether an answer holds only responses and well-formed slots, which the schema allows."""
    if not isinstance(result, dict):
        return False
    events, responses = result.get("events", []), result.get("responses", [])
    return (
        isinstance(events, list)
        and isinstance(responses, list)
        and all(isinstance(response, dict) for response in responses)
        and all(isinstance(event, dict) and _is_slot(event) for event in events)
    )


def _is_slot(event: dict[str, Any]) -> bool:
    return (
        event.get("event") == "slot"
        and isinstance(event.get("name"), str)
        and "value" in event
        and (event.get("timestamp") is None or type(event["timestamp"]) in (int, float))
        and (event.get("metadata") is None or isinstance(event["metadata"], dict))
    )


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
        if is_plain(result) or validator().is_valid(result):
            return True
        return original(self, result)  # raises, with Rasa's own words

    return _validate_action_result


PATCH = Patch(
    "rasa.core.actions.action",
    "RemoteAction._validate_action_result",
    "2fd08b8cf644390e5a8200e83f1afe9ccdeb1f0cf161aa3c4a8f19a24ead203f",
    _make,
)
