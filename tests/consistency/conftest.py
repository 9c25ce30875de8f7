"""What each part of the project says there is: domain, training data, rules, actions, content."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.knowledge.content import Content, read_content
from bot.settings import PROJECT

CODE = ("bot", "actions", "scripts")
_ENTITY = re.compile(r"\[[^\]]+\](?:\((?P<name>[a-z_]+)[^)]*\)|\{[^}]*\"entity\":\s*\"(?P<key>[a-z_]+)\"[^}]*\})")
_EXAMPLE = re.compile(r"^\s*-\s+(.*\S)\s*$", re.M)


def read_yaml(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def python_files() -> Iterator[tuple[Path, ast.Module]]:
    """Yields every Python file of ours that is not a test, parsed."""
    for folder in CODE:
        for path in sorted((PROJECT / folder).rglob("*.py")):
            yield path.relative_to(PROJECT), ast.parse(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def domain() -> dict[str, Any]:
    return read_yaml(PROJECT / "domain.yml")


@pytest.fixture(scope="session")
def domain_intents(domain) -> set[str]:
    return {next(iter(intent)) if isinstance(intent, dict) else intent for intent in domain["intents"]}


@pytest.fixture(scope="session")
def nlu_blocks() -> list[dict[str, Any]]:
    """Every block of data/nlu, its examples as a list under `texts`."""
    blocks = [block for path in sorted((PROJECT / "data" / "nlu").glob("*.yml")) for block in read_yaml(path).get("nlu") or []]
    for block in blocks:
        block["texts"] = _EXAMPLE.findall(block.get("examples") or "")
    return blocks


@pytest.fixture(scope="session")
def examples_of_topic(nlu_blocks) -> Counter[str]:
    found: Counter[str] = Counter()
    for block in nlu_blocks:
        metadata = block.get("metadata") or {}
        if "intent" in block and "topic" in metadata:
            found[metadata["topic"]] += len(set(block["texts"]))
    return found


@pytest.fixture(scope="session")
def annotated_entities(nlu_blocks) -> set[str]:
    return {match["name"] or match["key"] for block in nlu_blocks for text in block["texts"] for match in _ENTITY.finditer(text)}


@pytest.fixture(scope="session")
def steps() -> list[dict[str, Any]]:
    """Every step of every rule and story."""
    found = []
    for path in sorted([*(PROJECT / "data").rglob("*.yml")]):
        document = read_yaml(path)
        for part in [*(document.get("rules") or []), *(document.get("stories") or [])]:
            found += part["steps"]
    return found


@pytest.fixture(scope="session")
def responses() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for path in [PROJECT / "domain.yml", *sorted((PROJECT / "data").rglob("*.yml"))]:
        for name, variants in (read_yaml(path).get("responses") or {}).items():
            assert name not in found, f"{name} stands in two files"
            found[name] = variants
    return found


@pytest.fixture(scope="session")
def content() -> Content:
    return read_content(PROJECT / "content")
