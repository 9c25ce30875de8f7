"""What earlier components saw in a message, as weighted columns: here the words and cues of the red-flag rules.

The rules know what is denied, long past or only asked about, which sentence vectors hardly tell ("no chest pain" lies beside "chest pain").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix

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

    def matrix(self, messages: Sequence[Sequence[str]]) -> csr_matrix:
        """Returns the messages as rows (float32, messages x signs), each a little shorter than one."""
        rows = [sorted({self._columns[sign] for sign in signs if sign in self._columns}) for signs in messages]
        starts = np.cumsum([0, *map(len, rows)])
        columns = np.fromiter((column for row in rows for column in row), dtype=np.int32, count=int(starts[-1]))
        lengths = np.sqrt([float(np.square(self.weights[row]).sum()) + DAMPING for row in rows])
        values = self.weights[columns] / np.repeat(lengths, [len(row) for row in rows]) if len(columns) else self.weights[columns]
        return csr_matrix((values.astype(np.float32), columns, starts), shape=(len(rows), len(self.signs)))
