"""The commands' outermost layer: signals in, one clear message and an exit code out."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable

from bot.launcher.children import Children
from bot.launcher.console import LaunchError, say
from bot.launcher.preparing import train_when_stale
from bot.launcher.run import run
from bot.launcher.servers import environment_of
from bot.launcher.shell import talk
from bot.launcher.stopping import StopFlag, Stopped
from bot.settings import Settings, SettingsError, read_settings


def main_run(arguments: list[str] | None = None) -> int:
    """`make run`: returns 0 when it was stopped by the person, 1 when it stopped by itself."""
    parser = argparse.ArgumentParser(prog="run", description="Starts the bot and waits until it answers.")
    parser.add_argument("--model", help="a model file to use instead of the current one")
    options = parser.parse_args(arguments)
    return _guarded(lambda settings, stop: run(settings, stop, options.model), when_stopped=0)


def main_shell(arguments: list[str] | None = None) -> int:
    """`make shell`."""
    parser = argparse.ArgumentParser(prog="shell", description="Talks with the bot in the terminal.")
    parser.add_argument("--model", help="a model file to use instead of the current one")
    options = parser.parse_args(arguments)
    return _guarded(lambda settings, stop: talk(settings, stop, options.model))


def main_train(arguments: list[str] | None = None) -> int:
    """`make train`."""
    parser = argparse.ArgumentParser(prog="train", description="Trains when something that training reads has changed.")
    parser.add_argument("--force", action="store_true", help="train also when nothing has changed")
    options = parser.parse_args(arguments)

    def train(settings: Settings, stop: StopFlag) -> None:
        with Children(environment_of(settings)) as children:
            train_when_stale(children, stop, settings.content_folder, force=options.force)

    return _guarded(train)


def _guarded(command: Callable[[Settings, StopFlag], int | None], when_stopped: int = 130) -> int:
    stop = StopFlag()
    stop.listen()
    try:
        return command(read_settings(os.environ), stop) or 0
    except Stopped:
        say("Stopped.")
        return when_stopped
    except (LaunchError, SettingsError) as error:
        sys.stdout.flush()
        sys.stderr.write(f"{error}\n")
        return 1
