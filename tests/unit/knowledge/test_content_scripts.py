"""The two commands around content: one clear message and the right exit code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.knowledge.database import open_engine
from bot.knowledge.repository import Repository
from bot.settings import read_settings
from scripts import check_content, load_content

Edit = Callable[[str, str, str], None]


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch, content_folder: Path, sqlite_url: str) -> dict[str, str]:
    """The environment that the commands read."""
    environment = {"BOT_CONTENT_FOLDER": str(content_folder), "DATABASE_URL": sqlite_url}
    for command in (load_content, check_content):
        monkeypatch.setattr(command, "load_settings", lambda: read_settings(environment))
    return environment


def test_load_content_when_run_twice_then_it_says_so_and_loads_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert (load_content.main(), load_content.main()) == (0, 0)
    first, second = capsys.readouterr().out.splitlines()
    assert "is loaded: 2 sources, 2 topics, 2 cautions, 1 corrections, 1 claims, 1 terms, 3 documents." in first
    assert "was loaded already" in second


def test_load_content_when_there_is_a_mistake_then_it_is_named_and_the_old_content_stays(
    capsys: pytest.CaptureFixture[str], edit: Edit, sqlite_url: str
) -> None:
    load_content.main()
    version = Repository(open_engine(sqlite_url)).version()
    edit("claims/supplement.yml", "[kidneys, stools]", "[]")
    assert load_content.main() == 1
    assert "content/claims/supplement.yml:10: cautions: " in capsys.readouterr().err
    assert Repository(open_engine(sqlite_url)).version() == version


@pytest.mark.parametrize("url", ["postgresql+psycopg2://nobody@127.0.0.1:1/none", "no url", "nosql://x", "sqlite:////proc/none/x.db"])
def test_load_content_when_the_database_cannot_be_used_then_one_line_says_why(
    capsys: pytest.CaptureFixture[str], settings: dict[str, str], url: str
) -> None:
    settings["DATABASE_URL"] = url
    assert load_content.main() == 1
    message = capsys.readouterr().err
    assert message.startswith("The knowledge base cannot be written: ")
    assert message.count("\n") == 1


def test_load_content_when_a_later_program_made_the_tables_then_one_line_says_so(
    capsys: pytest.CaptureFixture[str], sqlite_url: str
) -> None:
    load_content.main()
    with open_engine(sqlite_url).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert load_content.main() == 1
    assert "9999" in capsys.readouterr().err


def test_load_content_when_a_setting_is_wrong_then_it_is_named(capsys: pytest.CaptureFixture[str], settings: dict[str, str]) -> None:
    settings["BOT_PORT"] = "many"
    assert load_content.main() == 1
    assert "BOT_PORT" in capsys.readouterr().err


def test_check_content_when_all_is_right_then_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert check_content.main() == 0
    assert "is in order: 2 sources" in capsys.readouterr().out


def test_check_content_when_a_field_is_wrong_then_it_is_named(capsys: pytest.CaptureFixture[str], edit: Edit) -> None:
    edit("sources.yml", "https://", "http://")
    assert check_content.main() == 1
    assert "content/sources.yml:14: url: " in capsys.readouterr().err


def test_check_content_when_an_answer_is_hard_to_read_or_copied_then_it_is_named(
    capsys: pytest.CaptureFixture[str], edit: Edit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    hard = "Extraordinarily incomprehensible terminology notwithstanding considerable simplification opportunities everywhere."
    edit("claims/supplement.yml", "It relaxes a muscle.", hard)
    (tmp_path / "article.txt").write_text(hard)
    monkeypatch.setattr(check_content, "ARTICLE", tmp_path / "article.txt")
    assert check_content.main() == 1
    message = capsys.readouterr().err
    assert "claim magnesium-relaxes: reading grade" in message
    assert "claims magnesium-relaxes.detail: 8 words in a row from the article: 'extraordinarily" in message
