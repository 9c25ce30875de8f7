"""Fault: for every message Rasa plans its graph anew and prints its inputs, the whole conversation, for a log line that nobody sees.

It plans twice or more for each turn, and dask, which runs the plan, is made for many tasks that take long. Here each set of targets is
planned once and its nodes are called in that order; what no later node needs is let go, as dask does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any

from bot.server.patches._patch import Patch

_PLANS = "_plans_by_targets"


@dataclass(frozen=True)
class Step:
    """One node of a plan: what it needs, and what nobody needs after it."""

    name: str
    needs: tuple[str, ...]
    last_used: tuple[str, ...]


def plan(needs_of: dict[str, Sequence[str]], targets: Sequence[str]) -> tuple[Step, ...]:
    """Puts nodes in an order in which each comes after all it needs.

    Args:
        needs_of: for each node the names of nodes or inputs that it needs.
        targets: whose results are kept to the end.

    Raises:
        CycleError: if nodes need each other.
    """
    order = [name for name in TopologicalSorter(needs_of).static_order() if name in needs_of]
    last_user = {need: name for name in order for need in needs_of[name]}
    return tuple(
        Step(name, tuple(needs_of[name]), tuple(need for need, user in last_user.items() if user == name and need not in targets))
        for name in order
    )


def _make(original: Callable[..., Any]) -> Callable[..., Any]:
    def run(self: Any, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        from rasa.engine.exceptions import GraphRunError

        wanted = tuple(targets or self._graph_schema.target_names)
        plans = self.__dict__.setdefault(_PLANS, {})
        if wanted not in plans:
            nodes = self._graph_schema.minimal_graph_schema(list(wanted)).nodes
            try:
                plans[wanted] = plan({name: tuple(node.needs.values()) for name, node in nodes.items()}, wanted)
            except CycleError:
                return original(self, inputs, targets)  # raises, with Rasa's own words
        if any(isinstance(value, str) and value in self._instantiated_nodes for value in (inputs or {}).values()):
            return original(self, inputs, targets)
        done: dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}
        try:
            for step in plans[wanted]:
                done[step.name] = self._instantiated_nodes[step.name](*(done.get(need, need) for need in step.needs))
                for name in step.last_used:
                    done.pop(name, None)
        except RuntimeError as error:
            raise GraphRunError("Error running runner.") from error
        return dict(done[name] for name in wanted)

    return run


PATCH = Patch("rasa.engine.runner.dask", "DaskGraphRunner.run", "39c53d008746a393986a524fb729ab2e6157d83877c2d5bb1185d055a2b9a077", _make)
