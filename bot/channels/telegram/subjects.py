"""What the channel shows straight from the knowledge base: subjects, cautions, and the names of conditions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bot.channels.telegram.render import MAX_LENGTH, escape, link, units
from bot.channels.telegram.texts import entry, text
from bot.knowledge.database import open_engine
from bot.knowledge.records import Topic
from bot.knowledge.repository import Repository
from bot.settings import load_settings

GENERAL = "safety/see-doctor"


@dataclass(frozen=True)
class Page:
    """A message of the channel's own, in both forms."""

    text: str
    html: str


@lru_cache(maxsize=1)
def repository() -> Repository:
    """Returns this process's door to the knowledge base."""
    return Repository(open_engine(load_settings().database_url))


def groups() -> list[dict[str, str]]:
    """Returns a button for each group of subjects that has any."""
    present = {name.id.partition("/")[0] for name in repository().names()}
    return [{"title": title, "group": group} for group, title in entry("topics.groups").items() if group in present]


def group_buttons(group: str) -> list[dict[str, str]]:
    """Returns a button for each subject of a group."""
    intent = "ask_definition" if group == "glossary" else "ask_topic"
    names = [name for name in repository().names() if name.id.partition("/")[0] == group]
    return [{"title": name.title, "payload": f'/{intent}{{"topic": "{name.id}"}}'} for name in names]


def condition_names(conditions: Iterable[str]) -> list[str]:
    """Returns what the content calls these conditions."""
    wanted = list(conditions)
    if not wanted:
        return []
    known = {
        condition["id"]: condition["name"]
        for document in repository().documents("conditions/").values()
        for condition in document.get("conditions", ())
    }
    return [known[condition] for condition in wanted if condition in known]


def cautions(topics: Sequence[str]) -> Page:
    """Returns the cautions of subjects, each once, with their sources; those of the general subject if there are none."""
    found = [topic for topic in map(repository().topic, topics) if topic]
    general = repository().topic(GENERAL)
    labels = repository().document("messages/answers")["labels"]
    intro = text("cautions.intro" if found else "cautions.general")
    plain, shown, said = [intro], [escape(intro)], set()
    for topic in [*found, *([general] if general and GENERAL not in topics else [])]:
        new = [caution for claim in topic.claims for caution in claim.cautions if caution.text not in said]
        if not new:
            continue
        words = " ".join(caution.text.strip() for caution in new)
        names: dict[str, Any] = {}
        for source in _sources(topic):
            # Of pages that are called the same the first one with an address is linked.
            name = _name(source, labels)
            names[name] = names.get(name) or source.url
        block = f"{topic.name.title}: {words}\n{labels['source']} {'; '.join(names)}"
        if units("\n\n".join([*plain, block, labels["always"]])) > MAX_LENGTH - 100:
            break
        said.update(caution.text for caution in new)
        plain.append(block)
        linked = "; ".join(link(name, url) for name, url in names.items())
        box = f"<blockquote>\u26a0\ufe0f {escape(words)}</blockquote>"
        shown.append(f"<b>{escape(topic.name.title)}</b>\n{box}\n<i>{escape(labels['source'])}</i> {linked}")
    return Page("\n\n".join([*plain, labels["always"]]), "\n\n".join([*shown, escape(labels["always"])]))


def _sources(topic: Topic) -> list[Any]:
    found = {source.id: source for claim in topic.claims for source in claim.sources}
    return list(found.values())


def _name(source: Any, labels: Any) -> str:
    return labels["article"] if source.kind == "article" else f"{source.publisher}, {source.year or labels['no_year']}"
