"""Fault: any text that begins with "/" is taken for an intent, so that anybody can type `/restart` or invent entities."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.server.patches._patch import Patch


def _make(original: Callable[..., Any]) -> Callable[..., Any]:
    def process(self: Any, messages: list[Any], domain: Any = None) -> list[Any]:
        from bot.channels.gate import read_command

        return [original(self, [message], domain)[0] if read_command(message.get("text").strip()) else message for message in messages]

    return process


PATCH = Patch(
    "rasa.nlu.classifiers.regex_message_handler",
    "RegexMessageHandler.process",
    "0bf2203eb6425281705fee6b2a481624606fd7c8f0f79ba163e3e6aeeb17cbdd",
    _make,
)
