"""From typed text to a Reading: one spelling of everything, then sentences and clauses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from bot.safety.phrases import PhraseIndex
from bot.safety.reading import Reading
from bot.safety.rewriting import Rewriter
from bot.safety.spelling import Speller

LONGEST_MESSAGE = 6000

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'", "“": '"', "”": '"'})
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_PIECE = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|\n|\s[-–—]+\s|[.!?;:,()…]")
_SENTENCE_ENDS = frozenset(".!?;…\n")


class Normaliser:
    """In: the rewriter, the speller and the `context` part of the rules. Out: `read(text)`."""

    def __init__(self, rewriter: Rewriter, speller: Speller, context: Mapping[str, Any]) -> None:
        self._rewriter = rewriter
        self._speller = speller
        self._joined = frozenset(context["joined_words"])
        starts = {"always": context["clause_starts"], "statement": context["statement_starts"]}
        self._starts = PhraseIndex(starts, rewriter)

    def read(self, text: str) -> Reading:
        """The message as plain words with clause and sentence numbers."""
        words: list[str] = []
        runs: list[int] = []
        sentences: list[int] = []
        sentence = 0
        for run, (chunk, mark) in enumerate(_chunks(tidy(text))):
            plain = self._plain_words(chunk)
            words += plain
            runs += [run] * len(plain)
            sentences += [sentence] * len(plain)
            sentence += mark in _SENTENCE_ENDS
        return self._split_clauses(Reading(tuple(words), tuple(runs), tuple(runs), tuple(sentences)))

    def _plain_words(self, chunk: Sequence[str]) -> list[str]:
        corrected = [self._speller.correct(word) for word in self._rewriter.rewrite(chunk)]
        return self._rewriter.rewrite(corrected)

    def _split_clauses(self, reading: Reading) -> Reading:
        found = self._starts.find(reading)
        starts = {span.start for span in found.get("always", ())}
        for span in found.get("statement", ()):
            if span.start == 0 or reading.words[span.start - 1] not in self._joined:
                starts.add(span.start)
        if not starts:
            return reading
        clauses: list[int] = []
        for position, run in enumerate(reading.runs):
            begins = position in starts or (position > 0 and run != reading.runs[position - 1])
            clauses.append((clauses[-1] if clauses else 0) + (begins and position > 0))
        return Reading(reading.words, reading.runs, tuple(clauses), reading.sentences)


def tidy(text: str) -> str:
    """Lower case, one kind of quote, no invisible characters; a very long text keeps its two ends."""
    if len(text) > LONGEST_MESSAGE:
        half = LONGEST_MESSAGE // 2
        text = f"{text[:half]}\n{text[-half:]}"
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text).translate(_APOSTROPHES))
    return plain.translate(_APOSTROPHES).lower()


def _chunks(text: str) -> list[tuple[list[str], str]]:
    """Runs of words, each with the punctuation mark that ended it."""
    chunks: list[tuple[list[str], str]] = []
    words: list[str] = []
    for piece in _PIECE.findall(text):
        if piece[0].isalnum():
            words.append(_whole_number(piece) if piece[0].isdigit() else piece)
        elif words:
            chunks.append((words, piece.strip() or piece[0]))
            words = []
    if words:
        chunks.append((words, "."))
    return chunks


def _whole_number(piece: str) -> str:
    """'1,000' and '38.5' as the whole numbers 1000 and 38."""
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", piece):
        return piece.replace(",", "")
    return re.split(r"[.,]", piece)[0][:9]
