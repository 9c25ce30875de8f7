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
SECRET = read_options({"TELEGRAM_TOKEN": TOKEN}).secret


def percentile(values: list[float], share: float) -> float:
    """Returns a percentile of values."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


async def over_rest(url: str, chats: int, turns: int) -> dict[str, Any]:
    """Lets each of many senders ask its questions one after the other."""
    answers: dict[int, list[str]] = {}
    waits: list[float] = []

    async def talk(session: aiohttp.ClientSession, chat: int) -> None:
        for turn in range(turns):
            begun = time.monotonic()
            body = {"sender": f"load-{os.getpid()}-{chat}", "message": QUESTIONS[(chat + turn) % len(QUESTIONS)]}
            async with session.post(f"{url}/webhooks/rest/webhook", json=body) as response:
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

    async def talk(session: aiohttp.ClientSession, chat: int) -> None:
        for turn in range(turns):
            begun = time.monotonic()
            update = api.update(message=api.message(chat, QUESTIONS[(chat + turn) % len(QUESTIONS)]))
            headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
            async with session.post(f"{url}/webhooks/telegram/webhook", json=update, headers=headers) as response:
                assert response.status == 200, response.status
            while len(api.sent(chat)) <= turn:
                await asyncio.sleep(0.02)
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
            asyncio.run(over_rest(bot.url, 20, 2))  # warm
            rest = asyncio.run(over_rest(bot.url, chosen.chats, chosen.turns))
            telegram = asyncio.run(over_telegram(bot.url, api, chosen.chats, chosen.turns))
        finally:
            bot.stop()
    expected = {chat: list(map(head, texts)) for chat, texts in rest["answers"].items()}
    wrong = [chat for chat, texts in telegram["answers"].items() if list(map(head, texts)) != expected[chat]]
    total = chosen.chats * chosen.turns
    result = {
        "chats": chosen.chats,
        "messages": total,
        "lost_or_out_of_order_chats": len(wrong),
        "refused_by_strict_server": len(api.refused),
        "rest_per_second": round(total / rest["seconds"], 1),
        "telegram_per_second": round(total / telegram["seconds"], 1),
        "throughput_ratio": round(rest["seconds"] / telegram["seconds"], 2),
        "rest_median_s": round(percentile(rest["waits"], 0.5), 2),
        "telegram_median_s": round(percentile(telegram["waits"], 0.5), 2),
        "rest_p95_s": round(percentile(rest["waits"], 0.95), 2),
        "telegram_p95_s": round(percentile(telegram["waits"], 0.95), 2),
        "load_average": [round(value, 1) for value in os.getloadavg()],
    }
    sys.stdout.write(json.dumps(result, indent=2) + "\n")
    return 1 if wrong or api.refused else 0


if __name__ == "__main__":
    sys.exit(main())
