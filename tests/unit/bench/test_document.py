"""Tables and their place in the document."""

from __future__ import annotations

import pytest

from bench.document import DOCUMENT, put, table


def test_put_replaces_its_own_part_only(tmp_path):
    path = tmp_path / "page.md"
    path.write_text("head\n<!-- a: begin -->old<!-- a: end -->\n<!-- b: begin -->b<!-- b: end -->\ntail\n", encoding="utf-8")
    put("a", "new", path)
    put("a", "newer", path)
    assert path.read_text(encoding="utf-8") == (
        "head\n<!-- a: begin -->\n\nnewer\n\n<!-- a: end -->\n<!-- b: begin -->b<!-- b: end -->\ntail\n"
    )


@pytest.mark.parametrize("text", ["nothing", "<!-- a: begin --> never closed"])
def test_a_document_without_the_part_is_left_alone(tmp_path, text):
    path = tmp_path / "page.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="has no part 'a'"):
        put("a", "new", path)
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("part", ["compare", "turn", "growth", "soak"])
def test_the_project_s_document_has_a_place_for_every_measurement(part, tmp_path):
    copy = tmp_path / "performance.md"
    copy.write_text(DOCUMENT.read_text(encoding="utf-8"), encoding="utf-8")
    put(part, "measured", copy)
    assert f"<!-- {part}: begin -->\n\nmeasured\n\n" in copy.read_text(encoding="utf-8")


def test_a_table_is_markdown():
    assert table(["", "ms"], [["ours", 3]]) == "|  | ms |\n| --- | ---: |\n| ours | 3 |"
