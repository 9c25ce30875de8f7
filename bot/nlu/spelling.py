"""Mends misspelt words: each unknown word becomes the nearest word that the training data often uses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
MIN_LENGTH = 4  # shorter words have too many neighbours
TWO_ERRORS_FROM = 8  # letters from which two errors may be mended
OFTEN = 4  # uses in the training data that make a word a target
OFTEN_ENOUGH_TO_KEEP = 12  # uses after which an unknown word counts as meant
CACHED_WORDS = 4096


class SpellingMender:
    """Knows English words, and the words of the training data."""

    def __init__(self, known: Iterable[str], targets: Sequence[str]) -> None:
        """Takes words that are right as they are, and words to mend towards, the most frequent first."""
        self.targets = list(targets)
        self._known = frozenset(known) | frozenset(targets)
        self._mend_word = lru_cache(maxsize=CACHED_WORDS)(self._nearest)

    @classmethod
    def learn(cls, texts: Iterable[str], names: Iterable[str], dictionary: Iterable[str]) -> SpellingMender:
        """Learns the targets.

        Args:
            texts: training sentences.
            names: names that users may misspell; their words are targets however rare.
            dictionary: English words.
        """
        english = frozenset(dictionary)
        counts = Counter(word for text in texts for word in WORD.findall(text.lower()))
        of_names = {word for name in names for word in WORD.findall(name.lower()) if len(word) >= MIN_LENGTH}
        often = [word for word, count in counts.most_common() if len(word) >= MIN_LENGTH and count >= OFTEN]
        right = [word for word in often if word in english or counts[word] >= OFTEN_ENOUGH_TO_KEEP]
        # Names stand last: of two equally near words the everyday one wins.
        return cls(english, [*right, *sorted(of_names - set(right))])

    def _nearest(self, word: str) -> str:
        limit = 2 if len(word) >= TWO_ERRORS_FROM else 1
        found = process.extractOne(word, self.targets, scorer=OSA.distance, score_cutoff=limit)
        return found[0] if found else word

    def mend(self, text: str) -> str:
        """Returns the text with unknown words mended; everything else, spaces included, stays as it is."""

        def replace(match: re.Match[str]) -> str:
            word = match.group().lower()
            if len(word) < MIN_LENGTH or word in self._known:
                return match.group()
            return self._mend_word(word)

        return WORD.sub(replace, text)
