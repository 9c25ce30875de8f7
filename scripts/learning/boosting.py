"""Boosted trees over rows of signs (Friedman 2001, with the subsampling of Friedman 2002), as the bot reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.model_selection import GroupKFold

from bot.answers.learned.forest import Forest, forest_of

FOLDS = 5
NO_SIGN = -2  # scikit-learn's mark of a node without branches


@dataclass(frozen=True)
class Growth:
    """How trees are grown.

    Attributes:
        trees: how many.
        leaves: of one tree at most.
        rate: share of a tree's answer that is taken.
        rows_taken: share of the rows that a tree sees.
        signs_tried: share of the signs that a branch may ask about.
        least_in_leaf: rows.
        weight_of_right: of a row that is right against one that is not.
    """

    trees: int
    leaves: int
    rate: float
    rows_taken: float
    signs_tried: float
    least_in_leaf: int
    weight_of_right: float = 1.0


def learn(rows: np.ndarray, right: np.ndarray, growth: Growth) -> dict[str, Any]:
    """Returns trees that give right rows a high chance.

    Args:
        rows: float32, n x signs.
        right: bool, n.
        growth: how they are grown.

    Returns:
        {"base": …, "trees": [[node or leaf, …], …]}, as `bot.answers.learned.forest` reads it.
    """
    weights = np.where(right, growth.weight_of_right, 1.0)
    fitted = GradientBoostingClassifier(
        n_estimators=growth.trees,
        max_leaf_nodes=growth.leaves,
        max_depth=None,
        learning_rate=growth.rate,
        subsample=growth.rows_taken,
        max_features=growth.signs_tried,
        min_samples_leaf=growth.least_in_leaf,
        random_state=0,
    ).fit(rows, right, sample_weight=weights)
    prior = float(np.average(right, weights=weights))
    return {
        "base": round(float(np.log(prior / (1.0 - prior))), 6),
        "trees": [_nodes(stage[0].tree_, growth.rate) for stage in fitted.estimators_],
    }


def left_out(groups: Sequence[str], learned: Callable[[np.ndarray], dict[str, Any]]) -> Iterator[tuple[Forest, np.ndarray]]:
    """Yields, fold by fold, a forest that was learned without some groups, and the places of what is in these.

    Args:
        groups: of each example, the conversation that it belongs to; one is never torn apart.
        learned: learns from the examples at some places.
    """
    for others, held_out in GroupKFold(FOLDS).split(groups, groups=groups):
        yield forest_of(learned(others)), held_out


def _nodes(tree: Any, rate: float) -> list[list[float]]:
    nodes: list[list[float]] = []
    for number in range(tree.node_count):
        if tree.feature[number] == NO_SIGN:
            nodes.append([round(float(tree.value[number, 0, 0]) * rate, 5)])
        else:
            branches = (int(tree.children_left[number]), int(tree.children_right[number]))
            nodes.append([int(tree.feature[number]), float(np.float32(tree.threshold[number])), *branches])
    return nodes
