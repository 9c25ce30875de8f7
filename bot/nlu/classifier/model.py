"""The trained classifier: sentence in, shares of the labels out, with the nearest training sentences beside them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file

from bot.nlu.char_ngrams import CharNgrams
from bot.nlu.classifier import ridge
from bot.nlu.classifier.calibration import Calibration, calibrate
from bot.nlu.classifier.kernel import Scaler, SentenceBatch, SentenceKernel, blocks

ARRAYS_FILE = "classifier.safetensors"
NAMES_FILE = "classifier.json"


@dataclass(frozen=True)
class Label:
    """What a training sentence stands for: an intent and, where the data names one, a topic."""

    intent: str
    topic: str | None = None


@dataclass(frozen=True)
class Prediction:
    """The classifier's view of n sentences.

    Attributes:
        shares: n x labels, each row adds up to one.
        similarity: n x labels, cosine of the nearest training sentence of each label.
        evidence: n x labels, the ridge's own scores: about 1 for a label that is meant, about 0 for one that is not. Unlike the
            shares they are not a competition, so the many labels of one kind add up to how much a sentence is of that kind.
    """

    shares: np.ndarray
    similarity: np.ndarray
    evidence: np.ndarray


class SentenceModel:
    """Kernel ridge over labels, with calibrated shares."""

    def __init__(self, kernel: SentenceKernel, labels: Sequence[Label], arrays: dict[str, np.ndarray], calibration: Calibration) -> None:
        """Takes the kernel, the labels in the order of the columns, the trained arrays (see `train`) and how scores become shares."""
        self.kernel = kernel
        self.calibration = calibration
        self.labels = tuple(labels)
        self.arrays = arrays
        self._starts = np.searchsorted(arrays["rows"], np.arange(len(self.labels)))

    @classmethod
    def train(
        cls, texts: Sequence[str], vectors: np.ndarray, labels: Sequence[Label], sharpness: float, spelling: float, penalty: float
    ) -> tuple[SentenceModel, Prediction]:
        """Trains.

        Args:
            texts: n sentences.
            vectors: n x d, as the encoder gave them.
            labels: of each sentence.
            sharpness, spelling: of the kernel.
            penalty: of the ridge.

        Returns:
            The model, and its held-out prediction for each training sentence in the order given.
        """
        distinct = sorted(set(labels), key=lambda label: (label.intent, label.topic or ""))
        column = {label: number for number, label in enumerate(distinct)}
        numbers = np.asarray([column[label] for label in labels])
        # Sentences of one label stand together, so "the nearest of each label" is one reduceat.
        order = np.argsort(numbers, kind="stable")
        sorted_texts, sorted_numbers = [texts[row] for row in order], numbers[order]
        kernel = SentenceKernel(CharNgrams.learn(sorted_texts), Scaler.learn(vectors), sharpness, spelling)
        batch = kernel.batch(sorted_texts, vectors[order])
        fit = ridge.fit(kernel.gram(batch), sorted_numbers, len(distinct), penalty)
        arrays = {
            "vectors": batch.vectors,
            "rows": sorted_numbers.astype(np.int32),
            "weights": fit.weights.astype(np.float32),
            # The n-gram part of the kernel is linear, so its sentences fold into one weight for each n-gram.
            "ngram_weights": np.ascontiguousarray(spelling * (batch.ngrams.T @ fit.weights)).astype(np.float32),
            "idf": kernel.ngrams.idf,
            **kernel.scaler.arrays(),
        }
        calibration = calibrate(fit.held_out, sorted_numbers)
        model = cls(kernel, distinct, arrays, calibration)
        shares = calibration.shares(fit.held_out)
        held_out = Prediction(np.empty_like(shares), np.empty(shares.shape, dtype=np.float32), np.empty_like(shares))
        held_out.shares[order] = shares
        held_out.similarity[order] = model._nearest_others(batch.vectors)
        held_out.evidence[order] = fit.held_out
        return model, held_out

    def _nearest_others(self, vectors: np.ndarray) -> np.ndarray:
        """Returns, for each training sentence, the cosine of the nearest other one of each label."""
        nearest = np.empty((len(vectors), len(self.labels)), dtype=np.float32)
        for rows in blocks(len(vectors)):
            cosines = vectors[rows] @ vectors.T
            cosines[np.arange(len(cosines)), np.arange(rows.start, rows.stop)] = -1.0
            nearest[rows] = self._nearest(cosines)
        return nearest

    def _nearest(self, cosines: np.ndarray) -> np.ndarray:
        return np.maximum.reduceat(cosines, self._starts, axis=1)

    def predict(self, texts: Sequence[str], vectors: np.ndarray) -> Prediction:
        """Predicts n sentences with their vectors (n x d)."""
        batch: SentenceBatch = self.kernel.batch(texts, vectors)
        cosines = batch.vectors @ self.arrays["vectors"].T
        scores = self.kernel.meaning(cosines) @ self.arrays["weights"] + batch.ngrams @ self.arrays["ngram_weights"]
        return Prediction(self.calibration.shares(scores), self._nearest(cosines), scores)

    def save(self, folder: Path) -> None:
        """Writes the model as arrays and JSON, nothing that could run code when read."""
        save_file(self.arrays, folder / ARRAYS_FILE)
        names = {
            "labels": [[label.intent, label.topic] for label in self.labels],
            "ngrams": list(self.kernel.ngrams.vocabulary),
            "kernel": {"sharpness": self.kernel.sharpness, "spelling": self.kernel.spelling},
            "calibration": asdict(self.calibration),
        }
        (folder / NAMES_FILE).write_text(json.dumps(names), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> SentenceModel:
        """Reads what `save` wrote."""
        arrays = load_file(folder / ARRAYS_FILE)
        names = json.loads((folder / NAMES_FILE).read_text(encoding="utf-8"))
        ngrams = CharNgrams({gram: column for column, gram in enumerate(names["ngrams"])}, arrays["idf"])
        kernel = SentenceKernel(ngrams, Scaler.of(arrays), **names["kernel"])
        labels = [Label(intent, topic) for intent, topic in names["labels"]]
        return cls(kernel, labels, arrays, Calibration(**names["calibration"]))
