"""The everyday English words that the sentence encoder knows whole."""

from __future__ import annotations

from functools import lru_cache

from bot.nlu.encoder.weights import model_folder


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    """Returns about 21,000 lower-case words: the entries of the encoder's vocabulary that are whole words of letters."""
    lines = (model_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for word in lines if word.isalpha())
