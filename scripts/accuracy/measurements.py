"""Where figures are kept between a measurement and the document: docs/measurements/*.json."""

from __future__ import annotations

import json
from typing import Any

from bot.settings import PROJECT

FOLDER = PROJECT / "docs" / "measurements"
HELDOUT = PROJECT / "tests" / "nlu" / "heldout"
SAFETY_HELDOUT = PROJECT / "tests" / "safety" / "heldout"


def keep(kind: str, name: str, figures: dict[str, Any]) -> None:
    """Keeps the figures of one thing beside those of others of its kind."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    kept = {**read(kind), name: figures}
    (FOLDER / f"{kind}.json").write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read(kind: str) -> dict[str, Any]:
    """Returns what was kept, by name; empty before the first measurement."""
    path = FOLDER / f"{kind}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
