"""The channel with the real bot behind it."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
import urllib.error
import urllib.request

import pytest

from bot.channels.telegram.texts import text

_CHATS = iter(range(500, 600))


def buttons(message):
    return [button["callback_data"] for row in message.get("reply_markup", {}).get("inline_keyboard", []) for button in row]


def test_an_answer_has_its_caution_apart_its_source_linked_and_a_rating(telegram_bot):
    (answer,) = telegram_bot.says(next(_CHATS), "does magnesium help leg cramps")
    html = answer["sent"]["text"]
    assert answer["sent"]["parse_mode"] == "HTML"
    assert "<blockquote>\u26a0\ufe0f <b>Caution:</b>" in html
    assert re.search(r'<a href="https://[^"]+">[^<]+, \d{4}</a>', html)
    assert html.startswith("<b>")
    assert sum(data.startswith("f:") for data in buttons(answer)) == 2


def test_an_emergency_is_plain_and_leaves_one_way_back(telegram_bot):
    chat = next(_CHATS)
    (answer,) = telegram_bot.says(chat, "I have chest pain and cannot breathe")
    assert "parse_mode" not in answer["sent"]
    assert "emergency number" in answer["text"]
    assert buttons(answer) == ["/confirm_safe"]
    (still,) = telegram_bot.says(chat, "does magnesium help")
    old, new = answer, still
    asyncio.run(telegram_bot.deliver(telegram_bot.api.tap(chat, old, "/confirm_safe")))
    asyncio.run(telegram_bot.deliver(telegram_bot.api.tap(chat, new, "/confirm_safe")))
    telegram_bot.api.wait_for(chat, 3)
    assert text("tap.old") in telegram_bot.api.taps.values()
    assert buttons(telegram_bot.api.sent(chat)[1]) == ["x"]


def test_every_command_is_answered(telegram_bot):
    chat = next(_CHATS)
    for command in telegram_bot.api.commands:
        (answer,) = telegram_bot.says(chat, f"/{command['command']}")
        assert "went wrong" not in answer["text"], command


def test_conditions_are_shown_and_dropped(telegram_bot):
    chat = next(_CHATS)
    telegram_bot.says(chat, "I am pregnant, does magnesium help?")
    (shown,) = telegram_bot.says(chat, "/conditions")
    assert "pregnan" in shown["text"]
    asyncio.run(telegram_bot.deliver(telegram_bot.api.tap(chat, shown, "/forget_conditions")))
    telegram_bot.api.wait_for(chat, 3)
    (shown,) = telegram_bot.says(chat, "/conditions")
    assert shown["text"] == text("conditions.none")


def test_forget_deletes_every_row(telegram_bot):
    chat = next(_CHATS)
    telegram_bot.says(chat, "what is a diuretic")
    conversation = telegram_bot._people.conversation(chat, chat)
    database = sqlite3.connect(telegram_bot.folder / "conversations.db")
    count = "select count(*) from events where sender_id = ?"
    (before,) = database.execute(count, (conversation,)).fetchone()
    assert before > 0
    (answer,) = telegram_bot.says(chat, "/forget")
    assert f"Deleted: {before} stored entries" in answer["text"]
    assert database.execute(count, (conversation,)).fetchone() == (0,)


def test_nothing_people_wrote_stays_in_the_inbox(telegram_bot):
    telegram_bot.says(next(_CHATS), "my word is xylophone")
    rows = (
        sqlite3.connect(telegram_bot.folder / "telegram.db")
        .execute("select body, outbox, chat from telegram_update where done = 1")
        .fetchall()
    )
    assert set(rows) == {(None, None, None)}


def test_a_forged_update_is_refused(telegram_bot):
    update = json.dumps(telegram_bot.api.update(message=telegram_bot.api.message(999, "hi"))).encode()
    request = urllib.request.Request(telegram_bot.hook, update, {"Content-Type": "application/json"})
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=10)
    assert telegram_bot.api.sent(999) == []


def test_nothing_was_refused_by_the_strict_server(telegram_bot):
    assert telegram_bot.api.refused == []
    telegram_bot.check()
