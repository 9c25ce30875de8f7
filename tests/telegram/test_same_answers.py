"""The held-out conversations say the same over Telegram, in the web chat and over REST: facts, cautions, sources, words."""

from __future__ import annotations

import json
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.settings import PROJECT
from tests.telegram.conftest import TelegramBot

FILE = PROJECT / "tests" / "nlu" / "heldout" / "dialogues.jsonl"
SAME = ("topics", "claims", "cautions", "sources", "certainty", "options")
FIRST_CHAT = 10_000


def squeezed(text: str) -> str:
    return "".join(text.replace("\u26a0\ufe0f", "").split())


def account(message: dict) -> dict:
    return {name: (message.get("metadata") or {}).get(name) for name in SAME}


def compare(bot: TelegramBot, number: int, dialogue: dict) -> list[str]:
    """Talks over all channels and returns where they differ."""
    chat, sender, differences, said = FIRST_CHAT + number, f"same-{uuid.uuid4().hex}", [], []
    session = bot.web_session()
    for turn in dialogue["turns"]:
        over_rest = bot.rest(sender, turn["text"])
        over_telegram = bot.says(chat, turn["text"], len(over_rest))
        said += over_rest
        if [squeezed(message["text"]) for message in over_rest] != [squeezed(message["text"]) for message in over_telegram]:
            differences.append(f"{dialogue['id']}: words after {turn['text']!r}")
        in_web = bot.web(session, turn["text"])
        if [(message["text"], account(message)) for message in over_rest] != [(message["text"], account(message)) for message in in_web]:
            differences.append(f"{dialogue['id']}: in the web chat after {turn['text']!r}")
    stored = bot.bot_events(chat)
    if [account(message) for message in said] != [account(event) for event in stored]:
        differences.append(f"{dialogue['id']}: accounts")
    return differences


@pytest.mark.timeout(900)
def test_the_held_out_conversations_say_the_same(telegram_bot):
    dialogues = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert len(dialogues) >= 60
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda pair: compare(telegram_bot, *pair), enumerate(dialogues)))
    print(f"{len(dialogues)} conversations, {sum(len(dialogue['turns']) for dialogue in dialogues)} turns over three channels")
    assert [difference for differences in found for difference in differences] == []
    assert telegram_bot.api.refused == []
