"""Decides whether a sentence is about anything that the training data covers.

A classifier's confidence alone cannot tell (Larson et al. 2019): it must choose one of its classes. The gate weighs several signs in a
small logistic regression, learned from held-out predictions of the training sentences, so no sentence judges itself.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from bot.nlu.classifier.model import Label, LabelPrediction

SIGNS = ("odds_outside", "share_best", "similarity_inside", "similarity_outside", "similarity_gap", "named_inside", "named_outside")
LEAST_SHARE = 1e-3  # shares nearer to nothing or all than this are the same
# Without examples of what is outside, a sentence counts as outside when it is less like the training data than all but this share of it.
UNSEEN_QUANTILE = 0.002


def outside_columns(labels: Sequence[Label], outside_intents: Collection[str]) -> np.ndarray:
    """Returns which labels stand for everything else, boolean."""
    return np.asarray([label.intent in outside_intents for label in labels])


def signs(prediction: LabelPrediction, outside: np.ndarray, named: np.ndarray) -> np.ndarray:
    """Returns the signs of n sentences, n x len(SIGNS).

    Args:
        prediction: of the classifier.
        outside: which of its columns stand for everything else, see `outside_columns`.
        named: n x 2, how many covered and how many other things the sentence names.
    """
    none = np.zeros(len(prediction.shares))
    inside_shares, inside_similarity = prediction.shares[:, ~outside], prediction.similarity[:, ~outside]
    similarity_outside = prediction.similarity[:, outside].max(axis=1) if outside.any() else none
    similarity_inside = inside_similarity.max(axis=1)
    return np.column_stack(
        [
            _log_odds(prediction.shares[:, outside].sum(axis=1)),
            inside_shares.max(axis=1),
            similarity_inside,
            similarity_outside,
            similarity_inside - similarity_outside,
            np.minimum(named[:, 0], 2),
            np.minimum(named[:, 1], 2),
        ]
    )


def _log_odds(shares: np.ndarray) -> np.ndarray:
    """Returns how surely shares speak for a thing, about -7 to 7.

    A share of 0.01 speaks far more strongly against it than one of 0.1. The bare shares hide that: with them the gate trusted the nearest
    sentence instead, and "does magnesium help" lies beside "does zinc help".
    """
    return np.log((shares + LEAST_SHARE) / (1.0 - shares + LEAST_SHARE))


@dataclass(frozen=True)
class Gate:
    """A trained gate.

    Attributes:
        weights: one for each sign.
        bias: added to the weighted sum.
        threshold: chance of being outside, from which on a sentence is refused.
    """

    weights: tuple[float, ...]
    bias: float
    threshold: float

    def chance_outside(self, values: np.ndarray) -> np.ndarray:
        """Returns the chance that each sentence is outside, from its signs (n x len(SIGNS))."""
        return 1.0 / (1.0 + np.exp(-(values @ np.asarray(self.weights) + self.bias)))


def learn(values: np.ndarray, outside: np.ndarray, keep_inside: float) -> Gate:
    """Learns a gate.

    Args:
        values: held-out signs of the training sentences.
        outside: which of them are outside, boolean.
        keep_inside: the share of inside sentences that must pass; sets the threshold.

    Returns:
        A gate; one that looks only at similarity where the data has no example of the outside.
    """
    if outside.sum() < 20:
        limit = float(np.quantile(values[:, SIGNS.index("similarity_inside")], UNSEEN_QUANTILE))
        weights = [0.0] * len(SIGNS)
        weights[SIGNS.index("similarity_inside")] = -20.0
        return Gate(tuple(weights), 20.0 * limit, 0.5)
    # Only training needs scikit-learn; a running bot does not load it.
    from sklearn.linear_model import LogisticRegression

    learned = LogisticRegression(C=10.0, class_weight="balanced", max_iter=1000).fit(values, outside)
    gate = Gate(tuple(map(float, learned.coef_[0])), float(learned.intercept_[0]), 0.5)
    threshold = float(np.quantile(gate.chance_outside(values[~outside]), keep_inside))
    return Gate(gate.weights, gate.bias, threshold)
