"""One message for one answer: everything that content can say fits, with its look, and Telegram can read it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.answers.compose import Composer
from bot.answers.conditions import ConditionBook
from bot.answers.messages import Messages
from bot.channels.telegram import keyboard, subjects, texts
from bot.channels.telegram.render import MAX_LENGTH, load_labels, render, units
from bot.knowledge.content import read_content
from bot.knowledge.database import migrate, open_engine
from bot.knowledge.loader import load
from bot.knowledge.repository import Repository
from bot.server.emergency import load_replies
from bot.settings import PROJECT
from tests.telegram.strict_html import visible


@pytest.fixture(scope="session")
def repository(tmp_path_factory) -> Iterator[Repository]:
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('fits') / 'knowledge.db'}")
    migrate(engine)
    load(engine, read_content(PROJECT / "content"))
    yield Repository(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def composer(repository) -> Composer:
    words = {}
    for document in repository.documents("messages/").values():
        words.update(document)
    return Composer(Messages(words), "v")


def message(reply):
    return {"text": reply.text, "metadata": reply.metadata()}


def check(reply):
    shown = render(message(reply), load_labels())
    assert shown.html is not None, reply.topics
    assert units(visible(shown.html)) <= MAX_LENGTH, reply.topics
    for button in reply.buttons:
        assert len(keyboard.data_for(button.payload, lambda _payload: "x" * 24).encode()) <= 64
    return visible(shown.html)


def test_every_topic_fits_with_its_caution_apart(repository, composer):
    topics = [repository.topic(name.id) for name in repository.names()]
    for topic in topics:
        for rest in (False, True):
            reply = composer.answer([topic], rest=rest)
            shown = check(reply)
            html = render(message(reply), load_labels()).html
            for statement in reply.statements:
                for caution in statement.cautions:
                    assert " ".join(caution.text.split()) in shown
            assert "<b>" in html
            assert f"<blockquote>\u26a0\ufe0f <b>{load_labels().caution}</b>" in html


def test_every_topic_fits_with_the_longest_lines_for_conditions(repository, composer):
    book = ConditionBook(repository.documents("conditions/"), repository.document("red_flags/context"))
    conditions = [
        condition["id"] for document in repository.documents("conditions/").values() for condition in document.get("conditions", ())
    ]
    longest = 0
    for name in repository.names():
        topic = repository.topic(name.id)
        # Somebody to whom three things apply; which three makes the longest answer is not known beforehand.
        lines = sorted((book.lines([condition], name.column) for condition in conditions), key=lambda found: -sum(map(len, found)))[:3]
        reply = composer.answer([topic], condition_lines=[tuple(dict.fromkeys(line for found in lines for line in found))])
        shown = render(message(reply), load_labels())
        longest = max(longest, units(visible(shown.html) if shown.html else shown.text))
    print(f"longest answer: {longest}")
    assert longest <= MAX_LENGTH


def test_every_page_of_corrections_fits(repository, composer):
    for reply in composer.corrections(repository.corrections(), repository.topic("evidence/general")):
        check(reply)


def test_every_emergency_answer_fits():
    for reply in load_replies(PROJECT / "content" / "red_flags").values():
        shown = render({"text": reply.text, "metadata": {"topics": reply.message()["topics"]}}, load_labels())
        assert units(shown.text) <= MAX_LENGTH
        assert (shown.html is None) == (reply.level != "soon")


def test_every_page_of_cautions_fits(repository, monkeypatch):
    monkeypatch.setattr(subjects, "repository", lambda: repository)
    names = [name.id for name in repository.names()]
    for topics in ([], *([name] for name in names), names[:5], names):
        page = subjects.cautions(topics)
        assert units(page.text) <= MAX_LENGTH
        assert units(visible(page.html)) <= MAX_LENGTH


def test_every_subject_can_be_browsed(repository, monkeypatch):
    monkeypatch.setattr(subjects, "repository", lambda: repository)
    groups = [group["group"] for group in subjects.groups()]
    assert {name.id.partition("/")[0] for name in repository.names()} == set(groups)
    assert sum(len(subjects.group_buttons(group)) for group in groups) == len(repository.names())
    assert all(len(subjects.group_buttons(group)) <= 100 for group in groups)
    assert subjects.condition_names(["pregnancy", "no-such"]) == ["pregnancy"]


def walk(entry):
    if isinstance(entry, dict):
        for value in entry.values():
            yield from walk(value)
    elif isinstance(entry, list):
        for value in entry:
            yield from walk(value)
    else:
        yield str(entry)


def test_the_channels_own_sentences_fit():
    texts.check()
    assert all(units(sentence) <= MAX_LENGTH for sentence in walk(texts._all()))
    assert all(units(sentence) <= 200 for sentence in [*walk(texts.entry("tap")), texts.text("feedback.thanks")])
