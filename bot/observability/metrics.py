"""What is counted, in Prometheus's terms. Labels come from short lists of ours, never from what a client sends."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

# Seconds: from what a turn takes by itself (about 0.02) to what an action may take (4) and a full queue makes of it.
_SECONDS = (0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.5, 1, 2, 4, 8, 15)
CHANNELS = frozenset(["rest", "web", "telegram", "cmdline"])

TURNS = Counter("bot_turns", "Messages by how they ended", ["channel", "outcome"])
TURN_SECONDS = Histogram("bot_turn_seconds", "From a message to its whole answer", ["channel"], buckets=_SECONDS)
TURNS_INSIDE = Gauge("bot_turns_inside", "Messages accepted and not yet answered")
INTENTS = Counter("bot_intents", "Messages by the intent that was understood", ["intent"])
FALLBACKS = Counter("bot_fallbacks", "Answers that say the bot does not know, or ask which was meant", ["kind"])
EMERGENCIES = Counter("bot_emergencies", "Answers to signs of an emergency", ["channel"])
FEEDBACK = Counter("bot_feedback", "Ratings of answers", ["channel", "rating"])
ACTION_ERRORS = Counter("bot_action_errors", "Actions that ended in an apology, by the error", ["action", "error"])
STORE_ERRORS = Counter("bot_store_errors", "Turns that failed because a store did", ["store"])
READY = Gauge("bot_ready", "1 while the process answers as it should")
DEPENDENCY = Gauge("bot_answers_with_facts", "1 while answers from the knowledge base come back")
ACTION_SECONDS = Histogram("action_seconds", "A custom action in the action server", ["action", "outcome"], buckets=_SECONDS)

_KINDS = {"out-of-scope": "out_of_scope", "clarify": "clarify"}


def channel_label(channel: str) -> str:
    """Returns a channel's name, or `other`: REST clients may name channels as they like."""
    return channel if channel in CHANNELS else "other"


def count_turn(channel: str, outcome: str, seconds: float, topics: list[str]) -> None:
    """Counts one turn.

    Args:
        channel: where the message came in.
        outcome: how it ended: answered, apology, busy.
        seconds: how long it took.
        topics: of everything that was said.
    """
    label = channel_label(channel)
    TURNS.labels(label, outcome).inc()
    TURN_SECONDS.labels(label).observe(seconds)
    for topic, kind in _KINDS.items():
        if topic in topics:
            FALLBACKS.labels(kind).inc()
    if "safety/emergency" in topics:
        EMERGENCIES.labels(label).inc()
