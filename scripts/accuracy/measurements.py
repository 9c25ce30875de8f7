"""Where figures are kept between a measurement and the document: docs/measurements/*.json."""

from __future__ import annotations

import json
from typing import Any

from bot.settings import PROJECT

FOLDER = PROJECT / "docs" / "measurements"
HELDOUT = PROJECT / "tests" / "nlu" / "heldout"
# Conversations that were looked at while the bot was made: their score is no proof.
SAFETY_HELDOUT = PROJECT / "tests" / "safety" / "heldout"


def keep(kind: str, name: str, figures: dict[str, Any]) -> None:
    """Keeps the figures of one thing beside those of others of its kind."""
    replace_all(kind, {**read(kind), name: figures})


def read(kind: str) -> dict[str, Any]:
    """Returns what was kept, by name; empty before the first measurement."""
    path = FOLDER / f"{kind}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def replace_all(kind: str, figures: dict[str, Any]) -> None:
    """Keeps figures in the place of all others of their kind."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{kind}.json").write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
