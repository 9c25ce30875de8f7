"""What the bot has decided to do with a message, before any word of it is written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """Answer topics, one for each question.

    Attributes:
        topics: at least one.
        advice: whether a personal dose or a diagnosis was asked for, which is declined first.
        rest: whether the person asked for more on a topic already answered.
    """

    topics: tuple[str, ...]
    advice: bool = False
    rest: bool = False


@dataclass(frozen=True)
class Clarify:
    """Ask which of these topics was meant."""

    options: tuple[str, ...]


@dataclass(frozen=True)
class OutOfScope:
    """Say that this is not known; `near` holds topics that are really near, or nothing."""

    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class AskWhatAbout:
    """A follow-up with nothing to follow: ask what it is about. `complains` if the person says that this was not what they asked."""

    complains: bool = False


@dataclass(frozen=True)
class Acknowledge:
    """The person only says that they understood: say so, and add nothing."""


Decision = Acknowledge | Answer | Clarify | OutOfScope | AskWhatAbout
