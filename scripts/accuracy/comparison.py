"""Our pipeline beside others, on the same training data and the same held-out questions: the intent, and what is out of scope."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from bot.evaluation.cases import Question
from bot.evaluation.intervals import Share
from bot.evaluation.report import as_row
from scripts.accuracy import pipelines
from scripts.accuracy.intents import FALLBACK, OUTSIDE, RightIntents

_WORDS = {"name": "CountVectorsFeaturizer"}
_CHARACTERS = {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4}
_FALLBACK = {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1}  # as `rasa init` writes it
DIET_EPOCHS = 6  # ten minutes on two busy cores

PIPELINES: dict[str, list[dict[str, Any]]] = {
    "MiniLM vectors, stock LogisticRegressionClassifier": [
        {"name": "WhitespaceTokenizer"},
        {"name": "bot.nlu.sentence_featurizer.SentenceFeaturizer"},
        {"name": "LogisticRegressionClassifier"},
        _FALLBACK,
    ],
    "Word and character counts, stock LogisticRegressionClassifier": [
        {"name": "WhitespaceTokenizer"},
        _WORDS,
        _CHARACTERS,
        {"name": "LogisticRegressionClassifier"},
        _FALLBACK,
    ],
    f"Stock DIET of `rasa init`, {DIET_EPOCHS} epochs": [
        {"name": "WhitespaceTokenizer"},
        {"name": "RegexFeaturizer"},
        {"name": "LexicalSyntacticFeaturizer"},
        _WORDS,
        _CHARACTERS,
        {"name": "DIETClassifier", "epochs": DIET_EPOCHS, "constrain_similarities": True, "entity_recognition": False, "random_seed": 1},
        _FALLBACK,
    ],
}


def measure(pipeline: Sequence[dict[str, Any]], questions: Sequence[Question]) -> dict[str, Any]:
    """Trains a pipeline and returns its figures."""
    return figures(pipelines.train(pipeline, pipelines.training_data()), questions)


def figures(trained: pipelines.TrainedPipeline, questions: Sequence[Question]) -> dict[str, Any]:
    """Returns the figures of a trained pipeline."""
    right_intents = RightIntents(pipelines.training_data())
    inside, outside, scores, truths = [], [], [], []
    for question in questions:
        parsed = trained.parse(question.text)
        is_outside = question.set == "oos"
        (outside if is_outside else inside).append((parsed["intent"] or {}).get("name") in right_intents.of(question.labels))
        scores.append(_chance_outside(parsed))
        truths.append(is_outside)
    return {
        "inside": as_row(Share.of(inside)),
        "outside": as_row(Share.of(outside)),
        "auc": auc(np.asarray(scores), np.asarray(truths)),
    }


def _chance_outside(parsed: dict[str, Any]) -> float:
    """Returns our gate's chance, or what a stock classifier offers for one: how little it believes in its best intent inside."""
    if "chance_outside" in parsed:
        return float(parsed["chance_outside"])
    ranking = parsed["intent_ranking"]
    return 1.0 - max((item["confidence"] for item in ranking if item["name"] not in (OUTSIDE, FALLBACK)), default=0.0)


def auc(scores: np.ndarray, truths: np.ndarray) -> float:
    """Returns the chance that a true one scores above a false one (area under the ROC curve); equal scores count half."""
    true, false = scores[truths], np.sort(scores[~truths])
    if not len(true) or not len(false):
        return float("nan")
    below, up_to = np.searchsorted(false, true, "left"), np.searchsorted(false, true, "right")
    return float((below + up_to).mean() / 2 / len(false))
