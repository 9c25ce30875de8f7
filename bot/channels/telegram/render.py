"""An answer in Telegram's HTML. Every word of the answer's text is kept; only its look changes, and every value is escaped."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML

from bot.settings import load_settings

EMERGENCY = "safety/emergency"
MAX_LENGTH = 4096
_WARNING = "\u26a0\ufe0f "


@dataclass(frozen=True)
class Labels:
    """The words by which the lines of an answer are known, from content/messages/answers.yml."""

    caution: str
    source: str
    known_today: str


@dataclass(frozen=True)
class Rendered:
    """A message for Telegram: in HTML, or, where `html` is None, as plain text."""

    text: str
    html: str | None = None


@lru_cache(maxsize=1)
def load_labels() -> Labels:
    """Returns the labels of this process's content."""
    path = load_settings().content_folder / "messages" / "answers.yml"
    labels = YAML(typ="safe").load(path.read_text(encoding="utf-8"))["labels"]
    return Labels(labels["caution"], labels["source"], labels["known_today"])


def units(text: str) -> int:
    """Returns a text's length as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def is_emergency(message: Mapping[str, Any]) -> bool:
    """Whether a message of the bot is the answer to an emergency."""
    topics = (message.get("metadata") or {}).get("topics") or []
    return EMERGENCY in topics[:1]


def render(message: Mapping[str, Any], labels: Labels) -> Rendered:
    """Renders one message of the bot.

    Args:
        message: as the answer contract has it; `metadata.parts` say which line is what.
        labels: of the content.

    Returns:
        The message. An emergency is left as plain text, and so is what would become too long by its look.
    """
    text = str(message.get("text") or "")
    if is_emergency(message):
        return Rendered(text)
    parts = [part for part in (message.get("metadata") or {}).get("parts") or [] if isinstance(part, Mapping)]
    lines = [line for line in text.split("\n") if line.strip()] if parts or (message.get("metadata") or {}).get("claims") else []
    if not lines:
        return Rendered(text, escape(text))
    shorts = {_plain(part.get("short")) for part in parts}
    for_you = {_plain(line) for part in parts for line in part.get("for_you") or []}
    sources = [source for part in parts for source in part.get("sources") or [] if isinstance(source, Mapping)]
    shown: list[str] = []
    for line in lines:
        plain = _plain(line)
        if plain in shorts:
            shown.append(f"<b>{escape(plain)}</b>")
        elif line.startswith(labels.caution):
            shown.append(f"<blockquote>{_WARNING}{_labelled(line, labels.caution)}</blockquote>")
        elif plain in for_you:
            shown.append(f"<blockquote>{_WARNING}{escape(line)}</blockquote>")
        elif line.startswith(labels.known_today):
            shown.append(_labelled(line, labels.known_today))
        elif line.startswith(labels.source):
            shown.append(f"<i>{escape(labels.source)}</i>{_linked(line[len(labels.source) :], sources)}")
        else:
            shown.append(escape(line))
    if units(text) + len(lines) * (1 + len(_WARNING)) > MAX_LENGTH:
        return Rendered(text)
    return Rendered(text, _joined(shown))


def escape(value: Any) -> str:
    """Returns a value as it may stand in Telegram's HTML, also inside of an attribute."""
    return html.escape(str(value), quote=True)


def link(name: str, url: Any) -> str:
    """Returns a link, or only the name where there is no address for a browser."""
    if isinstance(url, str) and url.startswith(("https://", "http://")):
        return f'<a href="{escape(url)}">{escape(name)}</a>'
    return escape(name)


def _plain(value: Any) -> str:
    return " ".join(str(value or "").split())


def _labelled(line: str, label: str) -> str:
    return f"<b>{escape(label)}</b>{escape(line[len(label) :])}"


def _linked(names: str, sources: Sequence[Mapping[str, Any]]) -> str:
    """Returns the rest of a source line, with the names of those sources as links that have an address."""
    done, rest = "", names
    addresses = {}
    for source in sources:
        name = f"{source.get('publisher')}, {source.get('year')}"
        if source.get("url") and name in names:
            addresses.setdefault(name, source["url"])
    while rest:
        found = [(rest.find(name), -len(name), name) for name in addresses if name in rest]
        if not found:
            break
        place, _, name = min(found)
        done += escape(rest[:place]) + link(name, addresses.pop(name))
        rest = rest[place + len(name) :]
    return done + escape(rest)


def _joined(shown: Sequence[str]) -> str:
    """Returns the lines as paragraphs; a quotation brings its own distance."""
    text = ""
    for line in shown:
        quoted = line.startswith("<blockquote>") or text.endswith("</blockquote>")
        text += ("" if not text else "\n" if quoted else "\n\n") + line
    return text
