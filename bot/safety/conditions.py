"""Which conditions a message says of the person it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.safety.context import OVER, PAST, QUESTION, ContextJudge
from bot.safety.ownership import Ownership
from bot.safety.phrases import PhraseIndex
from bot.safety.reading import Reading, Span
from bot.safety.red_flags import build_normaliser, cue_groups, gap_stops
from bot.safety.rewriting import Rewriter

# What does not speak against a mention: "my glaucoma" is the person's own even in a question, and an illness
# diagnosed long ago is still there.
STILL_COUNTS = {
    "said": frozenset({QUESTION, PAST, OVER}),
    "states": frozenset(),
    "names": frozenset({PAST, OVER}),
    "medicines": frozenset(),
    "alone": frozenset({PAST, OVER}),
}
CALLED = "called"  # what a condition is called by somebody who wants it forgotten; states nothing
UNLESS = "unless"  # phrases that, anywhere in a message, say that the condition is not meant ("my son is 34": no child)


class ConditionRules:
    """In: {'conditions': [...], 'owners': {...}, 'context': {...}}. Out: `find(text)`.

    `said` phrases count wherever they stand; `states` need a person in the sentence or open the message, `names` an
    owner before them ("I have") or a remark after them ("… sufferer"), `medicines` a taking word before them ("I take", "on") or a
    dose after them. An opening that is nothing but a name or a medicine counts too ("apixaban, is magnesium ok?").
    """

    def __init__(self, definitions: Mapping[str, Any]) -> None:
        context, owners = definitions["context"], definitions["owners"]
        self._ids = tuple(condition["id"] for condition in definitions["conditions"])
        groups = {
            f"{kind}:{condition['id']}": condition["mentions"].get(kind, [])
            for condition in definitions["conditions"]
            for kind in (*STILL_COUNTS, UNLESS, CALLED)
        }
        groups.update({f"owner:{name}": phrases for name, phrases in owners.items()})
        rewriter = Rewriter(context)
        self._index = PhraseIndex({**groups, **cue_groups(context)}, rewriter, gap_stops(context))
        self._normaliser = build_normaliser(self._index, rewriter, context, definitions.get("ordinary_words", ()))

    def find(self, text: str) -> tuple[str, ...]:
        """The ids of the conditions stated, in the order of the definitions."""
        reading = self._normaliser.read(text)
        found = self._index.find(reading)
        named = {name for kind, _, name in (key.partition(":") for key in found) if kind in STILL_COUNTS}
        if not named:
            return ()
        judge = ContextJudge(reading, found)
        return tuple(name for name in self._ids if name in named and _is_stated(name, reading, found, judge))

    def mentioned(self, text: str) -> tuple[str, ...]:
        """The ids of the conditions that the text names, stated or not, in the order of the definitions."""
        found = self._index.find(self._normaliser.read(text))
        return tuple(name for name in self._ids if any(f"{kind}:{name}" in found for kind in (*STILL_COUNTS, CALLED)))


def find_conditions(text: str, definitions: ConditionRules | Mapping[str, Any]) -> tuple[str, ...]:
    """The conditions stated in the text; hand in built ConditionRules where speed matters."""
    rules = definitions if isinstance(definitions, ConditionRules) else ConditionRules(definitions)
    return rules.find(text)


def _is_stated(name: str, reading: Reading, found: Mapping[str, tuple[Span, ...]], judge: ContextJudge) -> bool:
    owned = Ownership(reading, found)
    if found.get(f"{UNLESS}:{name}"):
        return False

    def counting(kind: str, still: frozenset[str] = frozenset()) -> list[Span]:
        spans = found.get(f"{kind}:{name}", ())
        return [span for span in spans if not judge.reasons(span) - STILL_COUNTS[kind] - still and not owned.is_elsewhere(span)]

    def beside_question(kind: str, remark: str) -> bool:
        spans = [span for span in counting(kind, frozenset({QUESTION})) if not owned.is_asked_about(span)]
        return any(owned.has_remark(span, remark) or owned.is_heading(span) for span in spans)

    return (
        any(not owned.is_asked_of_nobody(span) for span in counting("said"))
        or any(owned.is_alone(span) for span in counting("alone", frozenset({QUESTION})))
        or any(owned.is_a_persons(span) or owned.is_heading(span) for span in counting("states"))
        or any(owned.has_owner(span, "has") for span in counting("names"))
        or any(owned.has_owner(span, "takes") for span in counting("medicines"))
        or beside_question("names", "sufferer")
        or beside_question("medicines", "taken")
    )
