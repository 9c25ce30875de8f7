"""What the bot says when a red flag was found, from content/red_flags/replies.yml."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

LEVELS = {"now": "safety/emergency", "today": "safety/emergency", "soon": "safety/see-doctor"}


class EmergencyRepliesError(ValueError):
    """The replies cannot be used. This must come up when the bot starts, never when somebody needs one."""


@dataclass(frozen=True)
class EmergencyReply:
    """One reply: who to call, and when."""

    id: str
    level: str
    text: str
    phone_numbers: tuple[str, ...]
    sources: tuple[str, ...]

    def message(self) -> dict[str, Any]:
        """Returns the text with its account. It holds no claims: first comes help."""
        return {
            "text": self.text,
            "topics": [LEVELS[self.level]],
            "claims": [],
            "cautions": [],
            "sources": list(self.sources),
            "level": self.level,
            "phone_numbers": list(self.phone_numbers),
        }


def _documents(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    for path in sorted(folder.glob("*.yml")):
        try:
            document = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        except (YAMLError, UnicodeDecodeError) as error:
            raise EmergencyRepliesError(f"{path}: is not valid YAML: {error}") from error
        if isinstance(document, dict):
            yield path, document


def _texts(raw: dict[str, Any], name: str) -> tuple[str, ...]:
    values = raw.get(name) or []
    if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
        raise EmergencyRepliesError(f"reply {raw.get('id')}: {name} must be a list of texts")
    return tuple(values)


def _reply(raw: Any) -> EmergencyReply:
    if not isinstance(raw, dict) or not isinstance(raw.get("id"), str) or not raw["id"]:
        raise EmergencyRepliesError("every reply needs an id")
    text = raw.get("text")
    if not isinstance(text, str) or not text.strip():
        raise EmergencyRepliesError(f"reply {raw['id']}: text is missing")
    if raw.get("level") not in LEVELS:
        raise EmergencyRepliesError(f"reply {raw['id']}: level must be one of {', '.join(LEVELS)}")
    phones = _texts(raw, "phone_examples")
    if raw["level"] == "now" and not phones:
        raise EmergencyRepliesError(f"reply {raw['id']}: level now needs phone_examples")
    # One message, whatever the channel does with blank lines.
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return EmergencyReply(raw["id"], raw["level"], "\n".join(lines), phones, _texts(raw, "sources"))


def load_replies(folder: Path) -> dict[str, EmergencyReply]:
    """Reads the replies by id.

    Args:
        folder: `content/red_flags`.

    Raises:
        EmergencyRepliesError: if a reply is broken, or a red flag names a reply that is not there.
    """
    replies: dict[str, EmergencyReply] = {}
    wanted: dict[str, str] = {}
    for path, document in _documents(folder):
        for raw in document.get("replies") or []:
            reply = _reply(raw)
            if reply.id in replies:
                raise EmergencyRepliesError(f"{path}: reply {reply.id} stands there twice")
            replies[reply.id] = reply
        for flag in document.get("flags") or []:
            wanted[str(flag.get("reply_id"))] = f"{path}: {flag.get('id')}"
    if not replies:
        raise EmergencyRepliesError(f"{folder} holds no replies")
    for reply_id, place in wanted.items():
        if reply_id not in replies:
            raise EmergencyRepliesError(f"{place}: there is no reply with the id {reply_id}")
    return replies
