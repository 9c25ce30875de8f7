"""Rasa's known faults, one file each (docs: shared/reference/rasa-ops.md). Importing this imports nothing of Rasa's."""

from __future__ import annotations

from bot.server.patches import (
    action_endpoint,
    action_replies,
    action_result,
    blank_lines,
    conversation_context,
    counted_intents,
    event_types,
    model_path,
    payloads,
    shell_stream,
    stores_alone,
    turns_at_once,
    urgent_alone,
)

PATCHES = tuple(
    module.PATCH
    for module in (
        action_endpoint,
        action_replies,
        action_result,
        blank_lines,
        conversation_context,
        counted_intents,
        event_types,
        model_path,
        payloads,
        shell_stream,
        stores_alone,
        turns_at_once,
        urgent_alone,
    )
)


def install_all() -> None:
    """Contains the faults in this process. May be called at any time and more than once."""
    for patch in PATCHES:
        patch.install()
