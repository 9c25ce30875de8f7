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
    empty_domain,
    event_types,
    graph_run,
    model_path,
    payloads,
    rule_index,
    rule_keys,
    rule_search,
    shell_stream,
    states_kept,
    stores_alone,
    tracker_copy,
    turns_at_once,
    unseen_logs,
    urgent_alone,
)

_MODULES = (
    action_connection,
    action_endpoint,
    action_replies,
    action_request,
    action_result,
    blank_lines,
    conversation_context,
    counted_intents,
    empty_domain,
    event_types,
    graph_run,
    model_path,
    payloads,
    rule_index,
    rule_keys,
    rule_search,
    shell_stream,
    states_kept,
    stores_alone,
    tracker_copy,
    turns_at_once,
    unseen_logs,
    urgent_alone,
)
# A fault that sits in two functions has two patches.
PATCHES = tuple(patch for module in _MODULES for patch in getattr(module, "PATCHES", None) or (module.PATCH,))


def install_all() -> None:
    """Contains the faults in this process. May be called at any time and more than once."""
    for patch in PATCHES:
        patch.install()
