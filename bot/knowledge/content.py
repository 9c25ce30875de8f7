"""Reads `content/` and checks it as a whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.knowledge.schema import CautionItem, ClaimItem, CorrectionItem, Item, Reviewed, SourceItem, TermItem, TopicItem

# One chat message holds the claim with its cautions and corrections (Telegram's limit is 4,096; the rest is for labels and sources).
MAX_ANSWER = 3500
ITEM_TYPES: dict[str, type[Item]] = {
    "sources": SourceItem,
    "topics": TopicItem,
    "cautions": CautionItem,
    "corrections": CorrectionItem,
    "claims": ClaimItem,
    "terms": TermItem,
}
KINDS = (*ITEM_TYPES, "documents")
# Kept in the knowledge base as they are; the parts of the bot that use them know their fields.
DOCUMENT_FOLDERS = ("conditions", "messages", "red_flags")
MAX_DOCUMENT_NAME = 200


@dataclass(frozen=True)
class Mistake:
    """One thing to mend: where, and what is wrong."""

    file: str
    line: int
    field: str
    problem: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.field}: {self.problem}"


class ContentError(ValueError):
    """The content cannot be used. `mistakes` lists everything that was found, not only the first."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        self.mistakes = mistakes
        lines = "\n".join(f"  {mistake}" for mistake in mistakes)
        super().__init__(f"The content has {len(mistakes)} mistake(s); nothing was loaded:\n{lines}")


@dataclass(frozen=True)
class Place:
    """Where an item stands, for messages."""

    file: str
    line: int
    lines_of_fields: dict[str, int]

    def mistake(self, field_name: str, problem: str) -> Mistake:
        return Mistake(self.file, self.lines_of_fields.get(field_name, self.line), field_name, problem)


@dataclass
class Content:
    """All items by kind and id, in the order of the files; documents by their path below `content/` without suffix."""

    topics: dict[str, TopicItem] = field(default_factory=dict)
    sources: dict[str, SourceItem] = field(default_factory=dict)
    cautions: dict[str, CautionItem] = field(default_factory=dict)
    corrections: dict[str, CorrectionItem] = field(default_factory=dict)
    claims: dict[str, ClaimItem] = field(default_factory=dict)
    terms: dict[str, TermItem] = field(default_factory=dict)
    documents: dict[str, dict[str, Any]] = field(default_factory=dict)
    version: str = ""
    digest: str = ""


