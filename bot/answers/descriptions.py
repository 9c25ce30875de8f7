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
        scores = dict.fromkeys(among, 0.0)
        for word in set(_stems(text)):
            uses = {topic: count for topic in scores if (count := self._counts(topic)[word])}
            for topic, count in uses.items():
                # tf-idf within the topics to choose from: a word that all of them use tells nothing.
                scores[topic] += (1 + math.log(count)) * math.log(len(scores) / len(uses))
        ranked = sorted(scores.values(), reverse=True)
        if not ranked or ranked[0] <= 0 or (len(ranked) > 1 and ranked[0] == ranked[1]):
            return None
        return max(scores, key=lambda topic: scores[topic])


def _stems(text: str) -> list[str]:
    """Returns the describing words of a text, cut so that "relaxant" is as good as "relaxes"."""
    return [re.sub(r"(?:ing|ed|s)$", "", word)[:STEM] for word in _WORD.findall(text.lower()) if word not in _EMPTY]
