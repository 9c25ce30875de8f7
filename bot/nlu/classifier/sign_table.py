"""What earlier components saw in a message, as weighted columns: here the words and cues of the red-flag rules.

The rules know what is denied, long past or only asked about, which sentence vectors hardly tell ("no chest pain" lies beside "chest pain").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix

from bot.nlu.char_ngrams import sparse_matrix

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
        """Learns from the signs of each training message; there may be none at all."""
        counts = Counter(sign for signs in messages for sign in set(signs))
        kept = sorted(sign for sign, count in counts.items() if count >= FEWEST_MESSAGES)
        # Smoothed inverse document frequency, as in CharNgrams.
        weights = np.log((1 + len(messages)) / (1 + np.asarray([counts[sign] for sign in kept], dtype=np.float64))) + 1
        return cls(kept, weights.astype(np.float32))

    def row(self, signs: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Returns the columns and values of a message's signs; both empty if none is known."""
        columns = np.asarray(sorted({self._columns[sign] for sign in signs if sign in self._columns}), dtype=np.int32)
        values = self.weights[columns]
        return columns, values / np.sqrt(values @ values + np.float32(DAMPING))

    def matrix(self, messages: Sequence[Sequence[str]]) -> csr_matrix:
        """Returns the messages as rows (float32, messages x signs), each a little shorter than one."""
        return sparse_matrix([self.row(signs) for signs in messages], len(self.signs))
