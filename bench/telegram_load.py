"""200 chats at once over Telegram, as a ratio to the same load over REST.

    python -m bench.telegram_load [--chats 200] [--turns 3] [--model FILE]

It starts the bot and a strict Bot API server on free ports, sends the same questions over both channels, and checks that nothing was lost
and that each chat got its answers in order. What Telegram's own network adds is not in it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import aiohttp

from bot.channels.telegram.options import read_options
from tests.servers import RunningBot
from tests.telegram.strict_api import TOKEN, StrictApi, served

QUESTIONS = ("what is a diuretic", "does magnesium help", "what can I do in a cramp", "why do I get them", "is quinine safe")
# As many turns as the Telegram channel thinks out at the same time; REST takes all that come.
AT_ONCE = 8
SECRET = read_options({"TELEGRAM_TOKEN": TOKEN}).secret


def percentile(values: list[float], share: float) -> float:
    """Returns a percentile of values."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


async def over_rest(url: str, chats: int, turns: int, at_once: int = 0) -> dict[str, Any]:
    """Lets each of many senders ask its questions one after the other, all at the same time or only some of them."""
    name = f"load-{at_once}-{os.getpid()}"
    room = asyncio.Semaphore(at_once or chats)
    answers: dict[int, list[str]] = {}
    waits: list[float] = []

    async def talk(session: aiohttp.ClientSession, chat: int) -> None:
        for turn in range(turns):
            begun = time.monotonic()
            body = {"sender": f"{name}-{chat}", "message": QUESTIONS[(chat + turn) % len(QUESTIONS)]}
            async with room, session.post(f"{url}/webhooks/rest/webhook", json=body) as response:
                found = await response.json()
            waits.append(time.monotonic() - begun)
            answers.setdefault(chat, []).append(found[0]["text"])

    begun = time.monotonic()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=aiohttp.ClientTimeout(600)) as session:
        await asyncio.gather(*(talk(session, chat) for chat in range(1, chats + 1)))
    return {"seconds": time.monotonic() - begun, "waits": waits, "answers": answers}


async def over_telegram(url: str, api: StrictApi, chats: int, turns: int) -> dict[str, Any]:
    """Lets each of many people write; the next question goes out when the answer is there, as over REST."""
    waits: list[float] = []
    loop = asyncio.get_running_loop()
    arrived = {chat: asyncio.Semaphore(0) for chat in range(1, chats + 1)}
    api.on_sent = lambda chat: loop.call_soon_threadsafe(arrived[chat].release)

    async def talk(session: aiohttp.ClientSession, chat: int) -> None:
        for turn in range(turns):
            begun = time.monotonic()
            update = api.update(message=api.message(chat, QUESTIONS[(chat + turn) % len(QUESTIONS)]))
            headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
            async with session.post(f"{url}/webhooks/telegram/webhook", json=update, headers=headers) as response:
                assert response.status == 200, response.status
            await arrived[chat].acquire()
            waits.append(time.monotonic() - begun)

    begun = time.monotonic()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=aiohttp.ClientTimeout(600)) as session:
        await asyncio.gather(*(talk(session, chat) for chat in range(1, chats + 1)))
    seconds = time.monotonic() - begun
    return {
        "seconds": seconds,
        "waits": waits,
        "answers": {chat: [message["text"] for message in api.sent(chat)] for chat in range(1, chats + 1)},
    }


async def alone(url: str, turns: int) -> dict[int, list[str]]:
    """Asks each order of the questions over REST with nobody else there; returns how the answers begin."""
    found = {}
    async with aiohttp.ClientSession() as session:
        for first in range(len(QUESTIONS)):
            for turn in range(turns):
                body = {"sender": f"alone-{os.getpid()}-{first}", "message": QUESTIONS[(first + turn) % len(QUESTIONS)]}
                async with session.post(f"{url}/webhooks/rest/webhook", json=body) as response:
                    found.setdefault(first, []).append(head((await response.json())[0]["text"]))
    return found


def right_answers(answers: dict[int, list[str]], reference: dict[int, list[str]]) -> int:
    """Counts answers that say what is said when nobody else is there; under load a bot may apologise instead."""
    return sum(
        head(text) == expected
        for chat, texts in answers.items()
        for text, expected in zip(texts, reference[chat % len(QUESTIONS)], strict=False)
    )


def head(text: str) -> str:
    """Returns the beginning of an answer, as both channels have it."""
    return "".join(text.split())[:80]


def main() -> int:
    """Runs both loads and prints what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--chats", type=int, default=200)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--model", type=Path, help="a model file; the current one if not given")
    chosen = parser.parse_args()
    api = StrictApi()
    with served(api) as api_url, tempfile.TemporaryDirectory() as folder:
        bot = RunningBot(Path(folder), chosen.model, TELEGRAM_TOKEN=TOKEN, TELEGRAM_API_URL=api_url)
        try:
            reference = asyncio.run(alone(bot.url, chosen.turns))
            rest = asyncio.run(over_rest(bot.url, chosen.chats, chosen.turns))
            telegram = asyncio.run(over_telegram(bot.url, api, chosen.chats, chosen.turns))
            few = asyncio.run(over_rest(bot.url, chosen.chats, chosen.turns, AT_ONCE))
            both = {"rest": rest, "telegram": telegram, f"rest_{AT_ONCE}_at_once": few}
        finally:
            bot.stop()
    total = chosen.chats * chosen.turns
    right = {name: right_answers(found["answers"], reference) for name, found in both.items()}
    wrong = [chat for chat, texts in telegram["answers"].items() if list(map(head, texts)) != reference[chat % len(QUESTIONS)]]
    result = {
        "chats": chosen.chats,
        "messages": total,
        "lost_or_out_of_order_chats": len(wrong),
        "right_answers": right,
        "refused_by_strict_server": len(api.refused),
        "right_answers_per_second": {name: round(right[name] / found["seconds"], 1) for name, found in both.items()},
        "messages_per_second": {name: round(total / found["seconds"], 1) for name, found in both.items()},
        "median_s": {name: round(percentile(found["waits"], 0.5), 2) for name, found in both.items()},
        "p95_s": {name: round(percentile(found["waits"], 0.95), 2) for name, found in both.items()},
        "load_average": [round(value, 1) for value in os.getloadavg()],
    }
    sys.stdout.write(json.dumps(result, indent=2) + "\n")
    return 1 if wrong or api.refused else 0


if __name__ == "__main__":
    sys.exit(main())
