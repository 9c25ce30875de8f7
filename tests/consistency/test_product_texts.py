"""Texts outside content/ speak of the bot and of how to use it; none states anything about health."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from ruamel.yaml import YAML

from bot.settings import PROJECT
from tests.texts import strings_in

YAML_TEXTS = ("data/responses/*.yml", "bot/channels/texts.yml", "bot/channels/telegram/texts.yml", "domain.yml")
PLAIN_TEXTS = ("widget/src/strings.ts", "bot/channels/web/static/chat.html", "bot/channels/web/static/demo.html")
# What a sentence about health needs: a thing of the body or a remedy that does something, or a figure with a unit.
STATEMENT = re.compile(
    r"\b(?:helps?|helped|cures?|eases?|eased|prevents?|causes?|caused|relieves?|relieved|treats?|treated|safe|unsafe|harmless|harmful|dangerous"
    r"|stops?|lowers?|raises?|reduces?|works?|avoid)\b.{0,40}\b(?:cramps?|legs?|calf|calves|muscles?|sleep|pain|blood|heart|kidneys?|pregnan\w+)\b"
    r"|\b\d+(?:\.\d+)? ?(?:mg|mcg|iu|ml|g|tablets?|pills?|percent|%)(?!\w)",
    re.I,
)
# "What causes them" in a list of what can be asked is a subject, not a statement.
SUBJECTS = ("what causes them", "what causes", "causes, what to do while it hurts")


def _texts() -> Iterator[tuple[str, str]]:
    for pattern in YAML_TEXTS:
        for path in sorted(PROJECT.glob(pattern)):
            for text in strings_in(YAML(typ="safe").load(path.read_text(encoding="utf-8"))):
                yield path.name, text
    for name in PLAIN_TEXTS:
        source = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", (PROJECT / name).read_text(encoding="utf-8"), flags=re.S)
        yield from ((name, text) for text in re.findall(r"[\"“>]?([A-Z][^\"<>{}`]{8,})", source))


def _remedies() -> re.Pattern[str]:
    """The names of everything that the article covers as a remedy or a medicine, and of the minerals."""
    names = set()
    for path in sorted((PROJECT / "content" / "topics").glob("*.yml")):
        for topic in YAML(typ="safe").load(path.read_text(encoding="utf-8"))["topics"]:
            group, _, name = topic["id"].partition("/")
            if group in ("supplement", "medication", "diet") and name != "general":
                names |= {re.escape(word.lower()) for word in [name.replace("-", " "), topic["title"], *(topic.get("aliases") or [])]}
    return re.compile(rf"\b(?:{'|'.join(sorted(names, key=len, reverse=True))})\b", re.I)


def _states_something(text: str, remedies: re.Pattern[str]) -> bool:
    for subject in SUBJECTS:
        text = re.sub(re.escape(subject), "", text, flags=re.I)
    return bool(STATEMENT.search(text) or remedies.search(text))


@pytest.fixture(scope="module")
def remedies() -> re.Pattern[str]:
    return _remedies()


def test_texts_outside_the_content_state_nothing_about_health(remedies):
    texts = list(_texts())
    assert {name for name, _ in texts} >= {"chat.yml", "texts.yml", "widget/src/strings.ts"}
    assert [(name, text) for name, text in texts if _states_something(text, remedies)] == []


@pytest.mark.parametrize(
    "text", ["Magnesium is worth a try.", "A warm bath eases the cramp.", "Most people take 400 mg.", "It is harmless for your heart."]
)
def test_statement_when_made_is_seen(remedies, text):
    assert _states_something(text, remedies)


def test_list_of_subjects_is_no_statement(remedies):
    assert not _states_something("You can ask what causes them, what to do when one strikes, and about medicines.", remedies)
