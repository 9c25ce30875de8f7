"""Rasa's shell is told where the action server is."""

from __future__ import annotations

import pytest

from bot.launcher.console import LaunchError
from bot.launcher.shell import shell_command, write_endpoints
from bot.settings import PROJECT, read_settings


def test_write_endpoints_changes_the_address_of_the_action_server_and_nothing_else(tmp_path):
    settings = read_settings({"BOT_DATA_FOLDER": str(tmp_path), "ACTION_SERVER_PORT": "6055"})
    before = (PROJECT / "endpoints.yml").read_text()
    after = write_endpoints(settings).read_text()
    assert after == before.replace("http://127.0.0.1:5055/webhook", "http://127.0.0.1:6055/webhook") != before


def test_write_endpoints_when_there_is_no_address_then_is_refused(tmp_path):
    source = tmp_path / "endpoints.yml"
    source.write_text("tracker_store:\n  url: sqlite://\n")
    with pytest.raises(LaunchError, match="must name"):
        write_endpoints(read_settings({"BOT_DATA_FOLDER": str(tmp_path)}), source)


def test_shell_command_is_rasas_own_shell(tmp_path):
    command = shell_command(read_settings({"BOT_DATA_FOLDER": str(tmp_path), "BOT_PORT": "6005"}), tmp_path / "m.tar.gz")
    assert command[1:6] == ["-m", "rasa", "shell", "--model", str(tmp_path / "m.tar.gz")]
    assert command[-2:] == ["--port", "6005"]
