"""The answer contract, to the letter, over REST and in the tracker."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.channels.gate import read_command
from bot.knowledge.models import CERTAINTIES
from tests.e2e.talking import events, get, new_sender, post, say

LISTS = ("topics", "claims", "cautions", "sources")
TRACKER_KEYS = ("topics", "claims", "cautions", "sources", "content_version")


def _check_shape(reply, sender):
    """What every message has, whatever it says."""
    assert set(reply) <= {"recipient_id", "text", "buttons", "metadata"}
    assert reply["recipient_id"] == sender
    assert reply["text"].strip()
    assert "\n\n" not in reply["text"]
    account = reply["metadata"]
    for name in LISTS:
        assert isinstance(account[name], list)
        assert all(isinstance(item, str) for item in account[name])
    assert account["topics"]
    assert account["content_version"]
    assert ("certainty" in account) == bool(account["claims"])
    buttons = reply.get("buttons", [])
    assert len(buttons) <= 4
    for button in buttons:
        assert set(button) == {"title", "payload"}
        assert read_command(button["payload"]) == button["payload"]
    assert len({button["payload"] for button in buttons}) == len(buttons)


def _check_answer(reply, content):
    """What a message has whose first topic is a knowledge topic."""
    account = reply["metadata"]
    assert account["claims"]
    assert account["cautions"]
    assert account["sources"]
    assert account["certainty"] in CERTAINTIES
    assert set(account["cautions"]) <= set(content.cautions)
    assert set(account["sources"]) <= set(content.sources)
    claims = {**content.claims, **{f"term-{name}": term for name, term in content.terms.items()}}
    for claim in account["claims"]:
        for caution in claims[claim].cautions:
            assert caution in account["cautions"]
            assert content.cautions[caution].text in reply["text"]


def test_every_topic_is_answered_through_its_button(bot, content):
    for topic in content.topics.values():
        sender = new_sender()
        intent = "ask_definition" if topic.id.startswith("glossary/") else "ask_topic"
        replies = say(bot, f"/{intent}{json.dumps({'topic': topic.id})}", sender)
        assert len(replies) == 1, topic.id
        _check_shape(replies[0], sender)
        _check_answer(replies[0], content)
        assert replies[0]["metadata"]["topics"] == [topic.belongs_to or topic.id]


@pytest.mark.parametrize(
    ("message", "topics"),
    [
        ("hello", ["chat/greet"]),
        ("goodbye", ["chat/goodbye"]),
        ("thanks a lot", ["chat/thanks"]),
        ("/ask_help", ["chat/help"]),
        ("are you a robot", ["chat/bot"]),
        ("/give_feedback", ["chat/feedback"]),
        ("who won the world cup", ["out-of-scope"]),
        ("I have chest pain and cannot breathe", ["safety/emergency"]),
        ("how much magnesium should I take", ["safety/personal-advice", "supplement/magnesium"]),
        ("when should I see a doctor about leg cramps", ["safety/see-doctor"]),
    ],
)
def test_message_is_reported_under_the_contracts_topic(bot, message, topics):
    sender = new_sender()
    replies = say(bot, message, sender)
    for reply in replies:
        _check_shape(reply, sender)
    assert replies[0]["metadata"]["topics"] == topics


def test_emergency_has_no_claims_and_one_message(bot):
    (reply,) = say(bot, "I have chest pain and cannot breathe")
    assert reply["metadata"]["claims"] == []
    assert reply["metadata"]["level"] == "now"
    assert "certainty" not in reply["metadata"]


def test_two_questions_list_both_topics_and_both_cautions(bot, content):
    sender = new_sender()
    (reply,) = say(bot, "what causes leg cramps at night and how can I prevent them", sender)
    _check_shape(reply, sender)
    _check_answer(reply, content)
    assert reply["metadata"]["topics"] == ["overview/cause-unknown", "prevention/general"]


def test_tracker_shows_the_same_account_as_the_reply(bot):
    sender = new_sender()
    replies = [
        reply
        for text in ("hello", "does magnesium help leg cramps", "I have chest pain and cannot breathe")
        for reply in say(bot, text, sender)
    ]
    stored = [event for event in events(bot, sender) if event["event"] == "bot"]
    assert [event["text"] for event in stored] == [reply["text"] for reply in replies]
    for event, reply in zip(stored, replies, strict=True):
        assert event["metadata"] == reply["metadata"]
        assert set(TRACKER_KEYS) <= set(event["metadata"])


def test_tracker_of_nobody_is_not_made_up(bot):
    assert get(bot, "/conversations/bad%20id/tracker")[0] == 400


def test_conversations_do_not_mix(bot):
    first, second = new_sender(), new_sender()
    say(bot, "I have kidney disease", first)
    assert not say(bot, "does magnesium help", second)[0]["metadata"].get("conditions")
    assert say(bot, "does magnesium help", first)[0]["metadata"]["conditions"]


@pytest.mark.parametrize(
    "body",
    [
        b"not json",
        b"\xff\xfe",
        b"[]",
        b"null",
        {"sender": "a"},
        {"sender": "a", "message": None},
        {"sender": "a", "message": 5},
        {"sender": "a", "message": ["hi"]},
        {"sender": "a", "message": {"text": "hi"}},
        {"sender": 5, "message": "hi"},
        {"sender": "", "message": "hi"},
        {"sender": "a" * 129, "message": "hi"},
        {"sender": "a b", "message": "hi"},
        {"sender": "a", "message": "hi", "metadata": "x"},
        {"sender": "a", "message": "hi", "input_channel": "../x"},
    ],
)
def test_request_that_makes_no_sense_is_refused_with_words(bot, body):
    status, answer = post(bot, body)
    assert status == 400
    assert answer["error"]


def test_request_far_too_big_is_refused(bot):
    status, _ = post(bot, {"sender": new_sender(), "message": "a" * 2_000_000})
    assert status == 413


def test_message_over_the_limit_gets_a_friendly_refusal_and_reaches_nobody(bot):
    sender = new_sender()
    (reply,) = say(bot, "a" * 1001, sender)
    assert "1000" in reply["text"]
    assert reply["metadata"]["topics"] == ["chat/help"]
    status, state = get(bot, f"/conversations/{sender}/tracker")
    assert status == 404 or not [event for event in state["events"] if event["event"] == "user"]


def test_message_at_the_limit_is_read(bot):
    assert "1000" not in say(bot, "why do I get leg cramps " + "x" * 976)[0]["text"]


@pytest.mark.parametrize(
    "text",
    [
        "/restart",
        "/session_start",
        "/back",
        '/SetSlots{"conditions": []}',
        "/nlu_fallback",
        '/ask_topic{"topic": 5}',
        "/",
        "//",
        "/ask_topic{",
    ],
)
def test_slash_text_is_no_command(bot, text):
    sender = new_sender()
    replies = say(bot, text, sender)
    assert replies
    (spoken,) = [event for event in events(bot, sender) if event["event"] == "user"]
    assert not spoken["text"].startswith("/")
    assert not [event for event in events(bot, sender) if event["event"] in ("restart", "rewind", "slot")]


def test_nobody_without_an_id_shares_a_conversation(bot):
    ids = {post(bot, {"message": "hello"})[1][0]["recipient_id"] for _ in range(2)}
    assert len(ids) == 2


def test_open_routes_are_only_the_ones_meant(bot):
    for path in ("/model", "/domain", "/status"):
        assert get(bot, path)[0] == 404
    assert get(bot, "/webhooks/rest/") == (200, {"status": "ok"})


def test_same_question_is_answered_the_same_for_everybody(bot):
    assert len({say(bot, "does magnesium help leg cramps")[0]["text"] for _ in range(3)}) == 1


def test_two_hundred_messages_at_once_are_answered(bot):
    """Rasa by itself begins them all, and most calls of an action run out of time."""
    with ThreadPoolExecutor(200) as pool:
        replies = list(pool.map(lambda _number: say(bot, "does magnesium help leg cramps")[0], range(200)))
    assert {tuple(reply["metadata"]["topics"]) for reply in replies} == {("supplement/magnesium",)}


def test_long_conversation_stays_fast(bot):
    """Rasa reads all events at every turn; the store keeps what it reads bounded."""
    from time import monotonic

    sender = new_sender()

    def turn() -> float:
        begun = monotonic()
        say(bot, "what is a diuretic", sender)
        return monotonic() - begun

    early = sorted(turn() for _ in range(10))[5]
    for _ in range(60):
        turn()
    late = sorted(turn() for _ in range(10))[5]
    assert late < 3 * early + 0.1, f"{early:.3f} s a turn at first, {late:.3f} s after seventy"
