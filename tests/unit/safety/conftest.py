"""The real content, loaded once; the safety package itself is only ever handed plain data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.safety import ConditionRules, RedFlagRules, merge_documents
from bot.safety.rewriting import Rewriter

CONTENT = Path(__file__).parents[3] / "content"
SMALL_CONTEXT = {"rewrites": {"can't": "cannot", "calfs": "calf"}, "fillers": ["a", "the", "very"], "numbers": {"two": 2, "twenty": 20}}


def load_folder(name: str) -> list[dict[str, Any]]:
    reader = YAML(typ="safe")
    return [reader.load(path) for path in sorted((CONTENT / name).glob("*.yml"))]


@pytest.fixture(scope="session")
def definitions() -> dict[str, Any]:
    return merge_documents(load_folder("red_flags"))


@pytest.fixture(scope="session")
def rules(definitions) -> RedFlagRules:
    return RedFlagRules(definitions)


@pytest.fixture(scope="session")
def condition_documents() -> list[dict[str, Any]]:
    return load_folder("conditions")


@pytest.fixture(scope="session")
def condition_list(condition_documents) -> list[dict[str, Any]]:
    found = [condition for document in condition_documents for condition in document.get("conditions", ())]
    return sorted(found, key=lambda condition: condition["order"])


@pytest.fixture(scope="session")
def condition_rules(definitions, condition_documents, condition_list) -> ConditionRules:
    owners = next(document["owners"] for document in condition_documents if "owners" in document)
    return ConditionRules(
        {
            "conditions": condition_list,
            "owners": owners,
            "context": definitions["context"],
            "ordinary_words": definitions["ordinary_words"],
        }
    )


@pytest.fixture(scope="session")
def rewriter() -> Rewriter:
    return Rewriter(SMALL_CONTEXT)
