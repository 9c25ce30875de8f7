"""Adds verdicts up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.evaluation.asking import LATER_TURNS, Verdict
from bot.evaluation.intervals import Share
from bot.evaluation.labels import CLARIFY

IN = "in"


@dataclass(frozen=True)
class Confusion:
    """What was wanted, what came first instead, and where."""

    wanted: str
    got: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Score:
    """All of a run.

    Attributes:
        sets: right answers by set; dialogues count as two sets, first turns and later turns.
        notes: right answers by the questions' notes.
        topics: right answers of set `in` by topic. A question counts once for each of its parts, for the topic named first there.
        macro: the mean of `topics`, every topic weighing the same; None without set `in`.
        clarified: answers that ask which topic was meant, by set.
        cautions: of the messages that owe a caution, those that carry it.
        confusions: of wrong answers, the most frequent first.
    """

    sets: dict[str, Share]
    notes: dict[str, Share]
    topics: dict[str, Share]
    macro: float | None
    clarified: dict[str, Share]
    cautions: Share
    confusions: tuple[Confusion, ...]


def score(verdicts: Sequence[Verdict]) -> Score:
    """Adds up."""
    topics = shares((topic, verdict.right) for verdict in verdicts if verdict.set == IN for topic in _topics_of(verdict))
    return Score(
        sets=shares((verdict.set, verdict.right) for verdict in verdicts),
        notes=shares((verdict.note, verdict.right) for verdict in verdicts if verdict.note),
        topics=dict(sorted(topics.items())),
        macro=float(np.mean([share.value for share in topics.values()])) if topics else None,
        clarified=shares((verdict.set, verdict.first == CLARIFY) for verdict in verdicts),
        cautions=Share(sum(verdict.cautions.right for verdict in verdicts), sum(verdict.cautions.total for verdict in verdicts)),
        confusions=_confusions(verdicts),
    )


def shares(pairs: Iterable[tuple[str, bool]]) -> dict[str, Share]:
    """Returns the share of true values for each name, in the order in which the names first come."""
    values: dict[str, list[bool]] = defaultdict(list)
    for name, value in pairs:
        values[name].append(value)
    return {name: Share.of(of_name) for name, of_name in values.items()}


def _topics_of(verdict: Verdict) -> list[str]:
    return list(dict.fromkeys(part[0] for part in verdict.labels.parts))


def _confusions(verdicts: Sequence[Verdict]) -> tuple[Confusion, ...]:
    wrong: dict[tuple[str, str], list[str]] = defaultdict(list)
    for verdict in verdicts:
        if not verdict.right:
            # Of a question with several parts only what was left out is of interest.
            missed = [part[0] for part in verdict.labels.parts if len(verdict.labels.parts) == 1 or not set(part) & set(verdict.topics)]
            wrong["+".join(missed), verdict.first].append(verdict.id)
    counts = Counter({pair: len(ids) for pair, ids in wrong.items()})
    return tuple(Confusion(*pair, tuple(wrong[pair])) for pair, _ in counts.most_common())


def later_turns(result: Score) -> Share:
    """Returns the share of later turns that were right."""
    return result.sets.get(LATER_TURNS, Share(0, 0))
