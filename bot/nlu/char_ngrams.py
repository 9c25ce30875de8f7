"""Character n-grams with tf-idf weights: what a sentence encoder loses in a misspelt or rare word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
from scipy.sparse import csr_matrix

SIZES = (2, 3, 4, 5)
# As many words are remembered with their n-grams; people say the same words over and over.
WORDS_KEPT = 20_000
LONGEST_KEPT = 40  # a longer one is no word, and is not remembered


def ngrams(word: str) -> Iterator[str]:
    """Yields the n-grams of a word with a space at its ends (sklearn's `char_wb`)."""
    padded = f" {word} "
    for size in SIZES:
        if len(padded) <= size:
            yield padded
            break
        for start in range(len(padded) - size + 1):
            yield padded[start : start + size]


class CharNgrams:
    """A vocabulary of n-grams with their weights."""

    def __init__(self, vocabulary: dict[str, int], idf: np.ndarray) -> None:
        """Takes n-gram to column, and the weight of each column (float32)."""
        self.vocabulary = vocabulary
        self.idf = idf
        self._kept = lru_cache(maxsize=WORDS_KEPT)(self._columns)

    @classmethod
    def learn(cls, texts: Sequence[str], min_texts: int = 2) -> CharNgrams:
        """Learns from texts; an n-gram seen in fewer than `min_texts` of them is dropped."""
        counts: Counter[str] = Counter()
        of_word = lru_cache(maxsize=WORDS_KEPT)(lambda word: tuple(ngrams(word)))
        for text in texts:
            counts.update({gram for word in text.lower().split() for gram in of_word(word)})
        kept = sorted(gram for gram, count in counts.items() if count >= min_texts)
        # Smoothed inverse document frequency, as in sklearn's TfidfVectorizer.
        idf = np.log((1 + len(texts)) / (1 + np.asarray([counts[gram] for gram in kept], dtype=np.float64))) + 1
        return cls({gram: column for column, gram in enumerate(kept)}, idf.astype(np.float32))

    def _columns(self, word: str) -> tuple[int, ...]:
        return tuple(column for gram in ngrams(word) if (column := self.vocabulary.get(gram)) is not None)

    def row(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """Returns the columns and the values (sublinear tf-idf, length one) of a text; both empty if nothing in it is known."""
        counts: Counter[int] = Counter()
        for word in text.lower().split():
            counts.update(self._kept(word) if len(word) <= LONGEST_KEPT else self._columns(word))
        columns = np.fromiter(counts.keys(), dtype=np.int32, count=len(counts))
        values = (1 + np.log(np.fromiter(counts.values(), dtype=np.float32, count=len(counts)))) * self.idf[columns]
        norm = float(np.linalg.norm(values))
        return columns, values / norm if norm else values

    def matrix(self, texts: Sequence[str]) -> csr_matrix:
        """Returns the texts as rows of a sparse matrix (float32, texts x vocabulary)."""
        return sparse_matrix([self.row(text) for text in texts], len(self.vocabulary))


def sparse_matrix(rows: Sequence[tuple[np.ndarray, np.ndarray]], width: int) -> csr_matrix:
    """Returns rows, each given by its columns and values, as one matrix (float32, rows x width)."""
    starts = np.cumsum([0, *(len(columns) for columns, _ in rows)])
    columns = np.concatenate([columns for columns, _ in rows]) if rows else np.empty(0, dtype=np.int32)
    values = np.concatenate([values for _, values in rows]) if rows else np.empty(0, dtype=np.float32)
    return csr_matrix((values, columns, starts), shape=(len(rows), width), dtype=np.float32)
