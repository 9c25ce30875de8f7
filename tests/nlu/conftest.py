"""The served bot and the held-out questions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.evaluation.cases import Question, read_questions
from bot.knowledge.content import read_content
from bot.settings import PROJECT
from tests.servers import RunningBot

FOLDER = Path(__file__).parent
HELDOUT = FOLDER / "heldout"


@pytest.fixture(scope="session")
def running_bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBot]:
    bot = RunningBot(tmp_path_factory.mktemp("bot"))
    yield bot
    bot.stop()


@pytest.fixture(scope="session")
def questions() -> list[Question]:
    return read_questions(HELDOUT / "questions.jsonl")


@pytest.fixture(scope="session")
def caution_texts() -> dict[str, str]:
    return {name: caution.text for name, caution in read_content(PROJECT / "content").cautions.items()}


@pytest.fixture(scope="session")
def floors() -> dict:
    return YAML(typ="safe").load((FOLDER / "floors.yml").read_text(encoding="utf-8"))
