"""The input gate."""

from __future__ import annotations

import pytest

from bot.channels.gate import NOTHING, Refused, TooLong, accept, check_sender, clean, read_command

LIMIT = 1000


@pytest.mark.parametrize("message", [None, 3, 1.5, True, [], ["hello"], {"text": "hello"}, b"hello"])
def test_a_message_that_is_no_text_is_refused(message):
    with pytest.raises(Refused, match="message"):
        accept(message, "a", LIMIT)


@pytest.mark.parametrize("sender", ["", " ", "a b", "a\n", "a/b", "é", "x" * 129, 3, True, {}, [], "<script>", "a\x00"])
def test_a_sender_that_is_no_id_is_refused(sender):
    with pytest.raises(Refused, match="sender"):
        check_sender(sender)


@pytest.mark.parametrize("sender", ["a", "x" * 128, "user-1.2_3:4@host+5", "0d9f"])
def test_a_proper_sender_stays_as_it_is(sender):
    assert check_sender(sender) == sender


def test_nobodys_messages_get_an_id_each():
    first, second = check_sender(None), check_sender(None)
    assert first != second
    assert check_sender(first) == first


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("  hello \n", "hello"),
        ("he\x00llo", "he llo"),
        ("a\ud800b", "ab"),
        ("cafe\u0301", "caf\u00e9"),
        ("one\ntwo\tthree", "one\ntwo\tthree"),
        ("\u202eevil\u202c", "evil"),
        ("zero\u200bwidth", "zerowidth"),
        ("\U0001f469\u200d\u2695\ufe0f", "\U0001f469\u200d\u2695\ufe0f"),
    ],
)
def test_hidden_characters_go_and_shown_ones_stay(raw, cleaned):
    assert clean(raw) == cleaned


def test_the_limit_counts_the_cleaned_text():
    assert accept("x" * LIMIT + "  ", "a", LIMIT).text == "x" * LIMIT
    with pytest.raises(TooLong) as refusal:
        accept("x" * (LIMIT + 1), "a", LIMIT)
    assert refusal.value.limit == LIMIT


def test_an_enormous_message_is_too_long_even_if_it_is_all_blanks():
    with pytest.raises(TooLong):
        accept(" " * 10_000_000, "a", LIMIT)


@pytest.mark.parametrize(
    "text",
    [
        '/ask_topic{"topic": "supplement/magnesium"}',
        '/ask_definition{"topic": "glossary/diuretic"}',
        '/give_feedback{"rating": "down", "reason": "too-long"}',
        '/forget_conditions{"condition": "pregnant"}',
        "/confirm_safe",
        "/greet",
    ],
)
def test_what_our_buttons_send_is_a_command(text):
    accepted = accept(f" {text} ", "a", LIMIT)
    assert accepted.is_command
    assert accepted.text == text


def test_a_command_is_put_into_its_canonical_form():
    assert read_command('/ask_topic{"topic":"diet/water"}') == '/ask_topic{"topic": "diet/water"}'
    assert read_command("/ask_help{}") == "/ask_help"


@pytest.mark.parametrize(
    "text",
    [
        "/restart",
        "/session_start",
        "/nosuch",
        '/report_red_flag{"red_flag": "chest"}',
        '/ask_topic{"topic": "No Such"}',
        '/ask_topic{"topic": ["diet/water"]}',
        '/ask_topic{"topic": {"a": "b"}}',
        '/ask_topic{"topic": null}',
        '/ask_topic{"other": "diet/water"}',
        '/ask_topic{"topic": "diet/water", "topic": "diet/salt"}',
        '/ask_topic{"topic": "diet/water"} and more',
        '/ask_topic@0.5{"topic": "diet/water"}',
        '/ask_topic{"topic": "diet/water\\n"}',
        '/give_feedback{"rating": "sideways"}',
        "/ask_topic[1]",
        "/ask_topic{" + "[" * 500,
    ],
)
def test_other_text_with_a_slash_is_plain_text(text):
    accepted = accept(text, "a", LIMIT)
    assert not accepted.is_command
    assert accepted.text == text.lstrip("/")


@pytest.mark.parametrize("text", ["", "   ", "/", "// /", "\x00"])
def test_a_message_with_nothing_in_it_still_is_a_message(text):
    assert accept(text, "a", LIMIT).text == NOTHING


@pytest.mark.parametrize("text", ["//greet", "/ /greet", "///restart"])
def test_slashes_before_a_command_do_not_smuggle_it_in(text):
    accepted = accept(text, "a", LIMIT)
    assert not accepted.text.startswith("/")
    assert not accepted.is_command
