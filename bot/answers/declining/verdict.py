"""Whether an answer declines first: the rules over wordings propose, a verdict learned from labelled messages decides."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from bot.answers.catalogue import Catalogue
from bot.answers.decision import Answer, Decision
from bot.answers.declining import signs
from bot.answers.declining.rules import decline_if_fishing
from bot.answers.declining.signs import Case
from bot.answers.learned.forest import Forest, forest_of, read_learned
from bot.answers.understanding import Context, Understanding

LEARNED_FILE = Path(__file__).with_name("verdict.json")
HALF = 0.5  # chance from which a message is declined; what a miss costs was weighed when it was learned


def with_verdict(decision: Decision, understanding: Understanding, context: Context, catalogue: Catalogue) -> Decision:
    """Returns the decision, made to decline first where a professional must decide, and only there.

    Args:
        decision: what was decided from intent and topics.
        understanding: of the message.
        context: of the session.
        catalogue: the topics there are.

    Raises:
        ForestError: if the learned file is not usable.
    """
    ruled = decline_if_fishing(decision, understanding, context)
    if understanding.tapped or not isinstance(ruled, Answer):
        return ruled
    if wants_a_professional(Case(understanding, context, catalogue, decision, ruled)):
        return replace(ruled, advice=True)
    return replace(decision, advice=False) if isinstance(decision, Answer) else decision


def wants_a_professional(case: Case) -> bool:
    """Whether a message wants a decision for one person: a dose, leave, a diagnosis, odds, reassurance."""
    return float(_forest().chances([signs.row(case)])[0]) >= HALF


@lru_cache(maxsize=1)
def _forest() -> Forest:
    return forest_of(read_learned(LEARNED_FILE, signs.NAMES))
