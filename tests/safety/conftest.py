"""The served bot, and messages on which lives may hang."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.servers import RunningBot

HELDOUT = Path(__file__).parent / "heldout"


def lines_of(name: str) -> list[dict[str, Any]]:
    """Returns the lines of one held-out file."""
    return [json.loads(line) for line in (HELDOUT / name).read_text(encoding="utf-8").splitlines() if line.strip()]


def floor(name: str) -> float:
    """Returns the share, from 0 to 1, below which the build fails."""
    return YAML(typ="safe").load((HELDOUT.parent / "floors.yml").read_text(encoding="utf-8"))[name] / 100


@pytest.fixture(scope="session")
def running_bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBot]:
    bot = RunningBot(tmp_path_factory.mktemp("bot"))
    yield bot
    bot.stop()
