"""Delivered once, in order, whatever happens to Telegram or to the process."""

from __future__ import annotations

import asyncio
import logging

from tests.telegram.strict_api import Refusal


def texts(api, chat):
    return [message["text"] for message in api.sent(chat)]


async def test_a_question_is_answered_once_and_nothing_of_it_is_kept(api, take, service):
    update = api.update(message=api.message(7, "hello"))
    await take(update)
    assert texts(api, 7) == ["echo hello"]
    assert [method for method, _ in api.requests if method == "sendChatAction"] == ["sendChatAction"]
    assert not service.desk.accept(update)
    await service.desk.idle()
    assert texts(api, 7) == ["echo hello"]
    assert service.inbox.counts() == {("text", "answered"): 1, ("duplicate", "dropped"): 1}
    with service.inbox.engine.connect() as connection:
        rows = connection.exec_driver_sql("select chat, body, outbox from telegram_update").all()
    assert rows == [(None, None, None)]


async def test_duplicates_are_known_after_a_restart(api, start):
    update = api.update(message=api.message(7, "hello"))
    first = await start()
    first.desk.accept(update)
    await first.desk.idle()
    await first.close()
    second = await start()
    assert not second.desk.accept(update)
    assert texts(api, 7) == ["echo hello"]


async def test_what_was_accepted_before_a_stop_is_answered_after_the_start(api, start, rasa):
    rasa.seconds = 60
    first = await start()
    for text in ("one", "two"):
        first.desk.accept(api.update(message=api.message(7, text)))
    await asyncio.sleep(0.05)
    await first.close()
    assert api.sent(7) == []
    rasa.seconds = 0
    second = await start()
    await second.desk.idle()
    assert texts(api, 7) == ["echo one", "echo two"]


async def test_what_was_thought_out_before_a_stop_is_only_sent_after_it(api, start, rasa):
    rasa.says["hi"] = [{"text": "first"}, {"text": "second"}]
    first = await start()
    api.fail("sendMessage", Refusal(500, "Internal Server Error"), chat=7)
    first.desk.accept(api.update(message=api.message(7, "hi")))
    while not texts(api, 7):
        await asyncio.sleep(0.001)
    # "first" is out; the process stops while "second" waits.
    api.fail("sendMessage", 30.0, chat=7)
    await first.close()
    api._faults.clear()
    second = await start()
    await second.desk.idle()
    assert rasa.seen == [(rasa.seen[0][0], "hi")]
    assert texts(api, 7)[-1] == "second"
    assert texts(api, 7).count("second") == 1


async def test_an_update_that_kills_the_process_is_not_tried_for_ever(api, start, rasa):
    rasa.seconds = 60
    service = await start()
    service.desk.accept(api.update(message=api.message(7, "hi")))
    for _ in range(4):
        await asyncio.sleep(0.05)
        await service.close()
        service = await start()
    await asyncio.wait_for(service.desk.idle(), 5)
    assert service.inbox.counts() == {("text", "gave-up"): 1}


async def test_order_is_kept_in_a_chat_and_chats_do_not_wait_for_each_other(api, take, rasa, service):
    rasa.seconds = 0.01
    api.fail("sendMessage", Refusal(429, "Too Many Requests: retry after 2", retry_after=2), chat=1)
    updates = [api.update(message=api.message(chat, f"{number}")) for number in range(5) for chat in (1, 2, 3)]
    for update in updates:
        service.desk.accept(update)
    while len(api.sent(2)) < 5 or len(api.sent(3)) < 5:
        assert api.sent(1) == []
        await asyncio.sleep(0.01)
    await service.desk.idle()
    for chat in (1, 2, 3):
        assert texts(api, chat) == [f"echo {number}" for number in range(5)]
    assert rasa.most_running > 1


async def test_faults_of_telegram_are_waited_out(api, take):
    api.fail("sendMessage", Refusal(500, "Internal Server Error"), "html", "cut", Refusal(429, "Too Many Requests", retry_after=1), chat=7)
    await take(api.update(message=api.message(7, "hi")))
    assert texts(api, 7) == ["echo hi"]


async def test_who_blocked_the_bot_gets_nothing_and_no_text_is_logged(api, take, service, caplog):
    caplog.set_level(logging.DEBUG, "bot")
    api.fail("sendMessage", Refusal(403, "Forbidden: bot was blocked by the user"), chat=7)
    await take(api.update(message=api.message(7, "my secret")))
    assert service.inbox.counts() == {("text", "undeliverable-forbidden"): 1}
    assert "forbidden" in caplog.text
    assert "secret" not in caplog.text
    assert "strict-test-token" not in caplog.text


async def test_markup_that_telegram_cannot_read_goes_out_plain(api, take, rasa):
    api.fail("sendMessage", Refusal(400, "Bad Request: can't parse entities: unsupported start tag"), chat=7)
    rasa.says["hi"] = [{"text": "a < b"}]
    await take(api.update(message=api.message(7, "hi")))
    assert [message["sent"]["text"] for message in api.sent(7)] == ["a < b"]


async def test_a_group_that_moved_is_followed(api, take, service, rasa):
    api.fail("sendMessage", Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=-1001), chat=-5)
    await take(api.update(message=api.message(-5, "/help", person=8)))
    assert texts(api, -1001) == ["echo /ask_help"]
    await take(api.update(message=api.message(-1001, "/help", person=8)))
    assert len({conversation for conversation, _ in rasa.seen}) == 1


async def test_an_error_of_ours_is_answered_with_an_apology(api, take, rasa, service, monkeypatch):
    rasa.fails = RuntimeError("my secret")
    await take(api.update(message=api.message(7, "hi")))
    monkeypatch.setattr(service.clerk, "_question", None)
    await take(api.update(message=api.message(7, "hi")))
    assert all(text.startswith("Sorry, something went wrong") for text in texts(api, 7))
    assert service.inbox.counts() == {("text", "answered"): 1, ("text", "failed"): 1}


async def test_a_text_beyond_the_limit_is_sent_in_pieces_rather_than_not_at_all(api, take, rasa):
    rasa.says["hi"] = [{"text": "\n".join(f"line {number}" for number in range(900))}]
    await take(api.update(message=api.message(7, "hi")))
    assert len(texts(api, 7)) > 1
    assert "".join("".join(texts(api, 7)).split()) == "".join(f"line{number}" for number in range(900))
    assert not api.refused
