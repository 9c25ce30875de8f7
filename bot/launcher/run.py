"""Brings the bot up, keeps an eye on it and takes it down."""

from __future__ import annotations

import time
from pathlib import Path

from bot.launcher.children import Children
from bot.launcher.console import LaunchError, say
from bot.launcher.ports import check_ports, url_of
from bot.launcher.preparing import given_model, load_content, train_when_stale
from bot.launcher.readiness import missing, wait_until_ready
from bot.launcher.servers import environment_of, log_folder, start_action_server, start_rasa
from bot.launcher.stopping import StopFlag
from bot.settings import Settings

START_LIMIT = 180.0


def run(settings: Settings, stop: StopFlag, model: str | None = None) -> None:
    """Runs the bot until a stop is asked for.

    Args:
        settings: where to listen and where things are.
        stop: set by Ctrl-C.
        model: a model file to use instead of the current one.

    Raises:
        LaunchError: if the bot cannot start, or if one of its servers ends by itself.
        Stopped: when a stop is asked for.
    """
    check_ports(settings)
    given = given_model(model) if model else None
    with Children(environment_of(settings)) as children:
        load_content(children, stop)
        start_servers(children, settings, stop, given or train_when_stale(children, stop, settings.content_folder))
        stop.wait_until(lambda: children.first_dead() is not None)
        check_alive(children)


def start_servers(children: Children, settings: Settings, stop: StopFlag, model: Path) -> None:
    """Starts both servers and returns when the bot answers a question from the knowledge base."""
    say("Servers: starting (about half a minute) ...")
    begun = time.monotonic()
    start_action_server(children, settings)
    start_rasa(children, settings, model)
    url = url_of(settings.bot_host, settings.bot_port)

    def check() -> None:
        stop.check()
        check_alive(children)

    problem = wait_until_ready(lambda: missing(url), check, START_LIMIT)
    if problem:
        raise LaunchError(f"The bot started but does not answer: {problem}. Its logs are in {log_folder(settings)}.")
    say(f"Servers: answering after {time.monotonic() - begun:.0f} s.\n{_welcome(url, log_folder(settings))}")


def check_alive(children: Children) -> None:
    """Raises LaunchError with the end of the log when a server has ended."""
    dead = children.first_dead()
    if dead is not None:
        raise LaunchError(f"{dead.name} ended by itself (exit code {dead.process.returncode}). The end of {dead.log}:\n{dead.last_lines()}")


def _welcome(url: str, logs: Path) -> str:
    message = '{"sender": "me", "message": "what is a diuretic?"}'
    return (
        f"\nThe chat is at {url}/chat (on a page of yours: {url}/demo)\n"
        f"The bot answers at {url}/webhooks/rest/webhook\n"
        f"  Ask:   curl -s {url}/webhooks/rest/webhook -H 'Content-Type: application/json' -d '{message}'\n"
        f"  Logs:  {logs}\n"
        f"  Stop:  Ctrl-C\n"
    )
