"""Learns which topic a message after an answer is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from bot.answers.catalogue import Catalogue
from bot.answers.follow_ups import signs
from bot.answers.follow_ups.candidates import candidates
from bot.answers.follow_ups.talk import Talk
from bot.answers.following import topic_of
from bot.answers.resolve import resolve
from scripts.learning.boosting import Growth, learn, left_out
from scripts.learning.walk import Step

# Chosen by cross-validation over whole conversations: deeper trees gained nothing, fewer lost a point; many slow ones vary less.
GROWTH = Growth(trees=400, leaves=12, rate=0.04, rows_taken=0.5, signs_tried=0.25, least_in_leaf=20)


@dataclass(frozen=True)
class Example:
    """One message after an answer.

    Attributes:
        dialogue: id of the conversation.
        rows: the signs of each topic to choose from, float32.
        right: whether each is accepted; at least one is.
    """

    dialogue: str
    rows: np.ndarray
    right: np.ndarray


def examples_of(steps: Iterable[Step], catalogue: Catalogue) -> Iterator[Example]:
    """Yields an example for each message after an answer."""
    for step in steps:
        if step.labels is None or not step.context.topics:
            continue
        alone = resolve(step.said, replace(step.context, topics=(), trail=(), named=(), options=()), catalogue)
        talk = Talk(step.said, step.context, catalogue, topic_of(alone))
        topics = candidates(talk)
        accepted = {topic for part in step.labels.parts for topic in part}
        right = np.asarray([topic in accepted for topic in topics])
        if right.any():
            yield Example(step.dialogue, np.asarray(signs.rows(talk, topics), dtype=np.float32), right)


def learn_choice(examples: Sequence[Example]) -> dict[str, Any]:
    """Returns the trees."""
    rows, right = (np.concatenate([getattr(example, name) for example in examples]) for name in ("rows", "right"))
    return learn(rows, right, GROWTH)


def share_right(examples: Sequence[Example]) -> float:
    """Returns how often the choice is right in conversations that it was not learned from (cross-validation, 0 to 1)."""
    right = [
        examples[place].right[int(forest.chances(examples[place].rows).argmax())]
        for forest, held_out in left_out(
            [example.dialogue for example in examples], lambda places: learn_choice([examples[place] for place in places])
        )
        for place in held_out
    ]
    return float(np.mean(right))
