"""Addresses are refused before anything is started, each with a message that names the setting."""

from __future__ import annotations

import socket

import pytest

from bot.launcher.console import LaunchError
from bot.launcher.ports import check_port, check_ports, url_of
from bot.settings import read_settings


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_check_port_when_free_then_says_nothing():
    check_port("Rasa", "127.0.0.1", free_port(), "BOT")


def test_check_port_when_taken_then_names_address_and_setting(taken_port):
    with pytest.raises(LaunchError, match=rf"Rasa cannot listen on 127\.0\.0\.1:{taken_port}.*running already.*BOT_PORT"):
        check_port("Rasa", "127.0.0.1", taken_port, "BOT")


def test_check_port_when_last_connection_just_closed_then_is_free():
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind(("127.0.0.1", 0))
        server.listen(1)
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            server.accept()[0].close()
    check_port("Rasa", "127.0.0.1", port, "BOT")


def test_check_port_when_address_is_of_another_machine_then_is_refused():
    with pytest.raises(LaunchError, match="ACTION_SERVER_HOST"):
        check_port("The action server", "192.0.2.1", free_port(), "ACTION_SERVER")


def test_check_ports_when_both_servers_want_the_same_then_is_refused():
    with pytest.raises(LaunchError, match="both 6000"):
        check_ports(read_settings({"BOT_PORT": "6000", "ACTION_SERVER_PORT": "6000"}))


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:5005"),
        ("0.0.0.0", "http://127.0.0.1:5005"),
        ("::", "http://[::1]:5005"),
        ("bot.local", "http://bot.local:5005"),
    ],
)
def test_url_of_is_an_address_that_can_be_asked(host, url):
    assert url_of(host, 5005) == url
