"""The menu and what its commands do."""

from __future__ import annotations

import pytest

from bot.channels.telegram import commands, subjects
from bot.channels.telegram.memory import Memory
from bot.channels.telegram.texts import entry, text


def last(api, chat=7):
    return api.sent(chat)[-1]


@pytest.fixture
def say(api, take):
    async def send(words, chat=7):
        await take(api.update(message=api.message(chat, words)))
        return last(api, chat)

    return send


async def test_the_menu_is_set_and_every_entry_works(api, service):
    assert {command["command"] for command in api.commands} == commands.NAMES
    assert len(api.commands) == 9


async def test_start_says_what_it_is(say):
    message = await say("/start")
    for words in ("chatbot", "not a doctor", "not end-to-end encrypted", "What is kept"):
        assert words in message["text"]
    assert len(message["reply_markup"]["inline_keyboard"]) == len(entry("start_buttons"))


@pytest.mark.parametrize(("command", "payload"), [("/help", "/ask_help"), ("/sources", "/ask_sources"), ("/accuracy", "/ask_accuracy")])
async def test_questions_go_to_the_bot(say, rasa, command, payload):
    await say(command)
    assert rasa.seen[-1][1] == payload


async def test_topics_are_browsed_by_group(api, take, say, monkeypatch):
    monkeypatch.setattr(subjects, "groups", lambda: [{"title": "Causes", "group": "cause"}])
    monkeypatch.setattr(subjects, "group_buttons", lambda group: [{"title": "One", "payload": f'/ask_topic{{"topic": "{group}/one"}}'}])
    message = await say("/topics")
    await take(api.tap(7, message, "g:cause"), api.tap(7, message, "g:cause"))
    assert [row[0]["callback_data"] for row in last(api)["reply_markup"]["inline_keyboard"]] == ['/ask_topic{"topic": "cause/one"}']
    assert len(api.sent(7)) == 3


async def test_cautions_are_those_of_the_subject(say, store, monkeypatch):
    store.slots = {"topics": ["a/b"]}
    monkeypatch.setattr(subjects, "cautions", lambda topics: subjects.Page(f"plain {topics}", f"<b>{topics[0]}</b>"))
    assert (await say("/cautions"))["text"] == "a/b"


async def test_conditions_are_shown_with_a_way_to_drop_them(say, store, monkeypatch):
    assert (await say("/conditions"))["text"] == text("conditions.none")
    store.slots = {"conditions": ["x"]}
    monkeypatch.setattr(subjects, "condition_names", lambda _found: ["glaucoma & co"])
    message = await say("/conditions")
    assert "glaucoma & co" in message["text"]
    assert message["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "/forget_conditions"


async def test_what_is_over_is_not_shown(store, service):
    store.slots = {"conditions": ["x"]}
    memory = service.clerk._commands._memory
    assert await memory.slot("c", "conditions") == ["x"]
    tracker = await store.retrieve("c")
    tracker.events[0].timestamp -= 3601
    assert memory._is_over(tracker)


async def test_restart_and_forget(say, monkeypatch):
    over = []

    async def start_over(_self, conversation):
        over.append(conversation)

    async def delete(_self, _conversation):
        return 12, 0

    monkeypatch.setattr(Memory, "start_over", start_over)
    monkeypatch.setattr(Memory, "delete", delete)
    assert (await say("/restart"))["text"] == text("restart")
    assert over
    assert "12 stored entries" in (await say("/forget"))["text"]


async def test_a_failed_deletion_does_not_look_like_one(say, monkeypatch):
    async def delete(_self, _conversation):
        raise RuntimeError

    monkeypatch.setattr(Memory, "delete", delete)
    assert (await say("/forget"))["text"] == text("forget.failed")


async def test_without_the_knowledge_base_it_says_so(say, monkeypatch):
    from bot.knowledge.repository import KnowledgeUnavailable

    def fail():
        raise KnowledgeUnavailable

    monkeypatch.setattr(subjects, "groups", fail)
    assert (await say("/topics"))["text"] == text("unavailable")
