"""Tells whether what was learned belongs to the examples that are in the tree."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from bot.settings import PROJECT

FOLLOW_UPS = PROJECT / "conversations" / "follow_ups"
DECLINING = PROJECT / "conversations" / "declining"
REFUSALS, PLAIN_QUESTIONS = DECLINING / "refusals.jsonl", DECLINING / "plain_questions.jsonl"


def talk_files() -> list[Path]:
    """Returns the files of labelled conversations, sorted."""
    return sorted(FOLLOW_UPS.glob("*.jsonl"))


def declining_files() -> list[Path]:
    """Returns the files that the verdict on declining is learned from."""
    return [*talk_files(), REFUSALS, PLAIN_QUESTIONS]


def digest(files: Iterable[Path]) -> str:
    """Returns a fingerprint of files."""
    found = hashlib.sha256()
    for path in files:
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:16]
