"""How likely a message tells of an emergency: a score against everything else, learned from the training messages.

Kernel ridge (bot.nlu.classifier) over three kinds of likeness: meaning, spelling, and the signs that the red-flag rules see. The rules know
what is denied, long past or only asked about, which sentence vectors hardly tell ("no chest pain" lies beside "chest pain").
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file
from scipy.sparse import csr_matrix

from bot.nlu.char_ngrams import CharNgrams
from bot.nlu.classifier import ridge
from bot.nlu.classifier.kernel import Scaler, SentenceKernel, blocks

ARRAYS_FILE = "emergency.safetensors"
NAMES_FILE = "emergency.json"
# A sign seen in fewer training messages than this says nothing yet.
FEWEST_MESSAGES = 3
# Added to a message's squared length of signs, so that a message with a single sign is not as sure as one with five.
DAMPING = 20.0


class SignTable:
    """Signs as weighted columns: the rarer a sign, the more it says."""

    def __init__(self, signs: Sequence[str], weights: np.ndarray) -> None:
        """Takes the signs in the order of the columns and their weights (float32)."""
        self.signs = tuple(signs)
        self.weights = weights
        self._columns = {sign: column for column, sign in enumerate(self.signs)}

    @classmethod
    def learn(cls, messages: Sequence[Sequence[str]]) -> SignTable:
        """Learns from the signs of each training message."""
        counts = Counter(sign for signs in messages for sign in set(signs))
        kept = sorted(sign for sign, count in counts.items() if count >= FEWEST_MESSAGES)
        # Smoothed inverse document frequency, as in CharNgrams.
        weights = np.log((1 + len(messages)) / (1 + np.asarray([counts[sign] for sign in kept], dtype=np.float64))) + 1
        return cls(kept, weights.astype(np.float32))

    def matrix(self, messages: Sequence[Sequence[str]]) -> csr_matrix:
        """Returns the messages as rows (float32, messages x signs), each a little shorter than one."""
        rows = [sorted({self._columns[sign] for sign in signs if sign in self._columns}) for signs in messages]
        starts = np.cumsum([0, *map(len, rows)])
        columns = np.fromiter((column for row in rows for column in row), dtype=np.int32, count=int(starts[-1]))
        matrix = csr_matrix((self.weights[columns], columns, starts), shape=(len(rows), len(self.signs)))
        lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel() + DAMPING)
        return csr_matrix(matrix.multiply(1.0 / lengths[:, None]), dtype=np.float32)


class EmergencyModel:
    """The trained score."""

    def __init__(self, kernel: SentenceKernel, table: SignTable, arrays: dict[str, np.ndarray]) -> None:
        """Takes the kernel of meaning and spelling, the table of signs and the trained arrays (see `train`)."""
        self._kernel = kernel
        self._table = table
        self._arrays = arrays

    @classmethod
    def train(
        cls,
        texts: Sequence[str],
        vectors: np.ndarray,
        signs: Sequence[Sequence[str]],
        is_emergency: np.ndarray,
        sharpness: float,
        spelling: float,
        signs_weight: float,
        penalty: float,
    ) -> tuple[EmergencyModel, np.ndarray]:
        """Trains.

        Args:
            texts: n messages.
            vectors: n x d, as the encoder gave them.
            signs: what the rules see in each message.
            is_emergency: n, boolean.
            sharpness, spelling: of the kernel, see SentenceKernel.
            signs_weight: of likeness in signs beside likeness in meaning.
            penalty: of the ridge.

        Returns:
            The model, and the score of each training message from a model trained without it, n.
        """
        kernel = SentenceKernel(CharNgrams.learn(texts), Scaler.learn(vectors), sharpness, spelling)
        table = SignTable.learn(signs)
        batch, rows = kernel.batch(texts, vectors), table.matrix(signs)
        # One class against the rest needs no double precision: half of it solves in half the time and memory.
        gram = kernel.gram(batch).astype(np.float32, copy=False)
        for part in blocks(len(texts)):
            gram[part] += signs_weight * (rows[part] @ rows.T).toarray()
        fit = ridge.fit(gram, is_emergency.astype(int), 2, penalty)
        weights = fit.weights[:, 1]
        arrays = {
            # Half precision halves what the model file holds and moves no score by more than a thousandth.
            "vectors": batch.vectors.astype(np.float16),
            "weights": weights.astype(np.float32),
            # These two parts of the kernel are linear, so the messages fold into one weight for each n-gram and each sign.
            "ngram_weights": (spelling * (batch.ngrams.T @ weights)).astype(np.float32),
            "sign_weights": (signs_weight * (rows.T @ weights)).astype(np.float32),
            "signs": table.weights,
            "idf": kernel.ngrams.idf,
            **kernel.scaler.arrays(),
        }
        return cls(kernel, table, _with_working_precision(arrays)), fit.held_out[:, 1]

    def scores(self, texts: Sequence[str], vectors: np.ndarray, signs: Sequence[Sequence[str]]) -> np.ndarray:
        """Returns the score of each message: about 1 for an emergency, about 0 for anything else."""
        batch = self._kernel.batch(texts, vectors)
        meaning = self._kernel.meaning(batch.vectors @ self._arrays["vectors"].T) @ self._arrays["weights"]
        return meaning + batch.ngrams @ self._arrays["ngram_weights"] + self._table.matrix(signs) @ self._arrays["sign_weights"]

    def save(self, folder: Path) -> None:
        """Writes the model as arrays and JSON, nothing that could run code when read."""
        save_file({**self._arrays, "vectors": self._arrays["vectors"].astype(np.float16)}, folder / ARRAYS_FILE)
        names = {
            "ngrams": list(self._kernel.ngrams.vocabulary),
            "signs": list(self._table.signs),
            "kernel": {"sharpness": self._kernel.sharpness, "spelling": self._kernel.spelling},
        }
        (folder / NAMES_FILE).write_text(json.dumps(names), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> EmergencyModel:
        """Reads what `save` wrote."""
        arrays = load_file(folder / ARRAYS_FILE)
        names = json.loads((folder / NAMES_FILE).read_text(encoding="utf-8"))
        ngrams = CharNgrams({gram: column for column, gram in enumerate(names["ngrams"])}, arrays["idf"])
        kernel = SentenceKernel(ngrams, Scaler.of(arrays), **names["kernel"])
        return cls(kernel, SignTable(names["signs"], arrays["signs"]), _with_working_precision(arrays))


def _with_working_precision(arrays: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    return {**arrays, "vectors": arrays["vectors"].astype(np.float32)}
