"""Fault: each policy, at each prediction, plays the whole conversation again to see its states; five times a turn.

The states before each action are kept at the tracker, with the conversation as it was played so far. Events that came since are played on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.server.patches._patch import Patch

_PLAYED = "_played"


@dataclass(frozen=True)
class Moment:
    """What a policy may ask about the conversation before an action, or at its end.

    Attributes:
        state: as the domain sees it.
        hidden: whether the action is hidden from policies that learned from stories.
        followup: the action that must come next.
        action, action_name: the one before.
        loop: the loop (form) that runs.
    """

    state: dict[str, Any]
    hidden: bool
    followup: str | None
    action: dict[str, str] | None
    action_name: str | None
    loop: str | None

    @classmethod
    def of(cls, domain: Any, tracker: Any, hidden: bool) -> Moment:
        """Returns a tracker's present moment."""
        state, action = domain.get_active_state(tracker), tracker.latest_action
        return cls(state, hidden, tracker.followup_action, action, tracker.latest_action_name, tracker.active_loop_name)

    def own_state(self) -> dict[str, Any]:
        """Returns the state for one policy, which may change it."""
        return {kind: dict(part) for kind, part in self.state.items()}


@dataclass
class _Played:
    """How far a conversation was played."""

    domain: Any
    tracker: Any
    events: list[Any] = field(default_factory=list)
    moments: list[Moment] = field(default_factory=list)

    def goes_on_as(self, domain: Any, events: list[Any]) -> bool:
        return self.domain is domain and len(self.events) <= len(events) and all(map(_is, self.events, events))

    def play(self, events: list[Any]) -> None:
        for event in events[len(self.events) :]:
            if event.type_name == "action":
                self.moments.append(Moment.of(self.domain, self.tracker, event.hide_rule_turn))
            self.tracker.update(event)
            self.events.append(event)


def _is(one: Any, other: Any) -> bool:
    return one is other


def moments_of(domain: Any, tracker: Any) -> list[Moment]:
    """Returns the moment before each action, and the last one."""
    events = tracker.applied_events()
    played = tracker.__dict__.get(_PLAYED)
    if played is None or not played.goes_on_as(domain, events):
        played = tracker.__dict__[_PLAYED] = _Played(domain, tracker.init_copy())
    played.play(events)
    return [*played.moments, Moment.of(domain, played.tracker, False)]


def _make(original: Callable[..., Any]) -> Callable[..., Any]:
    def states_for_tracker_history(
        self: Any, tracker: Any, omit_unset_slots: bool = False, ignore_rule_only_turns: bool = False, rule_only_data: Any = None
    ) -> list[dict[str, Any]]:
        from rasa.shared.core.trackers import DialogueStateTracker

        if type(tracker) is not DialogueStateTracker or omit_unset_slots:
            return original(self, tracker, omit_unset_slots, ignore_rule_only_turns, rule_only_data)
        moments = moments_of(self, tracker)
        if not ignore_rule_only_turns:
            return [moment.own_state() for moment in moments]
        return _without_rule_turns(self, moments, rule_only_data)

    return states_for_tracker_history


def _without_rule_turns(domain: Any, moments: list[Moment], rule_only_data: Any) -> list[dict[str, Any]]:
    """Does what Rasa does for policies that learned from stories: turns, slots and loops that only rules know are left out."""
    states: list[dict[str, Any]] = []
    action: dict[str, str] | None = None
    was_hidden = False
    for moment in moments:
        if not was_hidden:
            action = moment.action
        # A follow-up action, and a loop that runs on, do not change whether the turn is hidden.
        if not moment.followup and moment.action_name != moment.loop:
            was_hidden = moment.hidden
        if was_hidden:
            continue
        state = moment.own_state()
        domain._remove_rule_only_features(state, rule_only_data)
        if states:
            domain._substitute_rule_only_user_input(state, states[-1])
        if action:
            state["prev_action"] = action
        states.append(domain._clean_state(state))
    return states


PATCH = Patch(
    "rasa.shared.core.domain",
    "Domain.states_for_tracker_history",
    "5ec51a0ab439965322768ce663db3df4b24fa374c4fc8e339a9e538c2bfb814d",
    _make,
)
