"""Which model is the current one, and whether it was trained from what the folder holds now."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

# All that training reads; claims and cautions are not among it, so edited answers need no training.
FROM_PROJECT = ("config.yml", "domain.yml", "data", "bot/nlu", "bot/safety", "uv.lock")
FROM_CONTENT = ("red_flags", "topics")


@dataclass(frozen=True)
class CurrentModel:
    """The model that was trained last, and the fingerprint of what it was trained from."""

    path: Path
    fingerprint: str


def fingerprint(project: Path, content: Path) -> str:
    """A digest of names and bytes of everything that training reads."""
    digest = hashlib.sha256()
    for root, names in ((project, FROM_PROJECT), (content, FROM_CONTENT)):
        for name in names:
            for file in _files(root / name):
                text = file.read_bytes()
                digest.update(f"{file.relative_to(root).as_posix()}\0{len(text)}\0".encode() + text)
    return digest.hexdigest()


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    found = (file for file in path.rglob("*") if file.is_file())
    return sorted(file for file in found if not file.name.startswith(".") and "__pycache__" not in file.parts)


def read_current(models: Path) -> CurrentModel | None:
    """The current model, or None when there is none, its file has gone or the record cannot be read."""
    try:
        record = json.loads((models / "current.json").read_text(encoding="utf-8"))
        current = CurrentModel(models / record["model"], record["fingerprint"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return current if current.path.is_file() else None


def write_current(models: Path, current: CurrentModel) -> None:
    """Makes a model the current one, in one step: a reader sees the old record or the new one."""
    record = {"model": current.path.name, "fingerprint": current.fingerprint}
    draft = models / "current.json.new"
    draft.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    os.replace(draft, models / "current.json")
