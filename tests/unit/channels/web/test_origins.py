"""Which pages may talk to the bot."""

from __future__ import annotations

import pytest

from bot.channels.web.origins import OriginRule

HOST = {"host": "bot.example:5005"}
RULE = OriginRule(["https://clinic.example"])


@pytest.mark.parametrize(
    "origin", [None, "", "https://clinic.example", "https://CLINIC.example", "http://bot.example:5005", "https://bot.example:5005"]
)
def test_our_own_pages_and_those_named_may(origin):
    assert RULE.allows(origin, HOST)


@pytest.mark.parametrize(
    "origin",
    [
        "http://clinic.example",
        "https://clinic.example.evil.example",
        "https://evil.example",
        "https://sub.clinic.example",
        "https://clinic.example:8443",
        "http://bot.example",
        "null",
        "file://",
        "chrome-extension://bot.example:5005",
        "*",
    ],
)
def test_nobody_else_may(origin):
    assert not RULE.allows(origin, HOST)


def test_behind_a_proxy_the_name_outside_counts():
    headers = {"host": "127.0.0.1:5005", "x-forwarded-host": "bot.example", "x-forwarded-proto": "https"}
    assert RULE.allows("https://bot.example", headers)
    assert not RULE.allows("http://bot.example", headers)
