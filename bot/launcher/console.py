"""What the launcher tells the person at the terminal."""

from __future__ import annotations


class LaunchError(Exception):
    """The bot cannot run; the message is for the person at the terminal and names what to do."""


def say(text: str) -> None:
    """Prints a line at once, also when the output is a pipe."""
    print(text, flush=True)
