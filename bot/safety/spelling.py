"""Light typo tolerance: an unknown word becomes the one rule word it nearly is, or stays as it was."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

SHORTEST_CORRECTED = 5
SHORTEST_TARGET = 4
LONG_WORD = 8
LONGEST_CORRECTED = 24
CACHE_SIZE = 8192

_REPEATED = re.compile(r"([a-z])\1{2,}")


class Speller:
    """In: the words the rules use and the everyday words that must stay as they are. Out: `correct(word)`."""

    def __init__(self, vocabulary: Iterable[str], ordinary_words: Iterable[str] = ()) -> None:
        targets = {word for word in vocabulary if word.isalpha()}
        self._known = targets | set(ordinary_words)
        buckets: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in sorted(targets):
            if len(word) >= SHORTEST_TARGET:
                buckets[word[0], len(word)].append(word)
        self._buckets = dict(buckets)
        self.correct = lru_cache(maxsize=CACHE_SIZE)(self._correct)

    def _correct(self, word: str) -> str:
        if word in self._known or not word.isalpha():
            return word
        for shorter in (_REPEATED.sub(r"\1\1", word), _REPEATED.sub(r"\1", word)):
            if shorter in self._known:
                return shorter
        word = _REPEATED.sub(r"\1\1", word)
        if not SHORTEST_CORRECTED <= len(word) <= LONGEST_CORRECTED:
            return word
        allowed = 2 if len(word) >= LONG_WORD else 1
        found = extractOne(word, self._neighbours(word, allowed), scorer=OSA.distance, score_cutoff=allowed)
        return found[0] if found else word

    def _neighbours(self, word: str, allowed: int) -> list[str]:
        lengths = sorted(range(len(word) - allowed, len(word) + allowed + 1), key=lambda size: abs(size - len(word)))
        return [target for size in lengths for target in self._buckets.get((word[0], size), ())]
