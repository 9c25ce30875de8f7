"""What may be said: every sentence of content/ and of the bot's own courtesies, and what each statement owes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.knowledge.content import Content
from bot.settings import PROJECT
from tests.texts import strings_in

# Texts about the bot itself; tests/consistency/test_product_texts.py shows that they state nothing about health.
COURTESIES = ("data/responses/*.yml", "bot/channels/texts.yml", "bot/channels/telegram/texts.yml")
SHORTEST = 4  # characters; shorter pieces ("FDA", "of" of a line with figures) are only taken away as whole words
_PLACE = re.compile(r"\{\w+\}")
_WORD = re.compile(r"[A-Za-z]{2,}")


def squeezed(text: str) -> str:
    """Returns a text on one line, as answers are composed."""
    return " ".join(text.split())


class Wording:
    """The pieces that answers are made of, and the cautions that statements owe."""

    def __init__(self, content: Content) -> None:
        self.cautions = {caution.id: squeezed(caution.text) for caution in content.cautions.values()}
        claims = [*content.claims.values(), *(term.as_claim() for term in content.terms.values())]
        self._owed = {
            squeezed(sentence): [self.cautions[caution] for caution in claim.cautions]
            for claim in claims
            for sentence in (claim.short, claim.detail)
            if sentence.strip()
        }
        pieces = {piece for text in _texts(content) for piece in _pieces(text)}
        self._pieces = sorted((piece for piece in pieces if len(piece) >= SHORTEST), key=len, reverse=True)
        short = sorted(re.escape(piece) for piece in pieces if len(piece) < SHORTEST)
        self._short = re.compile(rf"\b(?:{'|'.join(short)})\b")

    def missing_cautions(self, text: str) -> list[str]:
        """Returns the cautions owed by what a message states, judged by its words alone, that do not stand in it."""
        said = squeezed(text)
        return [caution for sentence, owed in self._owed.items() if sentence in said for caution in owed if caution not in said]

    def unknown_words(self, text: str) -> str:
        """Returns what is left of a message when everything that stands in a content file is taken away; empty if nothing is."""
        left = squeezed(text)
        for piece in self._pieces:
            left = left.replace(piece, " ")
        return " ".join(_WORD.findall(self._short.sub(" ", left)))


def documents_of_conditions(content: Content) -> list[dict[str, Any]]:
    """Returns the files of content/conditions."""
    return [document for name, document in content.documents.items() if name.startswith("conditions/")]


def _texts(content: Content) -> Iterator[str]:
    """Yields every text that an answer may be put together from."""
    for kind in ("topics", "cautions", "corrections", "claims", "terms", "sources"):
        for item in getattr(content, kind).values():
            yield from strings_in(item.model_dump() if hasattr(item, "model_dump") else vars(item))
    yield from strings_in(content.documents)
    documents = documents_of_conditions(content)
    names = [condition["name"] for document in documents for condition in document.get("conditions", [])]
    for document in documents:
        for group in document.get("mark_texts", []):
            yield from (group[mark].format(condition=name) for mark in ("X", "!", "c") for name in names)
    for pattern in COURTESIES:
        for path in sorted(PROJECT.glob(pattern)):
            yield from strings_in(_read(path))


def _pieces(text: str) -> Iterator[str]:
    """Yields a text, or what stands between its places to fill."""
    for piece in _PLACE.split(squeezed(text)):
        if piece.strip():
            yield piece.strip()


def _read(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))
