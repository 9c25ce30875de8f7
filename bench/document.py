"""Puts what was measured into docs/performance.md, between marks; the words around them are written by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.settings import PROJECT

DOCUMENT = PROJECT / "docs" / "performance.md"
IMAGES = PROJECT / "docs" / "img"


def put(part: str, text: str, path: Path = DOCUMENT) -> None:
    """Replaces one part of the document.

    Args:
        part: the part's name in its marks.
        text: Markdown.
        path: the document.

    Raises:
        ValueError: if the document has no such part.
    """
    begin, end = f"<!-- {part}: begin -->", f"<!-- {part}: end -->"
    before, found, rest = path.read_text(encoding="utf-8").partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"{path} has no part {part!r}")
    path.write_text(f"{before}{begin}\n\n{text.strip()}\n\n{end}{after}", encoding="utf-8")


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Returns a Markdown table; all columns but the first stand right."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)
