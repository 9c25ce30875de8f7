"""Calibration of the classifier and operating curve of the out-of-scope gate, both from training folds only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np

from bot.nlu.classifier import gate as gates
from bot.nlu.classifier.model import SentenceModel
from scripts.accuracy.comparison import auc

BINS = np.linspace(0.0, 1.0, 11)


@dataclass(frozen=True)
class TrainingRun:
    """What training saw of its own sentences, each predicted by a model that was trained without it.

    Attributes:
        confidence: the share of the first label (intent and topic).
        right: whether that label was the true one.
        intent_confidence: the summed share of the first intent.
        intent_right: whether that intent was the true one.
        chance_outside: of the gate.
        outside: whether the sentence is an example of what is outside.
        threshold: of the gate.
    """

    confidence: np.ndarray
    right: np.ndarray
    intent_confidence: np.ndarray
    intent_right: np.ndarray
    chance_outside: np.ndarray
    outside: np.ndarray
    threshold: float

    @property
    def kept_inside(self) -> float:
        """The share of sentences inside that pass the gate."""
        return float((self.chance_outside[~self.outside] <= self.threshold).mean())

    @property
    def caught_outside(self) -> float:
        """The share of sentences outside that the gate stops."""
        return float((self.chance_outside[self.outside] > self.threshold).mean())

    def figures(self) -> dict[str, Any]:
        """Returns the numbers as JSON can hold them."""
        return {
            "sentences": len(self.right),
            "labels_right": float(self.right.mean()),
            "calibration_error": calibration_error(self.confidence, self.right),
            "intents_right": float(self.intent_right.mean()),
            "intent_calibration_error": calibration_error(self.intent_confidence, self.intent_right),
            "gate_threshold": self.threshold,
            "kept_inside": self.kept_inside,
            "caught_outside": self.caught_outside,
            "gate_auc": auc(self.chance_outside, self.outside),
        }


def bins_of(confidence: np.ndarray) -> np.ndarray:
    """Returns the bin of each confidence, from 0."""
    return np.clip(np.digitize(confidence, BINS) - 1, 0, len(BINS) - 2)


def calibration_error(confidence: np.ndarray, right: np.ndarray) -> float:
    """Returns the expected calibration error: how far confidence and correctness lie apart, on average over the sentences."""
    bins = bins_of(confidence)
    gaps = [abs(right[bins == bin].mean() - confidence[bins == bin].mean()) * (bins == bin).mean() for bin in set(bins)]
    return float(sum(gaps))


def record_training(train: Callable[[], Any]) -> tuple[Any, TrainingRun]:
    """Lets our pipeline train, and keeps the held-out predictions that it makes on the way."""
    seen: dict[str, Any] = {}
    train_model, learn_gate = SentenceModel.train, gates.learn

    def recorded_model(sentences: Any, labels: Any, *rest: Any, **named: Any) -> Any:
        model, held_out = train_model(sentences, labels, *rest, **named)
        seen.update(model=model, held_out=held_out, labels=[labels[row] for row in held_out.rows])
        return model, held_out

    def recorded_gate(values: np.ndarray, outside: np.ndarray, *rest: Any, **named: Any) -> Any:
        gate = learn_gate(values, outside, *rest, **named)
        seen.update(gate=gate, chance=gate.chance_outside(values), outside=np.asarray(outside, dtype=bool))
        return gate

    with mock.patch.object(SentenceModel, "train", recorded_model), mock.patch.object(gates, "learn", recorded_gate):
        trained = train()
    labels = seen["model"].labels
    intents = sorted({label.intent for label in labels})
    shares = seen["held_out"].prediction.shares
    by_intent = shares @ np.asarray([[label.intent == intent for intent in intents] for label in labels], dtype=float)
    column = {label: number for number, label in enumerate(labels)}
    true = np.asarray([column[label] for label in seen["labels"]])
    true_intent = np.asarray([intents.index(label.intent) for label in seen["labels"]])
    run = TrainingRun(
        confidence=shares.max(axis=1),
        right=shares.argmax(axis=1) == true,
        intent_confidence=by_intent.max(axis=1),
        intent_right=by_intent.argmax(axis=1) == true_intent,
        chance_outside=seen["chance"],
        outside=seen["outside"],
        threshold=seen["gate"].threshold,
    )
    return trained, run


def draw(run: TrainingRun, folder: Path) -> None:
    """Writes calibration.png and gate.png."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot as plt

    plt.rcParams.update({"font.size": 10, "axes.spines.top": False, "axes.spines.right": False, "savefig.dpi": 110})
    folder.mkdir(parents=True, exist_ok=True)
    _draw_calibration(plt, run, folder / "calibration.png")
    _draw_gate(plt, run, folder / "gate.png")


def _draw_calibration(plt: Any, run: TrainingRun, path: Path) -> None:
    figure, (top, bottom) = plt.subplots(
        2, 1, figsize=(5.5, 6), sharex=True, gridspec_kw={"height_ratios": [3, 1]}, constrained_layout=True
    )
    top.plot([0, 1], [0, 1], color="#888888", linestyle="--", linewidth=1, label="perfectly calibrated")
    for name, confidence, right, colour in (
        ("intent and topic", run.confidence, run.right, "#0b5394"),
        ("intent", run.intent_confidence, run.intent_right, "#e69138"),
    ):
        bins = bins_of(confidence)
        filled = [bin for bin in range(len(BINS) - 1) if (bins == bin).sum() >= 10]
        top.plot(
            [confidence[bins == bin].mean() for bin in filled],
            [right[bins == bin].mean() for bin in filled],
            marker="o",
            color=colour,
            label=f"{name} (error {calibration_error(confidence, right):.3f})",
        )
    top.set(ylabel="share right", xlim=(0, 1), ylim=(0, 1.01), title=f"Leave-one-out, {len(run.right)} of the training sentences")
    top.legend(loc="upper left", frameon=False)
    bottom.hist(run.confidence, bins=BINS, color="#9fc5e8", edgecolor="white")
    bottom.set(xlabel="confidence of the first", ylabel="sentences")
    figure.savefig(path)
    plt.close(figure)


def _draw_gate(plt: Any, run: TrainingRun, path: Path) -> None:
    figure, axes = plt.subplots(figsize=(5.5, 4.5), constrained_layout=True)
    thresholds = np.unique(np.concatenate([[-1.0, 2.0], run.chance_outside]))
    refused_inside = [(run.chance_outside[~run.outside] > threshold).mean() for threshold in thresholds]
    caught = [(run.chance_outside[run.outside] > threshold).mean() for threshold in thresholds]
    axes.plot(refused_inside, caught, color="#0b5394")
    axes.plot([1 - run.kept_inside], [run.caught_outside], marker="o", color="#cc0000", linestyle="none")
    axes.annotate(
        f"threshold {run.threshold:.2f}:\n{100 * run.caught_outside:.1f} % caught,\n{100 * (1 - run.kept_inside):.1f} % refused needlessly",
        (1 - run.kept_inside, run.caught_outside),
        (0.12, 0.55),
        arrowprops={"arrowstyle": "-", "color": "#888888"},
    )
    axes.set(
        xlabel="questions inside that are refused",
        ylabel="questions outside that are caught",
        xlim=(0, 0.5),
        ylim=(0, 1.01),
        title="Out-of-scope gate, held-out training sentences",
    )
    figure.savefig(path)
    plt.close(figure)
