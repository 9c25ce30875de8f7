"""The trained classifier: sentence in, shares of the labels out, with the nearest training sentences beside them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file

from bot.nlu.char_ngrams import CharNgrams
from bot.nlu.classifier import alarm_column, ridge
from bot.nlu.classifier.calibration import Calibration, calibrate
from bot.nlu.classifier.kernel import KernelWeights, LinearWeights, SentenceKernel, blocks
from bot.nlu.classifier.neighbours import Neighbours
from bot.nlu.classifier.scaler import Scaler
from bot.nlu.classifier.sign_table import SignTable
from bot.nlu.classifier.weight_table import WeightTable
from bot.nlu.classifier.whole_numbers import WholeMatrix

ARRAYS_FILE = "classifier.safetensors"
NAMES_FILE = "classifier.json"
NEIGHBOURS_FILE = "neighbours.onnx"
WEIGHTS_FILE = "weights.onnx"
# Of so many sentences, spread over all labels, the held-out predictions are made; calibration and gate learn from them.
MOST_HELD_OUT = 5_000


@dataclass(frozen=True)
class Label:
    """What a training sentence stands for: an intent and, where the data names one, a topic."""

    intent: str
    topic: str | None = None


@dataclass(frozen=True)
class LabelPrediction:
    """What the classifier takes n sentences for.

    Attributes:
        shares: n x labels, each row adds up to one.
        similarity: n x labels, cosine of the nearest training sentence of each label.
    """

    shares: np.ndarray
    similarity: np.ndarray


@dataclass(frozen=True)
class Prediction(LabelPrediction):
    """The classifier's whole view of n sentences.

    Attributes:
        alarm: n, the score for the alarm's intent against everything else: about 1 where it is meant, about 0 where it is not. It is no
            share: the intent competes with nothing. 0 where no sentence has that intent.
    """

    alarm: np.ndarray


@dataclass(frozen=True)
class HeldOut:
    """Predictions for training sentences by a model trained without each.

    Attributes:
        rows: s, which of the sentences given.
        prediction: of them, in that order.
    """

    rows: np.ndarray
    prediction: LabelPrediction


@dataclass(frozen=True)
class Sentences:
    """Sentences as they come: n texts, their vectors (n x d) as the encoder gave them, and the signs that were seen in each."""

    texts: Sequence[str]
    vectors: np.ndarray
    signs: Sequence[Sequence[str]]

    def of(self, rows: np.ndarray) -> Sentences:
        """Returns some of them."""
        return Sentences([self.texts[row] for row in rows], self.vectors[rows], [self.signs[row] for row in rows])

    def and_then(self, others: Sentences) -> Sentences:
        """Returns these and then others."""
        if not others.texts:
            return self
        return Sentences([*self.texts, *others.texts], np.concatenate([self.vectors, others.vectors]), [*self.signs, *others.signs])


@dataclass(frozen=True)
class AlarmData:
    """What the alarm learns from beside the labelled sentences.

    Attributes:
        intent: the intent that gets a score of its own against everything else.
        sentences: for that score alone; they are of no label.
        rings: which of these are of the intent, boolean.
    """

    intent: str | None
    sentences: Sentences
    rings: np.ndarray


class SentenceModel:
    """Kernel ridge over labels, with calibrated shares, and over one intent of its own, the alarm's, with the signs as well."""

    def __init__(
        self,
        kernel: SentenceKernel,
        labels: Sequence[Label],
        neighbours: Neighbours,
        weights: WeightTable,
        alarm: np.ndarray,
        linear: LinearWeights,
        rows: np.ndarray,
        calibration: Calibration,
    ) -> None:
        """Takes what training found.

        Args:
            kernel: compares sentences.
            labels: in the order of the columns.
            neighbours: the vectors of the n training sentences, those of one label together, then of the alarm's own sentences.
            weights: of the n training sentences for each label.
            alarm: float32, weights of all these sentences for the alarm.
            linear: the linear parts of the kernel.
            rows: int32, the number of the label of each training sentence, n, ascending.
            calibration: how scores become shares.
        """
        self.kernel = kernel
        self.labels = tuple(labels)
        self.calibration = calibration
        self._neighbours = neighbours
        self._weights = weights
        self._alarm = alarm
        self._linear = linear
        self._rows = rows
        self._starts = np.searchsorted(rows, np.arange(len(self.labels)))

    @classmethod
    def train(
        cls, sentences: Sentences, labels: Sequence[Label], weights: KernelWeights, penalty: float, alarm: AlarmData | None = None
    ) -> tuple[SentenceModel, HeldOut]:
        """Trains.

        Args:
            sentences: n.
            labels: of each.
            weights: of the kernel.
            penalty: of the ridge.
            alarm: the intent that gets a score of its own, and what only that score learns from.
        """
        alarm = alarm or AlarmData(None, sentences.of(np.arange(0)), np.zeros(0, dtype=bool))
        distinct = sorted(set(labels), key=lambda label: (label.intent, label.topic or ""))
        column = {label: number for number, label in enumerate(distinct)}
        numbers = np.asarray([column[label] for label in labels])
        # Sentences of one label stand together, so "the nearest of each label" is one reduceat. The alarm's own stand behind them.
        order = np.argsort(numbers, kind="stable")
        numbers, sentences = numbers[order], sentences.of(order)
        together = sentences.and_then(alarm.sentences)
        kernel = SentenceKernel(
            CharNgrams.learn(sentences.texts), SignTable.learn(together.signs), Scaler.learn(sentences.vectors), weights
        )
        batch = kernel.batch(together.texts, together.vectors, together.signs)
        held_out = np.arange(0, len(numbers), -(-len(numbers) // MOST_HELD_OUT))
        # The ridge gives held-out scores for the sentences that stand last.
        labelled = np.concatenate([np.delete(np.arange(len(numbers)), held_out), held_out])
        everything = np.concatenate([labelled, np.arange(len(numbers), len(together.texts))])
        fit = ridge.fit(kernel.gram(batch.of(labelled)), numbers[labelled], len(distinct), penalty, len(held_out))
        found = np.zeros((len(together.texts), len(distinct) + 1), dtype=np.float32)
        found[labelled, :-1] = fit.weights
        rings = np.concatenate([[distinct[number].intent == alarm.intent for number in numbers], alarm.rings]).astype(bool)
        if rings.any() and not rings.all():
            found[everything, -1] = alarm_column.weights(kernel, batch.of(everything), fit, rings[everything], penalty)
        calibration = calibrate(fit.held_out, numbers[held_out])
        neighbours, table = Neighbours.of(batch.vectors), WeightTable.of(found[: len(numbers), :-1])
        ring_weights = np.ascontiguousarray(found[:, -1])
        model = cls(kernel, distinct, neighbours, table, ring_weights, kernel.fold(batch, found), numbers.astype(np.int32), calibration)
        prediction = LabelPrediction(calibration.shares(fit.held_out), model._nearest_others(batch.vectors, held_out))
        return model, HeldOut(order[held_out], prediction)

    def _nearest_others(self, vectors: np.ndarray, held_out: np.ndarray) -> np.ndarray:
        """Returns, for some of the training sentences, the cosine of the nearest other one of each label."""
        nearest = np.empty((len(held_out), len(self.labels)), dtype=np.float32)
        for part in blocks(len(held_out)):
            rows = held_out[part]
            cosines = vectors[rows] @ vectors[: len(self._rows)].T
            cosines[np.arange(len(rows)), rows] = -1.0
            nearest[part] = self._nearest(cosines)
        return nearest

    def _nearest(self, cosines: np.ndarray) -> np.ndarray:
        return np.maximum.reduceat(cosines[:, : len(self._rows)], self._starts, axis=1)

    def predict(self, sentences: Sentences) -> Prediction:
        """Predicts."""
        cosines = self._neighbours.cosines(self.kernel.scaler(sentences.vectors))
        likeness = self.kernel.meaning(cosines)
        scores = np.column_stack([self._weights.scores(likeness[:, : len(self._rows)]), likeness @ self._alarm])
        for row, (text, signs) in enumerate(zip(sentences.texts, sentences.signs, strict=True)):
            scores[row] += self._linear.scores(*self.kernel.rows(text, signs))
        return Prediction(self.calibration.shares(scores[:, :-1]), self._nearest(cosines), scores[:, -1])

    def save(self, folder: Path) -> None:
        """Writes the model as arrays, JSON and two graphs of one product, nothing that could run code when read."""
        arrays = {
            "neighbour_scales": self._neighbours.scales,
            "weight_scales": self._weights.scales,
            "alarm_weights": self._alarm,
            "ngram_weights": self._linear.ngrams,
            "sign_weights": self._linear.signs,
            "rows": self._rows,
            "idf": self.kernel.ngrams.idf,
            "sign_idf": self.kernel.signs.weights,
            **self.kernel.scaler.arrays(),
        }
        save_file(arrays, folder / ARRAYS_FILE)
        (folder / NEIGHBOURS_FILE).write_bytes(self._neighbours.matrix.graph)
        (folder / WEIGHTS_FILE).write_bytes(self._weights.matrix.graph)
        names = {
            "labels": [[label.intent, label.topic] for label in self.labels],
            "ngrams": list(self.kernel.ngrams.vocabulary),
            "signs": list(self.kernel.signs.signs),
            "kernel": asdict(self.kernel.weights),
            "calibration": asdict(self.calibration),
        }
        (folder / NAMES_FILE).write_text(json.dumps(names), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> SentenceModel:
        """Reads what `save` wrote."""
        arrays = load_file(folder / ARRAYS_FILE)
        names = json.loads((folder / NAMES_FILE).read_text(encoding="utf-8"))
        ngrams = CharNgrams({gram: column for column, gram in enumerate(names["ngrams"])}, arrays["idf"])
        signs = SignTable(names["signs"], arrays["sign_idf"])
        return cls(
            SentenceKernel(ngrams, signs, Scaler.of(arrays), KernelWeights(**names["kernel"])),
            [Label(intent, topic) for intent, topic in names["labels"]],
            Neighbours(WholeMatrix((folder / NEIGHBOURS_FILE).read_bytes()), arrays["neighbour_scales"]),
            WeightTable(WholeMatrix((folder / WEIGHTS_FILE).read_bytes()), arrays["weight_scales"]),
            arrays["alarm_weights"],
            LinearWeights(arrays["ngram_weights"], arrays["sign_weights"]),
            arrays["rows"],
            Calibration(**names["calibration"]),
        )
