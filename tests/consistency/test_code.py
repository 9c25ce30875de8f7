"""Code holds no health text, and its settings are documented."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from bot.settings import PROJECT
from tests.consistency.conftest import python_files

# Words of which at least one stands in any sentence about the subject.
HEALTH = re.compile(
    r"\b(?:cramp|cramps|magnesium|potassium|calcium|sodium|vitamin|quinine|diuretic|diuretics|muscle|muscles|calf|stretch|pregnan\w*|kidney|kidneys"
    r"|dose|dosage|tablet|tablets|pill|pills|medicine|medicines|doctor|pharmacist|symptom|symptoms|emergency|ambulance|blood)\b",
    re.I,
)
LONGEST = 6
# Files whose sentences nobody reads as an answer, and why.
NO_ANSWERS = {
    "bot/launcher/run.py": "the example request that `make run` prints",
    "scripts/accuracy/document.py": "row headings of docs/accuracy.md",
}
# Variables whose value in .env.example is an example and not the default.
EXAMPLES_ONLY = {"BOT_ALLOWED_ORIGINS": "there is no sensible default: pages of other sites are let in by name only"}


def _docstrings(tree: ast.Module) -> set[int]:
    owners = [node for node in ast.walk(tree) if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))]
    return {
        id(node.body[0].value)
        for node in owners
        if node.body and isinstance(node.body[0], ast.Expr) and isinstance(node.body[0].value, ast.Constant)
    }


def _sentences(tree: ast.Module) -> Iterator[str]:
    """Yields every string of more than LONGEST plain words that names something of medicine; f-strings are read as a whole."""
    left_out = _docstrings(tree) | {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            text = " ".join(part.value if isinstance(part, ast.Constant) else "x" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left_out:
            text = node.value
        else:
            continue
        words = re.findall(r"[A-Za-z'-]+", text)
        is_pattern = any(mark in text for mark in ("\\b", "(?:", "|"))
        is_statement = text.lstrip().upper().startswith(("SELECT ", "LOCK ", "CREATE "))
        if len(words) > LONGEST and HEALTH.search(text) and not is_pattern and not is_statement:
            yield text


def test_finder_of_sentences_finds_one():
    tree = ast.parse(
        '"""Quinine is a medicine that doctors no longer give."""\nx = f"Take {n} magnesium tablets a day for your cramps"\ny = "kidney"\n'
    )
    assert list(_sentences(tree)) == ["Take  x  magnesium tablets a day for your cramps"]


def test_code_holds_no_sentence_about_health():
    found = {}
    for path, tree in python_files():
        texts = list(_sentences(tree))
        if texts and path.as_posix() not in NO_ANSWERS:
            found[path.as_posix()] = texts
    assert found == {}


def test_excuses_for_sentences_are_still_needed():
    files = {path.as_posix(): tree for path, tree in python_files()}
    assert [name for name in NO_ANSWERS if name not in files or not list(_sentences(files[name]))] == []


def _variables(tree: ast.Module) -> set[str]:
    """Returns the environment variables that bot/settings.py reads."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            is_get = (
                isinstance(node.func, ast.Attribute) and node.func.attr == "get" and getattr(node.func.value, "id", "") == "environment"
            )
            is_number = isinstance(node.func, ast.Name) and node.func.id == "_number"
            found |= {item.value for item in node.args[: 2 if is_number else 1] if (is_get or is_number) and isinstance(item, ast.Constant)}
    return {name for name in found if isinstance(name, str)}


def _documented() -> dict[str, str]:
    lines = (PROJECT / ".env.example").read_text(encoding="utf-8").splitlines()
    return dict(re.fullmatch(r"#?([A-Z_]+)=(.*)", line).groups() for line in lines if re.fullmatch(r"#?[A-Z_]+=.*", line))


def test_every_setting_is_in_the_example_and_nothing_else():
    read = _variables(ast.parse((PROJECT / "bot" / "settings.py").read_text(encoding="utf-8")))
    assert len(read) > 8
    assert read - set(_documented()) == set(), "not in .env.example"
    elsewhere = set(_documented()) - read
    code = "\n".join(
        path.read_text(encoding="utf-8") for path in [*(PROJECT / "bot").rglob("*.py"), *(PROJECT / "scripts").iterdir()] if path.is_file()
    )
    assert [name for name in elsewhere if name not in code] == [], "documented, but nobody reads it"


def test_values_in_the_example_are_the_defaults():
    from bot.settings import read_settings

    defaults = {name: value for name, value in _documented().items() if name not in EXAMPLES_ONLY}
    assert read_settings(defaults) == read_settings({})


def test_example_holds_no_secret():
    assert [
        name for name, value in _documented().items() if value and any(word in name for word in ("PASSWORD", "TOKEN", "SECRET", "KEY"))
    ] == []


def test_components_of_the_pipeline_are_ours_and_exist():
    import importlib

    from tests.consistency.conftest import read_yaml

    for part in read_yaml(PROJECT / "config.yml")["pipeline"]:
        module, _, name = part["name"].rpartition(".")
        assert hasattr(importlib.import_module(module), name)
