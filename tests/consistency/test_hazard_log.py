"""The hazard log is whole, and every test that it names exists."""

from __future__ import annotations

import ast
import re

import pytest

from bot.settings import PROJECT

LOG = PROJECT / "docs" / "hazard-log.md"
FIELDS = ("Hazard", "Cause", "Effect", "Initial risk", "Controls", "Tests", "Residual risk")
ENOUGH = 20
_HEADING = re.compile(r"^### (H\d{2}) (.+)$", re.M)
_NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
# DCB0129's usual matrix: rows by likelihood, columns by severity.
SEVERITIES = ("Minor", "Significant", "Considerable", "Major", "Catastrophic")
MATRIX = {
    "Very high": (3, 4, 4, 5, 5),
    "High": (2, 3, 3, 4, 5),
    "Medium": (2, 2, 3, 3, 4),
    "Low": (1, 2, 2, 3, 4),
    "Very low": (1, 1, 2, 2, 3),
}
_RISK = re.compile(rf"^(?P<likelihood>{'|'.join(MATRIX)}) × (?P<severity>{'|'.join(SEVERITIES)}) = (?P<score>[1-5])\b")


def _hazards() -> dict[str, str]:
    """Returns the text of each hazard by id."""
    parts = _HEADING.split(LOG.read_text(encoding="utf-8"))
    ids = parts[1::3]
    assert len(ids) == len(set(ids)), "an id stands twice"
    return dict(zip(ids, (body.partition("\n## ")[0] for body in parts[3::3]), strict=True))


HAZARDS = _hazards()


def _field(body: str, name: str) -> str:
    found = re.search(rf"^- \*\*{name}:\*\* (.+?)(?=^- \*\*|\Z)", body, re.M | re.S)
    assert found, f"{name} is missing"
    return " ".join(found[1].split())


def _tests_of(path: str) -> set[str]:
    file = PROJECT / path
    assert file.is_file(), f"{path} does not exist"
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))}


def test_log_holds_enough_hazards():
    assert len(HAZARDS) >= ENOUGH


@pytest.mark.parametrize("hazard", HAZARDS)
def test_hazard_has_every_field(hazard):
    assert all(_field(HAZARDS[hazard], name) for name in FIELDS)


@pytest.mark.parametrize("hazard", HAZARDS)
def test_every_named_test_exists(hazard):
    named = _NAMED.findall(_field(HAZARDS[hazard], "Tests"))
    assert named, "no test is named"
    assert [f"{path}::{name}" for path, name in named if name not in _tests_of(path)] == []


@pytest.mark.parametrize("hazard", HAZARDS)
def test_risks_are_those_of_the_matrix_and_controls_never_raise_them(hazard):
    scores = []
    for name in ("Initial risk", "Residual risk"):
        found = _RISK.match(_field(HAZARDS[hazard], name))
        assert found, name
        assert int(found["score"]) == MATRIX[found["likelihood"]][SEVERITIES.index(found["severity"])], name
        scores.append(int(found["score"]))
    assert scores[1] <= scores[0]


def test_tests_named_outside_a_hazard_exist_too():
    named = _NAMED.findall(LOG.read_text(encoding="utf-8"))
    assert [f"{path}::{name}" for path, name in named if name not in _tests_of(path)] == []
