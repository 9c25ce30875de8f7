"""Routes for people on the same machine."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from sanic import Sanic

from bot.observability.exposure import add_metrics_route, is_loopback, is_offered, names_this_machine


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("10.0.0.1", False),
        ("bot", False),
        ("", False),
    ],
)
def test_which_hosts_mean_this_machine(host, expected):
    assert is_loopback(host) is expected


@pytest.mark.parametrize(
    ("host", "wish", "expected"),
    [("127.0.0.1", "", True), ("0.0.0.0", "", False), ("0.0.0.0", "1", True), ("127.0.0.1", "0", False)],
)
def test_where_a_route_is_offered(host, wish, expected):
    assert is_offered("ITS_NAME", host, {"ITS_NAME": wish}) is expected


@pytest.mark.parametrize(
    ("host", "expected"), [("127.0.0.1:5005", True), ("localhost", True), ("[::1]:5005", True), ("evil.example:5005", False), (None, False)]
)
def test_a_name_of_somebody_elses_is_none_of_this_machine(host, expected):
    assert names_this_machine(SimpleNamespace(host=host)) is expected


async def _ask(host, environment, asked_as):
    app = Sanic("metrics_test", configure_logging=False, register=False)
    add_metrics_route(app, host, environment)
    found = [route for route in app.router.routes if route.path == "metrics"]
    return (await found[0].handler(SimpleNamespace(host=asked_as))).status if found else 404


@pytest.mark.parametrize(
    ("host", "environment", "asked_as", "expected"),
    [
        ("127.0.0.1", {}, "127.0.0.1:5005", 200),
        ("127.0.0.1", {}, "evil.example", 403),
        ("0.0.0.0", {}, "10.0.0.1", 404),
        ("0.0.0.0", {"BOT_METRICS_ROUTE": "1"}, "10.0.0.1", 200),
    ],
)
async def test_metrics_are_not_public_by_default(host, environment, asked_as, expected):
    assert await _ask(host, environment, asked_as) == expected
