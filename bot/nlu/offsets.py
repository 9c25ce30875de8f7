"""Finds a place of the corrected text in the text as it was typed."""

from __future__ import annotations

from bisect import bisect_right

from bot.nlu.spelling import WORD


class Alignment:
    """Character offsets of a text whose words were replaced one by one."""

    def __init__(self, original: str, corrected: str) -> None:
        """Takes the text as typed and the text as `SpellingMender.mend` returns it."""
        words = zip(WORD.finditer(corrected), WORD.finditer(original), strict=False)
        self._words = [(new.start(), new.end(), old.start(), old.end()) for new, old in words]
        self._starts = [word[0] for word in self._words]
        self._length = len(original)

    def _move(self, offset: int, is_end: bool) -> int:
        index = bisect_right(self._starts, offset - is_end) - 1
        if index < 0:
            return min(offset, self._length)
        new_start, new_end, old_start, old_end = self._words[index]
        if offset >= new_end:
            return min(old_end + offset - new_end, self._length)
        # Inside a replaced word there is no exact place: its start begins a span, its end ends one.
        return old_start if not is_end else old_end

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Returns where the span of the corrected text begins and ends in the original."""
        return self._move(start, False), self._move(end, True)
