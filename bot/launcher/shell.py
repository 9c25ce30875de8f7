"""Rasa's own shell in this terminal, with everything around it prepared as for `make run`."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

from bot.launcher.children import Children
from bot.launcher.console import LaunchError, say
from bot.launcher.ports import check_ports, url_of
from bot.launcher.preparing import given_model, load_content, train_when_stale
from bot.launcher.readiness import answers_at, wait_until_ready
from bot.launcher.run import check_alive
from bot.launcher.servers import environment_of, start_action_server
from bot.launcher.stopping import StopFlag
from bot.settings import PROJECT, Settings

START_LIMIT = 60.0


def talk(settings: Settings, stop: StopFlag, model: str | None = None) -> int:
    """Opens the shell and returns its exit code when the person leaves it.

    Raises:
        LaunchError: if the shell cannot be opened.
        Stopped: when a stop is asked for before it is.
    """
    check_ports(settings)
    given = given_model(model) if model else None
    environment = environment_of(settings)
    with Children(environment) as children:
        load_content(children, stop)
        path = given or train_when_stale(children, stop, settings.content_folder)
        start_action_server(children, settings)
        health = f"{url_of(settings.action_host, settings.action_port)}/health"

        def check() -> None:
            stop.check()
            check_alive(children)

        if wait_until_ready(lambda: "" if answers_at(health) else "no answer", check, START_LIMIT):
            raise LaunchError(f"The action server does not answer at {health}.")
        say("Shell: starting; /stop ends it.")
        return _foreground(shell_command(settings, path), {**os.environ, **environment})


def shell_command(settings: Settings, model: Path) -> list[str]:
    """How Rasa's shell is opened."""
    options = {"--model": model, "--endpoints": write_endpoints(settings), "--port": settings.bot_port}
    return [sys.executable, "-m", "rasa", "shell", *(str(part) for option in options.items() for part in option)]


def write_endpoints(settings: Settings, source: Path = PROJECT / "endpoints.yml") -> Path:
    """Writes endpoints.yml with this process's address of the action server, which Rasa reads from nowhere else.

    Raises:
        LaunchError: if the file has no such address.
    """
    address = f"{url_of(settings.action_host, settings.action_port)}/webhook"
    text, found = re.subn(r"(?m)^( +url:) \S+/webhook$", rf"\1 {address}", source.read_text(encoding="utf-8"))
    if found != 1:
        raise LaunchError("endpoints.yml must name the action server's url once, ending in /webhook.")
    written = settings.data_folder / "shell-endpoints.yml"
    written.write_text(text, encoding="utf-8")
    return written


def _foreground(command: list[str], environment: dict[str, str]) -> int:
    """Runs a program that owns the terminal: Ctrl-C is for it, and the launcher waits."""
    process = subprocess.Popen(command, cwd=PROJECT, env=environment)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    signal.signal(signal.SIGHUP, lambda *_: process.terminate())
    return process.wait()
