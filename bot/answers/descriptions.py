"""Finds a topic by a word that its answer uses: "the heart one", "how do you do the towel one"."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

_WORD = re.compile(r"[a-z]{4,}")
STEM = 5  # letters
# Words that point, ask or order, and so describe nothing; the rest is weighed by how few answers use it.
_EMPTY = frozenset(
    (
        "about",
        "again",
        "also",
        "another",
        "back",
        "before",
        "does",
        "else",
        "first",
        "from",
        "have",
        "it's",
        "last",
        "like",
        "mean",
        "meant",
        "more",
        "next",
        "other",
        "ones",
        "please",
        "said",
        "same",
        "second",
        "should",
        "some",
        "start",
        "starts",
        "tell",
        "than",
        "that",
        "them",
        "then",
        "there",
        "these",
        "they",
        "thing",
        "things",
        "third",
        "this",
        "those",
        "want",
        "what",
        "when",
        "where",
        "which",
        "with",
        "would",
        "your",
        "work",
        "works",
        "take",
        "taking",
        "help",
        "helps",
        "cramp",
        "cramps",
    )
)


class Descriptions:
    """The words of each topic's answer."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Takes what is said of each topic, its title and names first."""
        self._texts = texts
        self._known: dict[str, Counter[str]] = {}

    def _counts(self, topic: str) -> Counter[str]:
        """Returns how often each word stands in what is said of a topic; counted when first wanted."""
        if topic not in self._known:
            self._known[topic] = Counter(_stems(self._texts.get(topic, "")))
        return self._known[topic]

    def best(self, text: str, among: Sequence[str]) -> str | None:
        """Returns the one of some topics that a description fits best; None if two fit as well, or none.

        Args:
            text: what was typed.
            among: topic ids.
        """
        words = set(_stems(text))
        scores = {topic: sum(self._weight(word, topic, among) for word in words) for topic in among}
        ranked = sorted(scores.values(), reverse=True)
        if not ranked or ranked[0] <= 0 or (len(ranked) > 1 and ranked[0] == ranked[1]):
            return None
        return max(scores, key=lambda topic: scores[topic])

    def _weight(self, word: str, topic: str, among: Sequence[str]) -> float:
        """Returns tf-idf within the topics to choose from: a word that all of them use tells nothing."""
        uses = self._counts(topic)[word]
        users = sum(self._counts(other)[word] > 0 for other in among)
        return (1 + math.log(uses)) * math.log(len(among) / users) if uses else 0.0


def _stems(text: str) -> list[str]:
    """Returns the describing words of a text, cut so that "relaxant" is as good as "relaxes"."""
    return [re.sub(r"(?:ing|ed|s)$", "", word)[:STEM] for word in _WORD.findall(text.lower()) if word not in _EMPTY]
