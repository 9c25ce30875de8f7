"""Rasa's known faults, one file each (docs: shared/reference/rasa-ops.md). Importing this imports nothing of Rasa's."""

from __future__ import annotations

from bot.server.patches import (
    action_connection,
    action_endpoint,
    action_replies,
    action_request,
    action_result,
    blank_lines,
    conversation_context,
    counted_intents,
    event_types,
    graph_run,
    model_path,
    payloads,
    rule_keys,
    shell_stream,
    stores_alone,
    turns_at_once,
    urgent_alone,
)

PATCHES = tuple(
    module.PATCH
    for module in (
        action_connection,
        action_endpoint,
        action_replies,
        action_request,
        action_result,
        blank_lines,
        conversation_context,
        counted_intents,
        event_types,
        graph_run,
        model_path,
        payloads,
        rule_keys,
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
