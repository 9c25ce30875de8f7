"""The kinds of topics as numbers, as what was learned knows them."""

from __future__ import annotations

from bot.answers.catalogue import group

# A new one goes to the end: the numbers stand in the learned files.
KINDS = ("overview", "mechanism", "cause", "relief", "prevention", "supplement", "diet", "medication", "glossary", "evidence", "safety")


def kind_of(topic: str) -> int:
    """Returns the number of a topic's kind; one more than the last for what is no topic."""
    return KINDS.index(group(topic)) if group(topic) in KINDS else len(KINDS)
