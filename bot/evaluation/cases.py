"""Questions and dialogues, one as JSON on each line of a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from bot.evaluation.labels import EMERGENCY, LabelError, Labels, parse_labels

RED = "red"
Case = TypeVar("Case")


class CaseError(ValueError):
    """Lines of a file cannot be used; the message names each of them."""


@dataclass(frozen=True)
class Turn:
    """A message and what answers it; without labels it only leads to the next."""

    text: str
    labels: Labels | None


@dataclass(frozen=True)
class Question:
    """One message, asked out of nothing."""

    id: str
    text: str
    labels: Labels
    set: str
    note: str = ""


@dataclass(frozen=True)
class Dialogue:
    """Messages that follow each other."""

    id: str
    turns: tuple[Turn, ...]


def read_questions(path: Path) -> list[Question]:
    """Reads `{"id", "text", "labels", "set", "note"?}` from each line.

    Raises:
        CaseError: names every bad line.
    """
    return _read(path, _question)


def read_dialogues(path: Path) -> list[Dialogue]:
    """Reads `{"id", "turns": [{"text", "labels"?}, …]}` from each line.

    Raises:
        CaseError: names every bad line.
    """
    return _read(path, _dialogue)


def _read(path: Path, convert: Callable[[Mapping[str, Any], str], Case]) -> list[Case]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"{path} cannot be read: {error}") from error
    cases: list[Case] = []
    problems: list[str] = []
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
            if not isinstance(raw, dict):
                raise CaseError("must be a JSON object")
            name = _text(raw, "id", default=f"line-{number}")
            if name in seen:
                raise CaseError(f"the id {name!r} stands there twice")
            seen.add(name)
            cases.append(convert(raw, name))
        except (ValueError, RecursionError) as error:
            problems.append(f"{path}:{number}: {error}")
    if problems:
        raise CaseError("\n".join(problems))
    if not cases:
        raise CaseError(f"{path} holds no line to ask")
    return cases


def _text(raw: Mapping[str, Any], name: str, default: str | None = None) -> str:
    value = raw.get(name, default)
    if not isinstance(value, str) or not value.strip():
        raise CaseError(f"{name!r} must be a text")
    return value


def _labels(raw: Mapping[str, Any]) -> Labels:
    try:
        return parse_labels(_text(raw, "labels"))
    except LabelError as error:
        raise CaseError(str(error)) from error


def _question(raw: Mapping[str, Any], name: str) -> Question:
    group = _text(raw, "set", default="in")
    # An emergency is right or wrong whatever else the line says.
    labels = parse_labels(EMERGENCY) if group == RED else _labels(raw)
    return Question(name, _text(raw, "text"), labels, group, str(raw.get("note") or ""))


def _dialogue(raw: Mapping[str, Any], name: str) -> Dialogue:
    turns = raw.get("turns")
    if not isinstance(turns, list) or not turns:
        raise CaseError("'turns' must be a list of messages")
    return Dialogue(name, tuple(_turn(turn, place) for place, turn in enumerate(turns, start=1)))


def _turn(raw: Any, place: int) -> Turn:
    if not isinstance(raw, dict):
        raise CaseError(f"turn {place} must be a JSON object")
    try:
        return Turn(_text(raw, "text"), _labels(raw) if "labels" in raw else None)
    except CaseError as error:
        raise CaseError(f"turn {place}: {error}") from error
