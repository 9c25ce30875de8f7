"""The channel's own sentences, from texts.yml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

FILE = Path(__file__).with_name("texts.yml")


@lru_cache(maxsize=1)
def _all() -> dict[str, Any]:
    return YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))


def check() -> None:
    """Reads the file, so that an error in it shows when the bot starts.

    Raises:
        ValueError: if it cannot be read.
    """
    try:
        _all()
    except (OSError, YAMLError) as error:
        raise ValueError(f"{FILE} cannot be read: {error}") from error


def entry(path: str) -> Any:
    """Returns what stands at a dotted path such as `topics.groups`.

    Raises:
        KeyError: if nothing does.
    """
    found: Any = _all()
    for part in path.split("."):
        found = found[part]
    return found


def text(path: str, **values: object) -> str:
    """Returns a sentence, with {placeholders} filled."""
    found = str(entry(path))
    return found.format(**values) if values else found


def notice(kind: str) -> str:
    """Returns what to say to a message that cannot be read."""
    notices = entry("notices")
    return notices.get(kind, notices["other"])
