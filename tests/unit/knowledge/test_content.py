"""Reading content: what is right comes out, what is wrong is named by file, line and field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.knowledge.content import MAX_ANSWER, ContentError, Mistake, read_content

Edit = Callable[[str, str, str], None]


def mistakes_of(folder: Path, today: date | None = None) -> list[Mistake]:
    with pytest.raises(ContentError) as caught:
        read_content(folder, today or date(2026, 6, 1))
    return caught.value.mistakes


def test_content_when_all_is_right_then_every_item_is_there_by_id(content_folder: Path) -> None:
    content = read_content(content_folder, date(2026, 6, 1))
    assert list(content.topics) == ["supplement/magnesium", "glossary/mineral"]
    assert list(content.sources) == ["article#minerals", "trial-2020"]
    assert (list(content.cautions), list(content.corrections)) == (["kidneys", "stools"], ["little-benefit"])
    assert (list(content.claims), list(content.terms)) == (["magnesium-relaxes"], ["mineral"])


def test_documents_when_read_then_they_are_plain_data_by_path(content_folder: Path) -> None:
    assert read_content(content_folder).documents == {
        "conditions/pregnancy": {"id": "pregnancy"},
        "messages/answers": {"labels": {"caution": "Take care:"}, "steps": ["one", "two"], "since": "2026-01-01"},
        "red_flags/chest": {"flags": []},
    }


def test_version_when_nothing_changed_then_it_is_the_same_and_begins_with_the_newest_review(content_folder: Path) -> None:
    first, second = read_content(content_folder), read_content(content_folder)
    assert (first.version, first.digest) == (second.version, second.digest)
    assert first.version == f"2026-02-02.{first.digest[:8]}"


@pytest.mark.parametrize("name", ["claims/supplement.yml", "messages/answers.yml", "conditions/pregnancy.yml", "red_flags/chest.yml"])
def test_version_when_any_file_changed_then_it_is_another(content_folder: Path, name: str) -> None:
    before = read_content(content_folder).version
    with (content_folder / name).open("a") as file:
        file.write("# looked at again\n")
    assert read_content(content_folder).version != before


def test_progress_when_given_then_it_is_told_each_file(content_folder: Path) -> None:
    told: list[str] = []
    read_content(content_folder, progress=told.append)
    assert "content/claims/supplement.yml" in told
    assert len(told) == 9


CLAIMS = "claims/supplement.yml"


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "field", "problem"),
    [
        (CLAIMS, "certainty: moderate", "certainty: sure", 6, "certainty", "must be one of high"),
        (CLAIMS, "short:", "shrot:", 4, "shrot", "extra fields"),
        (CLAIMS, "    certainty: moderate\n", "", 2, "certainty", "required"),
        (CLAIMS, "[kidneys, stools]", "[]", 10, "cautions", "at least 1"),
        (CLAIMS, "    cautions: [kidneys, stools]\n", "", 2, "cautions", "required"),
        (CLAIMS, "[article#minerals, trial-2020]", "[]", 8, "sources", "at least 1"),
        (CLAIMS, "    sources: [article#minerals, trial-2020]\n", "", 2, "sources", "required"),
        (CLAIMS, "trial-2020]", "trial-1999]", 8, "sources", "'trial-1999'"),
        (CLAIMS, "stools]", "belly]", 10, "cautions", "'belly'"),
        (CLAIMS, "[little-benefit]", "[no-benefit]", 9, "corrections", "'no-benefit'"),
        (CLAIMS, "[mineral]", "[salt]", 11, "terms", "'salt'"),
        (CLAIMS, "2027-02-02", "2026-05-31", 13, "review_due", "was due on 2026-05-31"),
        (CLAIMS, "2027-02-02", "2026-01-31", 13, "review_due", "later than reviewed_on"),
        (CLAIMS, "It relaxes a muscle.", "x" * MAX_ANSWER, 4, "short", "3,500".replace(",", "")),
        ("topics.yml", "[glossary/mineral, glossary/mineral]", "[glossary/salt]", 5, "related", "'glossary/salt'"),
        ("topics.yml", "  - id: glossary/mineral", "  - id: glossary/metal", 8, "id", "has no claim"),
        ("topics.yml", "  - id: glossary/mineral", "  - id: supplement/magnesium", 8, "id", "already used in content/topics.yml"),
        ("sources.yml", "https://", "http://", 14, "url", "regex"),
        ("cautions.yml", "[trial-2020]", "[trial-1]", 5, "sources", "'trial-1'"),
        ("cautions.yml", "2027-01-01", "2026-05-01", 7, "review_due", "was due"),
        ("corrections.yml", "[trial-2020]", "[trial-1]", 7, "sources", "'trial-1'"),
        ("corrections.yml", "unproven", "doubtful", 3, "verdict", "out-of-date"),
        ("glossary.yml", "[kidneys]", "[]", 7, "cautions", "at least 1"),
        ("glossary.yml", "[article#minerals]", "[article#salt]", 6, "sources", "'article#salt'"),
        ("glossary.yml", "terms:", "words:", 1, "words", "must be one of the lists"),
        ("glossary.yml", "- id: mineral", "- just words\n  - id: mineral", 2, "terms", "set of fields"),
        ("glossary.yml", "name: mineral", "name: [mineral", 4, "file", "is not valid YAML"),
        ("glossary.yml", "name: mineral", "name: mineral\n    name: salt", 4, "file", "duplicate key"),
        ("messages/answers.yml", "[one, two]", "[one, two", 4, "file", "is not valid YAML"),
        ("conditions/pregnancy.yml", "id: pregnancy", "- pregnancy", 1, "file", "must be a set of fields"),
        ("conditions/pregnancy.yml", "id: pregnancy", "id: !!set {a, b}", 1, "file", "cannot be kept"),
    ],
)
def test_content_when_there_is_a_mistake_then_file_line_and_field_are_named(
    content_folder: Path, edit: Edit, file: str, old: str, new: str, line: int, field: str, problem: str
) -> None:
    edit(file, old, new)
    found = [mistake for mistake in mistakes_of(content_folder) if mistake.file == f"content/{file}" and problem in mistake.problem]
    assert [(mistake.line, mistake.field) for mistake in found] == [(line, field)]


def test_content_when_a_claim_has_an_unknown_topic_then_it_is_named(content_folder: Path, edit: Edit) -> None:
    edit(CLAIMS, "supplement/magnesium", "supplement/zinc")
    assert Mistake(f"content/{CLAIMS}", 3, "topic", "there is no item with the id 'supplement/zinc'") in mistakes_of(content_folder)


def test_content_when_two_files_make_one_document_then_it_is_named(content_folder: Path) -> None:
    (content_folder / "conditions" / "pregnancy.yaml").write_text("id: other\n")
    assert [mistake.problem for mistake in mistakes_of(content_folder)] == ["there is already a document 'conditions/pregnancy'"]


def test_content_when_a_file_is_empty_then_it_is_named(content_folder: Path) -> None:
    (content_folder / "claims" / "later.yml").write_text("")
    assert [str(mistake)[:28] for mistake in mistakes_of(content_folder)] == ["content/claims/later.yml:1: "]


def test_content_when_a_file_is_not_text_then_it_is_named(content_folder: Path) -> None:
    (content_folder / "claims" / "later.yml").write_bytes(b"\xff\xfe\x00")
    assert [(mistake.file, mistake.field) for mistake in mistakes_of(content_folder)] == [("content/claims/later.yml", "file")]


def test_content_when_there_are_several_mistakes_then_all_are_told_at_once(content_folder: Path, edit: Edit) -> None:
    edit("sources.yml", "https://", "http://")
    edit("corrections.yml", "unproven", "doubtful")
    assert {mistake.file for mistake in mistakes_of(content_folder)} >= {"content/sources.yml", "content/corrections.yml"}


@pytest.mark.parametrize("name", ["empty", "missing"])
def test_content_when_the_folder_holds_nothing_then_that_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    assert [mistake.problem for mistake in mistakes_of(tmp_path / name)] == ["holds no content files"]
