"""What each part of our own pipeline is worth: the share of right answers, judged as by `make evaluate`, when it is taken out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from bot.evaluation.asking import Asker, Verdict
from bot.evaluation.cases import Question
from bot.evaluation.report import as_row
from bot.evaluation.score import score
from scripts.accuracy.local_bot import LocalBot, Parse
from scripts.accuracy.pipelines import TrainedPipeline, changed, our_pipeline, train, training_data, without

CLASSIFIER = "SentenceClassifier"
# So small that exp(s * (cosine - 1)) is a straight line; n-gram weight and ridge shrink with it, so that only the form changes.
STRAIGHT = 0.05


def pipelines_to_train(defaults: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Returns the variants that must be trained, by name; `defaults` are the classifier's settings."""
    ours = our_pipeline()
    shrunk = STRAIGHT / defaults["sharpness"]
    straight = {"sharpness": STRAIGHT, "spelling": defaults["spelling"] * shrunk, "penalty": defaults["penalty"] * shrunk}
    return {
        "without character n-grams": changed(ours, CLASSIFIER, spelling=1e-6),
        "with a linear kernel": changed(ours, CLASSIFIER, **straight),
        "without the out-of-scope gate": changed(ours, CLASSIFIER, keep_inside=1.0),
        "without spelling correction": without(ours, "SpellingCorrector"),
    }


def parses_without(ours: TrainedPipeline) -> dict[str, Parse]:
    """Returns the variants that only leave something out of our own pipeline's understanding, by name."""
    return {
        "without the cross-check by names": _dropping(ours.parse, lambda parsed: {**parsed, "entities": _unnamed(parsed)}),
        "without splitting into questions": _dropping(ours.parse, lambda parsed: {**parsed, "questions": parsed.get("questions", [])[:1]}),
    }


def _unnamed(parsed: dict[str, Any]) -> list[dict[str, Any]]:
    return [entity for entity in parsed["entities"] if entity["entity"] != "name"]


def _dropping(parse: Parse, drop: Callable[[dict[str, Any]], dict[str, Any]]) -> Parse:
    return lambda text: drop(dict(parse(text)))


def figures(parse: Parse, questions: Sequence[Question], database_url: str) -> dict[str, Any]:
    """Returns the shares of right answers by set, and the mean over topics."""
    verdicts: list[Verdict] = Asker(LocalBot(parse, database_url), {}).questions(questions)
    result = score(verdicts)
    return {"macro": result.macro, **{name: as_row(share) for name, share in result.sets.items()}}


def trained_variant(pipeline: list[dict[str, Any]]) -> TrainedPipeline:
    """Trains a variant on the project's data."""
    return train(pipeline, training_data())
