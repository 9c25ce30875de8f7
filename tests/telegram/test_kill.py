"""`kill -9` in the middle of work: nothing that was accepted is lost."""

from __future__ import annotations

import asyncio
import collections
import time

import pytest

from tests.telegram.conftest import TelegramBot
from tests.telegram.strict_api import StrictApi, served

CHATS = range(1, 13)
QUESTIONS = ("what is a diuretic", "does magnesium help", "what can I do in a cramp")


@pytest.mark.timeout(600)
def test_after_kill_9_every_accepted_message_is_answered(tmp_path):
    api = StrictApi()
    updates = [api.update(message=api.message(chat, question)) for question in QUESTIONS for chat in CHATS]
    with served(api) as url:
        bot = TelegramBot(tmp_path, api, url)
        try:
            asyncio.run(bot.deliver(*updates))
            while sum(len(api.sent(chat)) for chat in CHATS) < 5:
                time.sleep(0.005)
        finally:
            bot.kill()
        done_before = sum(len(api.sent(chat)) for chat in CHATS)
        assert done_before < len(updates), "everything was answered before the kill; nothing was tested"
        again = TelegramBot(tmp_path, api, url)
        try:
            for chat in CHATS:
                api.wait_for(chat, len(QUESTIONS), 120)
            # Telegram repeats what it thinks was lost; it must be known.
            asyncio.run(again.deliver(*updates))
            time.sleep(2)
        finally:
            again.stop()
    twice = 0
    for chat in CHATS:
        texts = [message["text"] for message in api.sent(chat)]
        heads = [text.split("\n")[0] for text in texts]
        different = list(dict.fromkeys(heads))
        assert len(different) == len(QUESTIONS), f"chat {chat}: {heads}"
        twice += len(heads) - len(different)
        order = [different.index(head) for head in heads]
        assert order == sorted(order)
    # What Telegram took in the very moment of the kill goes out again, at most one message for each chat at work.
    print(f"{done_before} of {len(updates)} answered before the kill; {twice} answers went out twice")
    assert twice <= len(CHATS)
    assert collections.Counter(api.webhook_statuses) == {200: 2 * len(updates)}
