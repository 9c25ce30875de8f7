"""The conversation over Socket.IO, with a real client."""

from __future__ import annotations

import asyncio

import pytest
import socketio


def heard(client, name):
    return [data for event, data in client.heard if event == name]


async def say(client, text, **more):
    answer = await client.call("user_uttered", {"message": text, "session_id": client.token, **more}, timeout=5)
    await asyncio.sleep(0.05)
    return answer


async def test_one_answer_is_one_event_with_everything(web, browser):
    client = await browser((await web()).url)
    outcome = await say(client, "hello")
    assert outcome["ok"]
    assert outcome["ms"] >= 0
    (answer,) = heard(client, "bot_uttered")
    assert answer["text"] == "An answer.\n\nWith a second paragraph."
    assert answer["quick_replies"] == [{"content_type": "text", "title": "More", "payload": "/ask_more"}]
    assert answer["metadata"]["topics"] == ["chat/help"]
    assert answer["metadata"]["content_version"] == "v"


async def test_the_history_comes_back_with_titles_and_ids(web, browser):
    url = (await web()).url
    first = await browser(url)
    await say(first, '/ask_topic{"topic": "relief/general"}', title="I have a cramp now", message_id="m-1")
    again = await browser(url, first.token)
    (history,) = heard(again, "history")
    assert heard(again, "session_confirm") == [first.token]
    assert [message["from"] for message in history["messages"]] == ["user", "bot"]
    assert (history["messages"][0]["title"], history["messages"][0]["message_id"]) == ("I have a cramp now", "m-1")
    assert history["messages"][1]["quick_replies"][0]["payload"] == "/ask_more"


async def test_nobody_hears_or_reads_another_conversation(web, browser):
    url = (await web()).url
    victim, thief = await browser(url), await browser(url)
    number = victim.token.split(".")[0]
    for forged in (f"{number}.{'0' * 64}", number, f"web-{number}"):
        answer = await thief.call("session_request", {"session_id": forged}, timeout=5)
        assert answer["session_id"] not in (victim.token, forged)
        outcome = await thief.call("user_uttered", {"message": "hello", "session_id": forged}, timeout=5)
        assert outcome == {"ok": False, "error": "no_session"}
        for event in ("start_over", "delete_conversation"):
            assert (await thief.call(event, {"session_id": forged}, timeout=5))["error"] == "no_session"
    await say(victim, "my secret")
    assert heard(thief, "bot_uttered") == []
    assert len(heard(victim, "bot_uttered")) == 1


async def test_two_windows_of_one_person_see_the_same(web, browser):
    url = (await web()).url
    one = await browser(url)
    two = await browser(url, one.token)
    await say(one, "hello", message_id="m")
    assert heard(two, "user_echo") == [{"message": "hello", "message_id": "m"}]
    assert len(heard(two, "bot_uttered")) == 1
    assert heard(one, "user_echo") == []


async def test_a_payload_of_the_wrong_type_is_refused_politely(web, browser, rasa):
    client = await browser((await web()).url)
    payloads = (None, "text", 7, [], {}, {"message": None}, {"message": {"a": 1}}, {"message": ["a"]})
    for payload in payloads:
        sent = {**payload, "session_id": client.token} if isinstance(payload, dict) else payload
        assert await client.call("user_uttered", sent, timeout=5) == {"ok": False, "error": "not_a_message"}
    await asyncio.sleep(0.05)
    answers = heard(client, "bot_uttered")
    assert len(answers) == len(payloads)
    assert all(answer["metadata"]["topics"] == ["chat/help"] for answer in answers)
    assert rasa.seen == []
    assert (await say(client, "hello"))["ok"]


@pytest.mark.parametrize("event", ["session_request", "start_over", "delete_conversation", "feedback"])
async def test_every_event_takes_anything(web, browser, event):
    client = await browser((await web()).url)
    for payload in (None, "text", 7, [], {"session_id": {}}, {"session_id": "x"}):
        outcome = await client.call(event, payload, timeout=5)
        assert outcome["ok"] is (event == "session_request")


async def test_a_handler_that_breaks_still_answers(web, browser, rasa):
    client = await browser((await web()).url)
    rasa.says, rasa.fails = [], RuntimeError("down")
    assert (await say(client, "hello"))["ok"]
    (answer,) = heard(client, "bot_uttered")
    assert answer["text"].startswith("Sorry")


async def test_a_long_message_gets_a_friendly_refusal(web, browser, rasa):
    client = await browser((await web()).url)
    await say(client, "x" * 1001)
    assert "1000" in heard(client, "bot_uttered")[0]["text"]
    assert rasa.seen == []


