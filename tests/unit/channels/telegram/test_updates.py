"""Every kind of update is read to a kind, and nothing raises."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.telegram.commands import NAMES
from bot.channels.telegram.updates import Me, chat_of, read, update_id_of

ME = Me(123456789, "StrictTestBot")
PRIVATE = {"id": 7, "type": "private"}
GROUP = {"id": -100, "type": "supergroup"}
PERSON = {"id": 7, "is_bot": False}


def message(chat=PRIVATE, **content):
    return {"message_id": 1, "chat": chat, "from": PERSON, **content}


def kind(**update):
    return read({"update_id": 1, **update}, ME, NAMES)


def test_words_in_private_are_for_the_bot():
    found = kind(message=message(text="hi"))
    assert (found.kind, found.text, found.spoken_to, found.chat, found.person) == ("text", "hi", True, 7, 7)


@pytest.mark.parametrize(
    ("text", "command", "spoken_to"),
    [
        ("/help", "help", True),
        ("/HELP", "help", True),
        ("/help@StrictTestBot please", "help", True),
        ("/help@stricttestbot", "help", True),
        ("/help@OtherBot", "help", False),
        ("/start deep-link", "start", True),
    ],
)
def test_commands_are_known_by_name_and_by_addressee(text, command, spoken_to):
    found = kind(message=message(GROUP, text=text))
    assert (found.kind, found.command, found.spoken_to) == ("command", command, spoken_to)


def test_a_command_that_is_not_ours_is_words():
    assert kind(message=message(text="/magnesium")).kind == "text"


def test_in_a_group_words_are_only_for_the_bot_when_they_say_so():
    assert not kind(message=message(GROUP, text="does magnesium help")).spoken_to
    emoji = "\U0001f9b5 @StrictTestBot does magnesium help"
    mention = {"type": "mention", "offset": 3, "length": 14}
    found = kind(message=message(GROUP, text=emoji, entities=[mention]))
    assert (found.spoken_to, found.text) == (True, "\U0001f9b5  does magnesium help")
    assert not kind(message=message(GROUP, text="@OtherBot hi", entities=[{"type": "mention", "offset": 0, "length": 9}])).spoken_to
    named = {"type": "text_mention", "offset": 0, "length": 3, "user": {"id": ME.id}}
    assert kind(message=message(GROUP, text="Bot hi", entities=[named])).text == "hi"
    assert kind(message=message(GROUP, text="and?", reply_to_message={"from": {"id": ME.id}})).spoken_to
    assert not kind(message=message(GROUP, text="and?", reply_to_message={"from": {"id": 8}})).spoken_to


def test_other_bots_are_not_answered():
    assert kind(message={**message(GROUP, text="/help"), "from": {"id": 9, "is_bot": True}}).kind == "service"


@pytest.mark.parametrize("media", ["sticker", "photo", "voice", "video_note", "location", "contact", "poll", "document", "dice", "story"])
def test_what_cannot_be_read_keeps_its_kind_and_its_caption(media):
    found = kind(message=message(**{media: {}}, caption="is this normal?"))
    assert (found.kind, found.text) == (media, "is this normal?")


@pytest.mark.parametrize(
    ("update", "expected"),
    [
        ({"edited_message": message(text="hi")}, "edited_text"),
        ({"edited_message": message(location={})}, "edited_location"),
        ({"channel_post": message({"id": -1, "type": "channel"}, text="x")}, "channel_post"),
        ({"edited_channel_post": {}}, "edited_channel_post"),
        ({"message": message(new_chat_members=[])}, "service"),
        ({"message": message(pinned_message={})}, "service"),
        ({"message": message(GROUP, migrate_to_chat_id=-200)}, "moved"),
        ({"my_chat_member": {"chat": PRIVATE, "new_chat_member": {"status": "kicked"}}}, "membership"),
        ({"chat_member": {}}, "chat_member"),
        ({"inline_query": {"id": "1"}}, "inline_query"),
        ({"message_reaction": {}}, "message_reaction"),
        ({"something_of_2031": {"chat": {"id": 1}}}, "unknown"),
        ({"message": None}, "broken"),
        ({"message": {"chat": {"id": True}}}, "broken"),
        ({}, "unknown"),
    ],
)
def test_every_kind_has_a_name(update, expected):
    assert kind(**update).kind == expected


@pytest.mark.parametrize("value", [None, True, -1, "7", 1.5, 2**60])
def test_an_update_without_a_usable_number_has_none(value):
    assert update_id_of({"update_id": value}) is None
    assert update_id_of([value]) is None


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["message", "chat", "id", "from", "text", "type", "entities", "offset", "length", "user", "data", "migrate_to_chat_id"]
            ),
            inner,
        )
    ),
    max_leaves=12,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=50)
@given(st.dictionaries(st.sampled_from(["message", "edited_message", "callback_query", "my_chat_member", "channel_post", "x"]), ODD))
def test_odd_content_never_raises(update):
    read(update, ME, NAMES)
    chat_of(update)
