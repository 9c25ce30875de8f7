"""Writes data/nlu/names.yml from the names in content/topics, so that both stay in step (`make lookups`)."""

from __future__ import annotations

import sys
from pathlib import Path

from bot.knowledge.content import ContentError, read_content
from bot.settings import PROJECT, load_settings

TARGET = PROJECT / "data" / "nlu" / "names.yml"
HEAD = '# Made by scripts/make_lookups.py from content/topics and content/glossary; do not edit by hand.\nversion: "3.1"\n\nnlu:\n'


def render(names: dict[str, list[str]]) -> str:
    """Returns the file: a lookup table of all names, and for each topic its names as synonyms of the topic's id."""
    lines = [HEAD + "- lookup: name\n  examples: |\n"]
    lines += [f"    - {name}\n" for name in sorted({name for aliases in names.values() for name in aliases})]
    for topic, aliases in names.items():
        lines.append(f"- synonym: {topic}\n  examples: |\n")
        lines += [f"    - {name}\n" for name in aliases]
    return "".join(lines)


def names_by_topic(folder: Path) -> dict[str, list[str]]:
    """Returns the lower-case names of each topic; a name that two topics claim belongs to the first."""
    content = read_content(folder)
    names: dict[str, list[str]] = {topic.id: [alias.lower() for alias in topic.aliases] for topic in content.topics.values()}
    for term in content.terms.values():
        names.setdefault(f"{term.GROUP}/{term.id}", []).extend(alias.lower() for alias in [term.name, *term.aliases])
    taken: set[str] = set()
    kept: dict[str, list[str]] = {}
    for topic, aliases in names.items():
        kept[topic] = [alias for alias in dict.fromkeys(aliases) if alias not in taken]
        taken.update(kept[topic])
    return {topic: aliases for topic, aliases in kept.items() if aliases}


def main() -> int:
    """Writes the file; with --check only says whether it is up to date."""
    try:
        text = render(names_by_topic(load_settings().content_folder))
    except ContentError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if "--check" in sys.argv:
        if TARGET.read_text(encoding="utf-8") == text:
            return 0
        sys.stderr.write(f"{TARGET} is not what content/ says. Run: make lookups\n")
        return 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
