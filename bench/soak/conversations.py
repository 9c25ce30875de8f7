"""Reads what is said in a soak."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bench.bots import has_fact
from bench.talk import Replies, Turn

FILE = Path(__file__).with_name("conversations.yml")
FACT, ANY = "fact", "any"


def read(path: Path = FILE) -> list[list[Turn]]:
    """Returns the conversations of the file."""
    return [[_turn(item, each["name"]) for item in each["turns"]] for each in YAML(typ="safe").load(path.read_text(encoding="utf-8"))]


def _turn(item: dict[str, Any], kind: str) -> Turn:
    wanted = item["right"]
    return Turn(item["say"], has_fact if wanted == FACT else lambda replies: answers(replies, wanted), kind)


def answers(replies: Replies, topic: str) -> bool:
    """Whether the first reply has text and begins with a topic; `any` topic will do where the file says so."""
    if not replies or not replies[0].get("text"):
        return False
    topics = (replies[0].get("metadata") or {}).get("topics") or []
    return topic == ANY or topics[:1] == [topic]
