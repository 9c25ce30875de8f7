"""One form for every way of typing a word: contractions, filler words and numbers in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

LONGEST_REWRITE = 3


class Rewriter:
    """In: `rewrites`, `fillers` and `numbers` of the context file. Out: `rewrite(words)`, for messages and phrases."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        self._rewrites = {tuple(key.split()): tuple(value.split()) for key, value in context["rewrites"].items()}
        self._numbers = {word: int(value) for word, value in context["numbers"].items()}
        self._fillers = frozenset(context["fillers"])

    @property
    def known_words(self) -> frozenset[str]:
        """Every word this rewriter has an opinion on."""
        return frozenset(w for key in self._rewrites for w in key) | self._fillers | frozenset(self._numbers)

    def rewrite(self, words: Sequence[str]) -> list[str]:
        """The words in their one form, fillers left out."""
        replaced = [_without_owner_mark(word) for word in self._replaced(words)]
        return self._with_digits([word for word in replaced if word not in self._fillers])

    def is_mere_filler(self, phrase: str) -> bool:
        """True when nothing but filler words is in the phrase: such an alternative in a bracket can never be seen."""
        return set(phrase.split()) <= self._fillers

    def _replaced(self, words: Sequence[str]) -> list[str]:
        result: list[str] = []
        position = 0
        while position < len(words):
            for size in range(LONGEST_REWRITE, 0, -1):
                replacement = self._rewrites.get(tuple(words[position : position + size]))
                if replacement is not None:
                    result += replacement
                    position += size
                    break
            else:
                result.append(words[position])
                position += 1
        return result

    def _with_digits(self, words: Sequence[str]) -> list[str]:
        result: list[str] = []
        for word in words:
            value = self._numbers.get(word)
            if value is None:
                result.append(word)
            elif value < 10 and result and result[-1].isdigit() and 20 <= int(result[-1]) <= 90:
                result[-1] = str(int(result[-1]) + value)
            else:
                result.append(str(value))
        return result


def _without_owner_mark(word: str) -> str:
    """'urine's brown' and 'granny's pills' as 'urine brown' and 'granny pills'; what the file rewrites was rewritten before."""
    return word[:-2] if word.endswith("'s") and len(word) > len("it's") else word
