"""Every kind of update has an end, and every end is counted."""

from __future__ import annotations

import re

import pytest

from bot.channels.telegram.texts import notice, text
from bot.channels.telegram.updates import IGNORED


def shown(api, chat):
    return [message["text"] for message in api.sent(chat)]


@pytest.mark.parametrize(
    "kind", ["sticker", "photo", "voice", "video", "location", "contact", "poll", "document", "venue", "story", "game"]
)
async def test_what_cannot_be_read_is_answered_with_a_notice(api, take, service, kind):
    await take(api.update(message=api.message(7, **{kind: {}})))
    assert shown(api, 7) == [notice(kind)]
    assert service.inbox.counts() == {(kind, "notice"): 1}


async def test_words_below_a_picture_are_answered(api, take):
    await take(api.update(message=api.message(7, photo=[], caption="is this normal")))
    assert shown(api, 7) == [notice("photo"), "echo is this normal"]


async def test_an_album_gets_one_notice(api, take):
    await take(*(api.update(message=api.message(7, photo=[], media_group_id="a")) for _ in range(3)))
    assert shown(api, 7) == [notice("photo")]


async def test_corrected_words_are_answered_like_new_ones(api, take):
    await take(api.update(edited_message=api.message(7, "with chest pain", edit_date=1)))
    assert shown(api, 7) == ["echo with chest pain"]


async def test_kinds_that_need_nothing_are_counted(api, take, service):
    updates = [api.update(**{kind: {"id": "1", "chat": {"id": 7}}}) for kind in sorted(IGNORED)]
    updates += [api.update(message=api.message(7, pinned_message={})), api.update(of_2031={}), api.update(message=[]), {"update_id": 5}]
    await take(*updates, None, [], "x", {"update_id": "1"})
    assert api.sent(7) == []
    counts = service.inbox.counts()
    assert {kind for kind, _ in counts} == IGNORED | {"service", "unknown", "broken"}
    assert sum(counts.values()) == len(updates) + 4
    assert service.inbox.waiting() == []


async def test_members_come_and_go(api, take, service):
    def change(chat, status, kind):
        member = {"status": status, "user": {"id": 1}}
        return api.update(my_chat_member={"chat": {"id": chat, "type": kind}, "from": {"id": 1}, "new_chat_member": member})

    await take(change(7, "kicked", "private"), change(7, "member", "private"), change(-5, "member", "group"), change(-5, "left", "group"))
    await take(change(-6, "restricted", "channel"))
    assert shown(api, 7) == []
    assert shown(api, -5) == [text("group_start")]
    assert {ending for _, ending in service.inbox.counts()} == {"blocked", "unblocked", "added", "removed"}


async def test_in_a_group_each_person_has_a_conversation_and_only_who_speaks_to_the_bot_is_answered(api, take, rasa):
    mention = [{"type": "mention", "offset": 0, "length": 14}]
    for person in (1, 2):
        await take(
            api.update(message=api.message(-5, "does it help", person)),
            api.update(message=api.message(-5, "@StrictTestBot hi", person, entities=mention)),
        )
    assert shown(api, -5) == ["echo hi", "echo hi"]
    assert len({conversation for conversation, _ in rasa.seen}) == 2
    assert all(message["sent"]["reply_parameters"]["allow_sending_without_reply"] for message in api.sent(-5))
    assert all(re.fullmatch("telegram-[0-9a-f]{40}", conversation) for conversation, _ in rasa.seen)


async def test_a_topic_of_a_forum_is_kept(api, take):
    await take(api.update(message=api.message(-5, "/help", 1, message_thread_id=9, is_topic_message=True)))
    assert api.sent(-5)[0]["sent"]["message_thread_id"] == 9


@pytest.mark.parametrize("text", ["", "   ", "\ud800", "\u202e", "/", "/restart{}", "/session_start", "x" * 4096, "\U0001f9b5" * 1000])
async def test_odd_words_are_answered(api, take, rasa, text):
    await take(api.update(message=api.message(7, text)))
    assert len(shown(api, 7)) == 1
    assert not any(words.startswith(("/restart", "/session_start")) for _, words in rasa.seen)
