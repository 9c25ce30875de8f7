"""Learns whether a message wants what only a professional decides."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from bot.answers.catalogue import Catalogue
from bot.answers.declining import signs
from bot.answers.declining.rules import decline_if_fishing
from bot.answers.declining.verdict import HALF
from bot.answers.resolve import resolve
from bot.answers.turn import EMERGENCY, PERSONAL_ADVICE
from bot.evaluation.cases import Dialogue, Turn
from bot.evaluation.labels import Labels, parse_labels
from scripts.learning.boosting import Growth, learn, left_out
from scripts.learning.digest import PLAIN_QUESTIONS, REFUSALS
from scripts.learning.walk import Step

# A miss counts as three answers that decline for nothing: the one may harm, the other annoys.
GROWTH = Growth(trees=300, leaves=8, rate=0.04, rows_taken=0.5, signs_tried=0.3, least_in_leaf=15, weight_of_right=3.0)
DECLINED, PLAIN = parse_labels(PERSONAL_ADVICE), parse_labels("any")


@dataclass(frozen=True)
class Example:
    """One message: its conversation, its signs, and whether it is to be declined."""

    dialogue: str
    row: list[float]
    declined: bool


def pressing_talks() -> list[Dialogue]:
    """Returns the conversations of which only the last message is judged: declined in one file, not in the other."""
    return [*_ending(REFUSALS, DECLINED), *_ending(PLAIN_QUESTIONS, PLAIN)]


def _ending(path: Path, labels: Labels) -> Iterator[Dialogue]:
    for line in path.read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        turns = [Turn(text, None) for text in raw["turns"]]
        yield Dialogue(f"{path.stem}-{raw['id']}", (*turns[:-1], replace(turns[-1], labels=labels)))


def examples_of(steps: Iterable[Step], catalogue: Catalogue) -> Iterator[Example]:
    """Yields an example for each message of which a judge is sure whether it is to be declined."""
    for step in steps:
        wanted = _wanted(step.labels)
        if wanted is None:
            continue
        plain = resolve(step.said, step.context, catalogue)
        case = signs.Case(step.said, step.context, catalogue, plain, decline_if_fishing(plain, step.said, step.context))
        yield Example(step.dialogue, signs.row(case), wanted)


def _wanted(labels: Labels | None) -> bool | None:
    if labels is None:
        return None
    accepted = {topic for part in labels.parts for topic in part}
    if (PERSONAL_ADVICE,) in labels.parts:
        return True
    return None if accepted & {PERSONAL_ADVICE, EMERGENCY} else False


def learn_verdict(examples: Sequence[Example]) -> dict[str, Any]:
    """Returns the trees."""
    return learn(_rows(examples), _declined(examples), GROWTH)


def shares_right(examples: Sequence[Example]) -> tuple[float, float]:
    """Returns, by cross-validation, what share of those to be declined is, and what share of the others is not (0 to 1)."""
    chances = np.zeros(len(examples))
    dialogues = [example.dialogue for example in examples]
    for forest, held_out in left_out(dialogues, lambda places: learn_verdict([examples[place] for place in places])):
        chances[held_out] = forest.chances(_rows([examples[place] for place in held_out]))
    declined = _declined(examples)
    return float(np.mean(chances[declined] >= HALF)), float(np.mean(chances[~declined] < HALF))


def _rows(examples: Sequence[Example]) -> np.ndarray:
    return np.asarray([example.row for example in examples], dtype=np.float32)


def _declined(examples: Sequence[Example]) -> np.ndarray:
    return np.asarray([example.declined for example in examples])
