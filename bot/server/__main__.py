"""`python -m bot.server --model FILE`: Rasa, started for people to talk to."""

from __future__ import annotations

import argparse
import os
import socket
import sys
import time
from pathlib import Path

from bot import garbage
from bot.server import lean_imports, linear_algebra, quiet
from bot.settings import PROJECT, SettingsError, load_settings


def _listen(host: str, port: int) -> socket.socket:
    """Takes the port at once, so that a port in use shows before the model is loaded."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    return listener


def _complain(problem: object) -> None:
    sys.stderr.write(f"{problem}\n")


def main(arguments: list[str]) -> int:
    """Serves until it is stopped.

    Args:
        arguments: of the command line.

    Returns:
        The exit code: 0 after a stop, 2 if it cannot start.
    """
    started = time.monotonic()
    parser = argparse.ArgumentParser(prog="python -m bot.server", description="Starts the bot's Rasa server.")
    parser.add_argument("--model", type=Path, default=PROJECT / "models", help="model archive, or a folder whose newest archive is taken")
    chosen = parser.parse_args(arguments)
    try:
        settings = load_settings()
    except SettingsError as error:
        _complain(error)
        return 2
    if not chosen.model.exists():
        _complain(f"There is no model at {chosen.model}. Train one with: make train")
        return 2
    try:
        listener = _listen(settings.bot_host, settings.bot_port)
    except OSError as error:
        _complain(f"Cannot listen on {settings.bot_host}:{settings.bot_port}: {error.strerror}. Set BOT_PORT to another port.")
        return 2
    quiet.silence_libraries()
    linear_algebra.use_this_processor()
    linear_algebra.use_one_thread()
    if os.environ.get("BOT_LEAN_IMPORTS", "1") != "0":
        lean_imports.install(lean_imports.for_serving(with_redis=bool(settings.redis_url)))
    from bot.server.app import CannotStart, build_app, check_understanding, load_agent

    quiet.configure_logging(settings.log_format)
    try:
        agent = load_agent(chosen.model, settings)
        app = build_app(agent, settings)
    except CannotStart as error:
        _complain(error)
        return 2
    failures: list[str] = []

    async def check(_app: object, _loop: object) -> None:
        try:
            await check_understanding(agent)
        except CannotStart as error:
            failures.append(str(error))
            raise SystemExit(2) from error
        garbage.settle()

    async def announce(_app: object, _loop: object) -> None:
        address = f"http://{settings.bot_host}:{settings.bot_port}"
        sys.stdout.write(f"Rasa answers on {address} with model {agent.model_id}, ready after {time.monotonic() - started:.1f} s.\n")
        sys.stdout.flush()

    app.register_listener(check, "before_server_start")
    app.register_listener(announce, "after_server_start")
    try:
        app.run(sock=listener, workers=1, access_log=False, motd=False)
    except SystemExit:
        _complain(failures[0] if failures else "The server stopped.")
        return 2
    finally:
        listener.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
