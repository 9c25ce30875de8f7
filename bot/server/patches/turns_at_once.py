"""Fault: Rasa begins every message at once; of two hundred, most calls of an action run out of time. Here the rest waits its turn.

A message waits with its conversation's lock in hand: one that waits for its lock must not keep others from thinking.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from bot.server.patches._patch import Patch
from bot.settings import load_settings


@lru_cache(maxsize=1)
def _places(_loop: asyncio.AbstractEventLoop) -> asyncio.Semaphore:
    return asyncio.Semaphore(load_settings().turns_at_once)


def _make(original: Callable[..., Any]) -> Callable[..., Any]:
    async def handle_message(self: Any, message: Any) -> Any:
        async with _places(asyncio.get_running_loop()):
            return await original(self, message)

    return handle_message


PATCH = Patch(
    "rasa.core.processor", "MessageProcessor.handle_message", "c090687f62bd2a7c42408680f634a4e37afe94eb228158dac39521473a32ed75", _make
)
