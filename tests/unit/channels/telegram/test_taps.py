"""Tapped buttons: answered at once, once, and never when they are stale."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa

from bot.channels.telegram.texts import text

TOPIC = '/ask_topic{"topic": "relief/general"}'


def buttons(message):
    return [(button["text"], button["callback_data"]) for row in message["reply_markup"]["inline_keyboard"] for button in row]


@pytest.fixture
async def asked(api, take, rasa):
    """An answer of the bot with buttons."""
    long = '/choose_topic{"topic": "supplement/' + "x" * 50 + '"}'
    offered = [{"title": "A", "payload": TOPIC}, {"title": "B", "payload": long}]
    account = {"topics": ["relief/general"], "claims": ["c-1"], "content_version": "v"}
    rasa.says["hi"] = [{"text": "Answer", "buttons": offered, **account}]
    await take(api.update(message=api.message(7, "hi")))
    return api.sent(7)[0]


async def test_a_tap_is_answered_marked_and_asked(api, take, asked, rasa):
    await take(api.tap(7, asked, TOPIC))
    assert api.taps == {"1": ""}
    assert rasa.seen[-1][1] == TOPIC
    assert buttons(api.sent(7)[0])[0] == ("\u2713 A", "x")


async def test_a_long_payload_comes_back_whole(api, take, asked, rasa):
    token = buttons(asked)[1][1]
    assert token.startswith("t:")
    await take(api.tap(7, asked, token))
    assert rasa.seen[-1][1].startswith('/choose_topic{"topic": "supplement/xxx')
    assert buttons(api.sent(7)[0]) == [("\u2713 B", "x")]


async def test_the_spinner_ends_before_the_answer_is_thought_out(api, service, asked, rasa):
    rasa.seconds = 0.5
    service.desk.accept(api.tap(7, asked, TOPIC))
    import asyncio

    await asyncio.sleep(0.2)
    assert api.taps == {"1": ""}
    assert len(api.sent(7)) == 1
    await service.desk.idle()


async def test_a_second_tap_does_nothing(api, take, asked, rasa, service):
    await take(api.tap(7, asked, TOPIC), api.tap(7, asked, TOPIC))
    await take(api.tap(7, asked, "x"))
    assert [words for _, words in rasa.seen] == ["hi", TOPIC]
    assert api.taps["3"] == text("tap.done")
    assert service.inbox.counts()[("tap", "repeated")] == 2


@pytest.mark.parametrize("data", ["", "t:unknown", "/restart", '/ask_topic{"topic": 1}', "f:up:unknown", "g:unknown", "\u0000", "words"])
async def test_forged_data_harms_nothing(api, take, asked, rasa, data):
    await take(api.tap(7, asked, data))
    assert len(rasa.seen) == 1
    assert api.taps["1"] is not None


async def test_a_rating_is_kept_without_a_person(api, take, asked, service, tmp_path):
    up = next(data for title, data in buttons(asked) if title == text("feedback.up"))
    await take(api.tap(7, asked, up))
    assert api.taps == {"1": text("feedback.thanks")}
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'feedback.db'}")
    with engine.connect() as connection:
        row = dict(connection.exec_driver_sql("select * from feedback").mappings().one())
    assert (row["channel"], row["topics"], row["claims"], row["content_version"], row["rating"]) == (
        "telegram",
        "relief/general",
        "c-1",
        "v",
        "up",
    )
    assert len(api.sent(7)) == 1
    assert service.inbox.counts()[("tap", "rated")] == 1


async def test_an_old_i_am_safe_does_not_end_a_newer_emergency(api, take, rasa, start, service):
    safe = [{"title": "I am safe", "payload": "/confirm_safe"}, {"title": "Other", "payload": TOPIC}]
    rasa.says["help"] = [{"text": "Call now.", "topics": ["safety/emergency"], "buttons": safe}]
    await take(api.update(message=api.message(7, "help")), api.update(message=api.message(7, "help")))
    old, new = api.sent(7)
    assert buttons(new) == [("I am safe", "/confirm_safe")]
    assert "parse_mode" not in new["sent"]
    await service.close()
    again = await start()
    again.desk.accept(api.tap(7, old, "/confirm_safe"))
    await again.desk.idle()
    assert [words for _, words in rasa.seen] == ["help", "help"]
    assert api.taps == {"1": text("tap.old")}
    again.desk.accept(api.tap(7, new, "/confirm_safe"))
    await again.desk.idle()
    assert rasa.seen[-1][1] == "/confirm_safe"


async def test_in_a_group_only_who_asked_taps(api, take, asked, rasa):
    message = {**asked, "chat": {"id": -5, "type": "group"}, "reply_to_message": {"from": {"id": 1}}}
    await take(api.tap(-5, message, TOPIC, person=2))
    assert api.taps == {"1": text("tap.other")}
    assert len(rasa.seen) == 1
    await take(api.tap(-5, message, TOPIC, person=1))
    assert rasa.seen[-1][1] == TOPIC


async def test_a_tap_on_a_message_that_is_gone_is_answered(api, take, rasa):
    await take(api.tap(7, {"chat": {"id": 7, "type": "private"}, "message_id": 99, "date": 0}, TOPIC))
    assert rasa.seen[-1][1] == TOPIC


def test_a_rating_says_what_was_answered_and_nothing_else(tmp_path):
    from bot.channels.telegram.inbox import Inbox
    from bot.channels.telegram.keyboard import rating_rows

    inbox = Inbox(f"sqlite:///{tmp_path / 't.db'}")
    rows = rating_rows({"topics": ["a/b"], "claims": ["c"], "content_version": "v", "conditions": [{"id": "x"}]}, inbox.remember)
    kept = json.loads(inbox.recall(rows[0][0]["callback_data"].split(":")[2]))
    assert kept == {"topics": ["a/b"], "claims": ["c"], "content_version": "v"}
