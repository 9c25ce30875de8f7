"""What one message looks like after it has been read: plain words, each with its clause and sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reading:
    """The words of a message in order, each with the number of its run between punctuation, clause and sentence."""

    words: tuple[str, ...]
    runs: tuple[int, ...]
    clauses: tuple[int, ...]
    sentences: tuple[int, ...]


@dataclass(frozen=True)
class Span:
    """Where a phrase was found: words `start` up to, not including, `end`."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """True when the two spans share a word."""
        return self.start < other.end and other.start < self.end