def _load_yaml(path: Path, name: str, mistakes: list[Mistake], kind: str = "rt") -> Any:
    """Returns what a file holds, or None after noting a mistake. `kind` is ruamel's: "rt" keeps lines, "safe" is plain data."""
    try:
        return YAML(typ=kind).load(path.read_text(encoding="utf-8"))
    except (YAMLError, UnicodeDecodeError, OSError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or error
        mistakes.append(Mistake(name, mark.line + 1 if mark else 1, "file", f"is not valid YAML: {problem}"))
        return None


def _read_document(path: Path, name: str, mistakes: list[Mistake]) -> dict[str, Any]:
    """Returns one file as JSON can hold it: dates become text, keys become text."""
    known = len(mistakes)
    document = _load_yaml(path, name, mistakes, "safe")
    if isinstance(document, dict):
        try:
            return json.loads(json.dumps(document, default=_as_text))
        except TypeError as error:
            mistakes.append(Mistake(name, 1, "file", f"cannot be kept: {error}"))
    elif len(mistakes) == known:
        mistakes.append(Mistake(name, 1, "file", "must be a set of fields"))
    return {}


def _add_document(content: Content, folder: Path, path: Path, mistakes: list[Mistake]) -> None:
    file, name = str(path.relative_to(folder.parent)), path.relative_to(folder).with_suffix("").as_posix()
    if name in content.documents:
        mistakes.append(Mistake(file, 1, "file", f"there is already a document {name!r}"))
    elif len(name) > MAX_DOCUMENT_NAME:
        mistakes.append(Mistake(file, 1, "file", f"has too long a path; at most {MAX_DOCUMENT_NAME} characters"))
    else:
        content.documents[name] = _read_document(path, file, mistakes)


def _as_text(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} is neither text, number, date, list nor set of fields")


def _parse(path: Path, name: str, mistakes: list[Mistake]) -> Iterator[tuple[str, Any, Place]]:
    """Yields (kind, raw item, place) for each item of one file."""
    known = len(mistakes)
    document = _load_yaml(path, name, mistakes)
    if len(mistakes) > known:
        return
    if not isinstance(document, dict):
        mistakes.append(Mistake(name, 1, "file", f"must hold one of the lists {', '.join(ITEM_TYPES)}"))
        return
    for kind, items in document.items():
        line = document.lc.key(kind)[0] + 1
        if kind not in ITEM_TYPES or not isinstance(items, list):
            mistakes.append(Mistake(name, line, str(kind), f"must be one of the lists {', '.join(ITEM_TYPES)}"))
            continue
        for index, raw in enumerate(items):
            line = items.lc.item(index)[0] + 1
            if not isinstance(raw, dict):
                mistakes.append(Mistake(name, line, kind, "each item must be a set of fields"))
                continue
            yield kind, raw, Place(name, line, {str(key): raw.lc.key(key)[0] + 1 for key in raw})


def _length(content: Content, claim: ClaimItem) -> int:
    texts = [claim.short, claim.detail]
    texts += [content.cautions[caution].text for caution in claim.cautions if caution in content.cautions]
    texts += [content.corrections[correction].known_today for correction in claim.corrections if correction in content.corrections]
    return sum(map(len, texts))


def _check_references(content: Content, places: dict[tuple[str, str], Place], today: date) -> Iterator[Mistake]:
    """Yields what is wrong between items."""

    def missing(kind: str, item_id: str, field_name: str, ids: list[str], known: dict[str, Any]) -> Iterator[Mistake]:
        for unknown in (wanted for wanted in ids if wanted not in known):
            yield places[kind, item_id].mistake(field_name, f"there is no item with the id {unknown!r}")

    all_claims = {**content.claims, **{f"term-{term.id}": term.as_claim() for term in content.terms.values()}}
    for topic in content.topics.values():
        yield from missing("topics", topic.id, "related", topic.related, content.topics)
        yield from missing("topics", topic.id, "belongs_to", [topic.belongs_to] if topic.belongs_to else [], content.topics)
        if not any(claim.topic == topic.id for claim in all_claims.values()):
            yield places["topics", topic.id].mistake("id", f"the topic {topic.id!r} has no claim")
    for kind, items in (("cautions", content.cautions), ("corrections", content.corrections)):
        for item in items.values():
            yield from missing(kind, item.id, "sources", item.sources, content.sources)
    for kind, items in (("claims", content.claims), ("terms", content.terms)):
        for item in items.values():
            for field_name, known in (
                ("sources", content.sources),
                ("cautions", content.cautions),
                ("corrections", content.corrections),
                ("terms", content.terms),
            ):
                yield from missing(kind, item.id, field_name, getattr(item, field_name), known)
            claim = item.as_claim() if isinstance(item, TermItem) else item
            yield from missing(kind, item.id, "topic", [claim.topic], content.topics)
            if (length := _length(content, claim)) > MAX_ANSWER:
                yield places[kind, item.id].mistake(
                    "short", f"the answer has {length} characters with its cautions; at most {MAX_ANSWER} fit a message"
                )
    for kind in ("cautions", "corrections", "claims", "terms"):
        for item in getattr(content, kind).values():
            if isinstance(item, Reviewed) and item.review_due < today:
                yield places[kind, item.id].mistake(
                    "review_due", f"the review was due on {item.review_due}; check the item and set a new date"
                )


def read_content(folder: Path, today: date | None = None, progress: Callable[[str], None] = lambda _line: None) -> Content:
    """Reads and checks all content.

    Args:
        folder: `content/`.
        today: against which reviews are overdue; the current day if not given.
        progress: is told each file read.

    Raises:
        ContentError: with every mistake found: file, line, field, problem.
    """
    mistakes: list[Mistake] = []
    content = Content()
    places: dict[tuple[str, str], Place] = {}
    digest = hashlib.sha256()
    newest = date.min
    files = sorted([*folder.rglob("*.yml"), *folder.rglob("*.yaml")])
    if not files:
        raise ContentError([Mistake(str(folder), 1, "folder", "holds no content files")])
    for path in files:
        name = str(path.relative_to(folder.parent))
        progress(name)
        digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
        part = path.relative_to(folder).parts[0]
        if part in DOCUMENT_FOLDERS:
            _add_document(content, folder, path, mistakes)
            continue
        for kind, raw, place in _parse(path, name, mistakes):
            try:
                item = ITEM_TYPES[kind].parse_obj(raw)
            except ValidationError as error:
                for problem in error.errors():
                    mistakes.append(place.mistake(str(problem["loc"][0]), problem["msg"]))
                continue
            known = getattr(content, kind)
            if item.id in known:
                mistakes.append(place.mistake("id", f"{item.id!r} is already used in {places[kind, item.id].file}"))
                continue
            known[item.id] = item
            places[kind, item.id] = place
            if isinstance(item, Reviewed):
                newest = max(newest, item.reviewed_on)
    mistakes += _check_references(content, places, today or date.today())
    if mistakes:
        raise ContentError(mistakes)
    content.digest = digest.hexdigest()
    content.version = f"{newest.isoformat()}.{content.digest[:8]}"
    return content
