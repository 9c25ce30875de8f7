"""Buttons: one to a row, data that fits, marks."""

from __future__ import annotations

from bot.channels.telegram import keyboard
from bot.channels.telegram.inbox import Inbox

SHORT = '/ask_topic{"topic": "relief/general"}'
LONG = '/choose_topic{"topic": "' + "supplement/" + "x" * 40 + '"}'


def made(tmp_path):
    return Inbox(f"sqlite:///{tmp_path / 't.db'}")


def test_a_payload_that_fits_is_sent_as_it_is_and_a_longer_one_as_a_token(tmp_path):
    inbox = made(tmp_path)
    rows = keyboard.rows([{"title": "a", "payload": SHORT}, {"title": "b", "payload": LONG}, {"title": "", "payload": "x"}], inbox.remember)
    assert [len(row) for row in rows] == [1, 1]
    assert rows[0][0]["callback_data"] == SHORT
    token = rows[1][0]["callback_data"]
    assert token.startswith("t:")
    assert len(token.encode()) <= 64
    # Also after a restart.
    assert made(tmp_path).recall(token[2:]) == LONG
    assert inbox.recall("nothing") is None


def test_a_payload_of_64_bytes_fits_and_one_of_65_does_not(tmp_path):
    inbox = made(tmp_path)
    assert keyboard.data_for("/" + "x" * 63, inbox.remember) == "/" + "x" * 63
    assert keyboard.data_for("/" + "x" * 62 + "é", inbox.remember).startswith("t:")


def markup(*buttons):
    return {"inline_keyboard": [[{"text": title, "callback_data": data}] for title, data in buttons]}


def shown(rows):
    return [(button["text"], button["callback_data"]) for row in rows for button in row]


def test_a_tapped_button_is_marked_and_dead():
    rows = keyboard.marked(markup(("A", "/a"), ("B", "/b")), "/a", "/a")
    assert shown(rows) == [("\u2713 A", "x"), ("B", "/b")]


def test_after_a_choice_the_others_are_gone():
    for payload in (keyboard.CONFIRM_SAFE, "/choose_topic{}", "/forget_conditions"):
        assert shown(keyboard.marked(markup(("A", "t:1"), ("B", "/b")), "t:1", payload)) == [("\u2713 A", "x")]


def test_after_a_rating_the_other_rating_is_gone_and_the_rest_stays():
    rows = keyboard.marked(markup(("A", "/a"), ("up", "f:up:1"), ("down", "f:down:1")), "f:up:1")
    assert shown(rows) == [("A", "/a"), ("\u2713 up", "x")]


def test_there_is_nothing_to_mark_without_a_keyboard_or_after_a_mark():
    assert keyboard.marked(None, "/a") is None
    assert keyboard.marked({"inline_keyboard": 3}, "/a") is None
    assert keyboard.marked(markup(("A", "x")), "x") is None
