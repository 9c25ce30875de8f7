"""What the environment decides."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from bot.settings import PROJECT, SettingsError, load_settings, read_settings


def test_settings_of_an_empty_environment_are_the_defaults():
    found = read_settings({})
    assert (found.bot_host, found.bot_port) == ("127.0.0.1", 5005)
    assert (found.action_host, found.action_port) == ("127.0.0.1", 5055)
    assert found.content_folder == PROJECT / "content"
    assert found.database_url == f"sqlite:///{PROJECT / 'var' / 'knowledge.db'}"
    assert found.tracker_url == f"sqlite:///{PROJECT / 'var' / 'conversations.db'}"
    assert found.max_message_length == 1000
    assert 0 < found.action_timeout < 5, "an apology must come within five seconds"


def test_settings_follow_the_environment():
    found = read_settings(
        {
            "BOT_HOST": "0.0.0.0",
            "BOT_PORT": "5505",
            "ACTION_SERVER_HOST": "actions",
            "ACTION_SERVER_PORT": "5555",
            "ACTION_TIMEOUT_SECONDS": "2.5",
            "DATABASE_URL": "postgresql+psycopg2://db/x",
            "TRACKER_URL": "sqlite:///t.db",
            "BOT_CONTENT_FOLDER": "/c",
            "BOT_CACHE_FOLDER": "/k",
            "ENCODER_THREADS": "2",
            "MAX_MESSAGE_LENGTH": "500",
        }
    )
    assert (found.bot_host, found.bot_port, found.action_host, found.action_port) == ("0.0.0.0", 5505, "actions", 5555)
    assert (found.action_timeout, found.encoder_threads, found.max_message_length) == (2.5, 2, 500)
    assert (found.database_url, found.tracker_url) == ("postgresql+psycopg2://db/x", "sqlite:///t.db")
    assert (found.content_folder, found.cache_folder) == (Path("/c"), Path("/k"))


def test_databases_follow_the_data_folder():
    found = read_settings({"BOT_DATA_FOLDER": "/data"})
    assert found.database_url == "sqlite:////data/knowledge.db"
    assert found.tracker_url == "sqlite:////data/conversations.db"


def test_empty_value_means_the_default():
    assert read_settings({"BOT_PORT": " ", "BOT_HOST": "", "DATABASE_URL": ""}) == read_settings({})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_PORT", "0"),
        ("BOT_PORT", "65536"),
        ("BOT_PORT", "http"),
        ("ACTION_SERVER_PORT", "-1"),
        ("ACTION_TIMEOUT_SECONDS", "0"),
        ("ACTION_TIMEOUT_SECONDS", "nan"),
        ("ENCODER_THREADS", "0"),
        ("MAX_MESSAGE_LENGTH", "0"),
        ("MAX_MESSAGE_LENGTH", "1e9"),
        ("TURNS_AT_ONCE", "0"),
        ("TURNS_WAITING", "-1"),
        ("LOG_FORMAT", "xml"),
        ("ACTION_SERVERS", "actions"),
        ("ACTION_SERVERS", "actions:99999"),
    ],
)
def test_value_that_cannot_be_used_is_named(name, value):
    with pytest.raises(SettingsError, match=f"{name}.*{value}"):
        read_settings({name: value})


def test_one_process_needs_no_redis_and_asks_its_own_action_server():
    found = read_settings({"ACTION_SERVER_PORT": "5555"})
    assert (found.redis_url, found.action_servers) == ("", (("127.0.0.1", 5555),))


def test_several_action_servers_are_named_with_their_ports():
    assert read_settings({"ACTION_SERVERS": "one:5055, two:5056"}).action_servers == (("one", 5055), ("two", 5056))


def test_address_of_redis_that_cannot_be_used_is_refused_without_its_password():
    with pytest.raises(SettingsError, match="REDIS_URL") as refused:
        read_settings({"REDIS_URL": "http://user:hunter2@host"})
    assert "hunter2" not in str(refused.value)


def test_settings_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        read_settings({}).bot_port = 1


def test_environment_is_read_once():
    assert load_settings() is load_settings()
