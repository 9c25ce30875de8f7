"""What must be true of our bot beside the stock one, and whether it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

OURS, HELLO, ACTION, FLOOR = "ours", "stock hello", "stock action", "floor"
Figures = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Target:
    """A ratio that must be reached.

    Attributes:
        name: what is compared, for people.
        figure: the figure's place in each bot's figures, such as `reply.p50_ms`.
        against: the bot compared with.
        limit: of ours divided by theirs.
        at_least: whether the ratio must reach the limit rather than stay below it.
    """

    name: str
    figure: str
    against: str
    limit: float
    at_least: bool = False


@dataclass(frozen=True)
class Verdict:
    """A target and what was measured. `ratio` is None when one of the two was not."""

    target: Target
    ours: float | None
    theirs: float | None

    @property
    def ratio(self) -> float | None:
        return self.ours / self.theirs if self.ours is not None and self.theirs else None

    @property
    def is_met(self) -> bool | None:
        if self.ratio is None:
            return None
        return self.ratio >= self.target.limit if self.target.at_least else self.ratio <= self.target.limit


CLIENTS = (1, 8, 32)
TARGETS: tuple[Target, ...] = (
    Target('reply with a database fact, p50, against a plain "hello"', "reply.p50_ms", HELLO, 0.5),
    Target("reply with a database fact, p50, against a custom action", "reply.p50_ms", ACTION, 0.25),
    *(
        Target(f"messages a second, {clients} client{'s' if clients > 1 else ''}", f"throughput.{clients}", ACTION, 4.0, at_least=True)
        for clients in CLIENTS
    ),
    Target("memory of all processes (PSS)", "memory.pss", ACTION, 0.65),
    Target("memory of the Rasa process (PSS)", "memory.rasa", HELLO, 0.65),
    Target("start to the first right answer", "start_s", HELLO, 0.6),
    Target("training", "training_s", HELLO, 0.5),
    Target("understanding a message on one core, p50", "nlu.p50_ms", HELLO, 0.6),
)


def judge(figures: Figures, targets: Sequence[Target] = TARGETS) -> list[Verdict]:
    """Returns a verdict for each target.

    Args:
        figures: what was measured, by bot; what was not is missing.
        targets: what to look at.
    """
    return [Verdict(target, look_up(figures, OURS, target.figure), look_up(figures, target.against, target.figure)) for target in targets]


def look_up(figures: Figures, bot: str, place: str) -> float | None:
    """Returns one figure of a bot, or None if it was not measured."""
    found: Any = figures.get(bot, {})
    for part in place.split("."):
        if not isinstance(found, Mapping) or part not in found:
            return None
        found = found[part]
    return float(found)
