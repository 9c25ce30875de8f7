"""Two Rasa processes are one bot."""

from __future__ import annotations

import asyncio
import re

import httpx
import pytest
import socketio

from tests.cluster.books import check, kept_context, turns_of
from tests.cluster.people import ANSWERED, TALKS, Person, crowd, new_client, send

PEOPLE = 500


async def test_five_hundred_conversations_over_both_processes_keep_their_context_and_every_event(cluster):
    """A third through nginx, which keeps each at one process; the rest straight to the processes, a new one with each message."""
    one, other = cluster.rasa_urls
    people = await crowd([[cluster.nginx.url], [one, other], [other, one]], PEOPLE, at_once=24)
    assert [one for person in people for one in person.tries if one.outcome != ANSWERED] == []
    assert [person.sender for person in people if not kept_context(person)] == []
    books = check(people, cluster.events())
    assert (books.lost, books.doubled, books.disordered) == ((), (), ())


async def test_both_processes_took_part(cluster):
    async with new_client() as client:
        for url in cluster.rasa_urls:
            counted = (await client.get(f"{url}/metrics")).text
            assert float(re.search(r'bot_turns_total\{channel="rest",outcome="answered"\} (\S+)', counted)[1]) > PEOPLE / 4
        for url in cluster.action_urls:
            assert "action_seconds_count" in (await client.get(f"{url}/metrics")).text


MANY = ("hello", TALKS[0][0], "thank you", TALKS[1][0], "what is a diuretic?", TALKS[2][0])


async def _say_all(cluster, urls):
    """Sends MANY in one conversation, each before the one before is answered; returns the tries, and the turns as they are stored."""
    person = Person(TALKS[0])
    async with new_client() as client:
        tasks = []
        for url, text in zip(urls, MANY, strict=True):
            tasks.append(asyncio.create_task(send(client, url, person.sender, text)))
            await asyncio.sleep(0.005)
        tries = await asyncio.gather(*tasks)
    assert [one.outcome for one in tries] == [ANSWERED] * len(MANY)
    return tries, [(turn.text, turn.said) for turn in turns_of(cluster.events()[person.sender])]


async def test_messages_of_one_conversation_at_the_same_moment_end_in_order(cluster):
    tries, turns = await _say_all(cluster, [cluster.rasa_urls[0]] * len(MANY))
    assert turns == [(one.text, one.replies) for one in tries]


async def test_messages_of_one_conversation_at_the_same_moment_at_different_processes_end_one_after_the_other(cluster):
    """Which of two busy processes reads its message first is chance; each turn is whole all the same, and ends where it is stored."""
    for _ in range(5):
        tries, turns = await _say_all(cluster, [cluster.rasa_urls[number % 2] for number in range(len(MANY))])
        assert turns == [(one.text, one.replies) for one in sorted(tries, key=lambda one: one.ended)]


async def test_two_first_messages_at_the_very_same_moment_begin_one_conversation(cluster):
    people = [Person(TALKS[0]) for _ in range(10)]
    async with new_client() as client:
        await asyncio.gather(*(send(client, url, person.sender, TALKS[0][0]) for person in people for url in cluster.rasa_urls))
    stored = cluster.events()
    for person in people:
        assert [event["event"] for event in stored[person.sender]].count("session_started") == 1
        assert [turn.text for turn in turns_of(stored[person.sender])] == [TALKS[0][0]] * 2


async def test_two_hundred_messages_at_once_are_answered(cluster):
    async with new_client() as client:
        tries = await asyncio.gather(*(send(client, cluster.nginx.url, Person(TALKS[0]).sender, TALKS[0][0]) for _ in range(200)))
    assert [one.outcome for one in tries] == [ANSWERED] * 200


async def test_the_limit_of_a_session_counts_at_both_processes(cluster):
    async with new_client() as client:
        opened = await client.post(f"{cluster.rasa_urls[0]}/webhooks/web/session", json={})
        body = {"session_id": opened.json()["session_id"], "message": "hello"}
        # One in a second flows back; the bucket holds sixty.
        answers = [await client.post(f"{cluster.rasa_urls[number % 2]}/webhooks/web/webhook", json=body) for number in range(75)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused
    assert refused[0].json()["error"] == "too_fast"


async def test_the_web_chat_works_through_nginx(cluster):
    client = socketio.AsyncClient(reconnection=False)
    heard: asyncio.Queue = asyncio.Queue()
    client.on("bot_uttered", heard.put)
    await client.connect(cluster.nginx.url, transports=["websocket"])
    try:
        opened = await client.call("session_request", {}, timeout=10)
        await client.call("user_uttered", {"session_id": opened["session_id"], "message": TALKS[0][0]}, timeout=10)
        answer = await asyncio.wait_for(heard.get(), 10)
    finally:
        await client.disconnect()
    assert answer["metadata"]["topics"] == [TALKS[0][1]]


@pytest.mark.parametrize(
    "path",
    [
        "/metrics",
        "/health/ready",
        "/health/live",
        "/conversations/a/tracker",
        "/webhook",
        "/status",
        "/model",
        "/sorry/rest.json",
        "/webhooks",
    ],
)
async def test_nothing_but_the_bots_own_routes_is_reachable(cluster, path):
    async with new_client() as client:
        assert (await client.get(cluster.nginx.url + path)).status_code == 404


async def test_a_body_that_is_too_large_is_refused_by_nginx(cluster):
    async with new_client() as client:
        assert (await client.post(f"{cluster.nginx.url}/webhooks/rest/webhook", content=b"x" * 70_000)).status_code == 413


async def test_a_request_id_goes_through_to_the_action_server_and_back(cluster):
    number = "0123456789abcdef-cluster"
    async with new_client() as client:
        url, body = f"{cluster.nginx.url}/webhooks/rest/webhook", {"sender": "request-id", "message": TALKS[0][0]}
        answer = await client.post(url, json=body, headers={"X-Request-Id": number})
        other = await client.post(url, json=body)
    assert answer.headers.get_list("x-request-id") == [number]
    assert other.headers["x-request-id"] not in ("", number)
    lines = [line for line in cluster.logs().splitlines() if number in line]
    assert any('"event": "turn"' in line for line in lines)
    assert any('"event": "action"' in line for line in lines)


async def test_logs_and_metrics_hold_no_word_of_a_person(cluster):
    secret = "zebrafinch"
    async with new_client() as client:
        answer = await send(client, cluster.nginx.url, f"person-{secret}", f"my name is {secret}, does magnesium help?")
        counted = [(await client.get(f"{url}/metrics")).text for url in [*cluster.rasa_urls, *cluster.action_urls]]
    assert answer.outcome == ANSWERED
    access_log = (cluster.nginx.folder / "access.log").read_text(encoding="utf-8")
    for text in (cluster.logs(), access_log, *counted):
        assert secret not in text
        assert "127.0.0.1" not in re.sub(r'"server":"[^"]*"', "", text) or text is not access_log


def test_nginx_checks_its_own_configuration(cluster):
    done = cluster.nginx.check()
    assert done.returncode == 0, done.stderr


async def test_readiness_says_which_model_answers(cluster):
    states = [httpx.get(f"{url}/health/ready", trust_env=False).json() for url in cluster.rasa_urls]
    assert states[0]["model_id"] == states[1]["model_id"]
    assert all(state["right_model"] and state["answers_with_facts"] and state["locks"] and state["conversations"] for state in states)