async def test_one_session_is_slowed_down_and_others_are_not(web, browser):
    url = (await web(WEB_MESSAGES_PER_MINUTE="2")).url
    client, other = await browser(url), await browser(url)
    outcomes = [await say(client, "hello") for _ in range(3)]
    assert [outcome["ok"] for outcome in outcomes] == [True, True, False]
    assert outcomes[2]["error"] == "too_fast"
    assert outcomes[2]["retry_after"] > 0
    assert "wait" in heard(client, "bot_uttered")[-1]["text"]
    assert (await say(other, "hello"))["ok"]


async def test_one_address_is_slowed_down_however_many_sessions_it_opens(web, browser):
    url = (await web(WEB_MESSAGES_PER_MINUTE_FROM_ADDRESS="3")).url
    clients = [await browser(url) for _ in range(3)]
    assert [(await say(client, "hello"))["ok"] for client in clients] == [True] * 3
    assert (await say(clients[0], "hello"))["error"] == "too_fast"
    assert (await clients[0].call("session_request", {}, timeout=5))["error"] == "too_fast"


async def test_pages_of_others_cannot_connect(web, browser):
    url = (await web()).url
    with pytest.raises(socketio.exceptions.ConnectionError):
        await browser(url, headers={"Origin": "https://evil.example"})
    assert (await browser(url, headers={"Origin": "https://clinic.example"})).token
    assert (await browser(url, headers={"Origin": url})).token


async def test_start_over_keeps_the_rows_but_not_the_memory(web, browser, rasa):
    url = (await web()).url
    client = await browser(url)
    await say(client, "before")
    assert (await client.call("start_over", {"session_id": client.token}, timeout=5))["ok"]
    await asyncio.sleep(0.05)
    assert heard(client, "cleared") == [{"session_id": client.token}]
    await say(client, "after")
    history = heard(await browser(url, client.token), "history")[0]["messages"]
    assert [message["text"] for message in history if message["from"] == "user"] == ["after"]
    tracker = await rasa.tracker_store.retrieve_full_tracker(rasa.seen[0].sender_id)
    assert "before" in [event.text for event in tracker.events if event.type_name == "user"]


async def test_start_over_before_anything_was_said(web, browser):
    client = await browser((await web()).url)
    assert (await client.call("start_over", {"session_id": client.token}, timeout=5))["ok"]


async def test_delete_leaves_no_row_and_a_new_session(web, browser, rasa):
    url = (await web()).url
    client, other = await browser(url), await browser(url)
    await say(client, "mine")
    await say(other, "theirs")
    outcome = await client.call("delete_conversation", {"session_id": client.token}, timeout=5)
    assert outcome["ok"]
    assert outcome["session_id"] != client.token
    mine, theirs = (message.sender_id for message in rasa.seen)
    assert await rasa.tracker_store.retrieve_full_tracker(mine) is None
    assert await rasa.tracker_store.retrieve_full_tracker(theirs) is not None
    assert heard(await browser(url, client.token), "history")[0]["messages"] == []


async def test_a_rating_over_the_socket(web, browser):
    client = await browser((await web()).url)
    data = {"session_id": client.token, "rating": "up", "topics": ["a/b"], "claims": ["c"], "content_version": "v"}
    first = await client.call("feedback", data, timeout=5)
    assert first["ok"]
    assert (await client.call("feedback", {**data, "rating": "down", "id": first["id"]}, timeout=5))["id"] == first["id"]
    assert (await client.call("feedback", {**data, "rating": "x"}, timeout=5))["error"] == "not_a_rating"


async def test_a_failing_database_is_said_and_not_logged_with_words(web, browser, rasa, caplog, monkeypatch):
    client = await browser((await web()).url)
    await say(client, "my secret illness")
    monkeypatch.setattr(rasa, "tracker_store", None)
    for event in ("start_over", "delete_conversation"):
        assert await client.call(event, {"session_id": client.token}, timeout=5) == {"ok": False, "error": "failed"}
    assert (await client.call("session_request", {"session_id": client.token}, timeout=5))["ok"]
    assert "secret" not in caplog.text


async def test_a_megabyte_drops_the_connection_and_nothing_else(web, browser, rasa):
    url = (await web()).url
    client, other = await browser(url), await browser(url)
    await client.emit("user_uttered", {"message": "x" * 1_000_000, "session_id": client.token})
    for _ in range(40):
        if not client.connected:
            break
        await asyncio.sleep(0.05)
    assert not client.connected
    assert rasa.seen == []
    assert (await say(other, "hello"))["ok"]
