"""One line of a flag: the groups that must occur together and how near each other, read and tried.

calf + swollen + hot
calf + swollen, within 6 words, unless both-legs
"coughing up" + blood, in one clause
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import product

from bot.safety.reading import Reading, Span

MOST_SPANS = 6

_GROUP = re.compile(r"[a-z][a-z0-9-]*")
_QUOTED = re.compile(r'"([^"]+)"')


class CombinationError(ValueError):
    """A combination that cannot be understood; the message says which."""


@dataclass(frozen=True)
class Combination:
    """`groups` must all occur; `within` words, in one clause or sentence if asked; never beside an `unless` group."""

    groups: tuple[str, ...]
    within: int | None = None
    one_clause: bool = False
    one_sentence: bool = False
    unless: tuple[str, ...] = ()
    never_with: tuple[str, ...] = ()
    required: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "required", frozenset(self.groups))


def parse_combination(line: str, literals: dict[str, list[str]]) -> Combination:
    """Read one line; a quoted phrase becomes a group of its own, added to `literals`."""
    head, *options = [part.strip() for part in line.split(",")]
    groups = tuple(_group_name(part.strip(), literals, line) for part in head.split(" + "))
    within, one_clause, one_sentence = None, False, False
    unless: list[str] = []
    never_with: list[str] = []
    for option in options:
        if match := re.fullmatch(r"within (\d+) words", option):
            within = int(match[1])
        elif option == "in one clause":
            one_clause = True
        elif option == "in one sentence":
            one_sentence = True
        elif match := re.fullmatch(r"(unless|never with) (\S+)", option):
            (unless if match[1] == "unless" else never_with).append(match[2])
        else:
            raise CombinationError(f"cannot read {option!r} in {line!r}")
    return Combination(groups, within, one_clause, one_sentence, tuple(unless), tuple(never_with))


def _group_name(part: str, literals: dict[str, list[str]], line: str) -> str:
    if quoted := _QUOTED.fullmatch(part):
        name = "literal-" + re.sub(r"\W+", "-", quoted[1])
        literals.setdefault(name, [])
        if quoted[1] not in literals[name]:
            literals[name].append(quoted[1])
        return name
    if not _GROUP.fullmatch(part):
        raise CombinationError(f"cannot read {part!r} in {line!r}")
    return part


def find_combination(
    combination: Combination,
    reading: Reading,
    found: Mapping[str, tuple[Span, ...]],
    counts: Callable[[Span], bool],
    is_denied: Callable[[Span], bool],
) -> tuple[Span, ...] | None:
    """The places that fulfil the combination, or None. `counts` says whether a phrase at a place counts."""
    if not combination.required <= found.keys():
        return None
    if any(not is_denied(span) for group in combination.never_with for span in found.get(group, ())):
        return None
    choices = [[span for span in found[group] if counts(span)][:MOST_SPANS] for group in combination.groups]
    barriers = [span for group in combination.unless for span in found.get(group, ()) if not is_denied(span)]
    for spans in product(*choices):
        if _is_near_enough(combination, reading, spans) and not _is_barred(reading, spans, barriers):
            return spans
    return None


def _is_near_enough(combination: Combination, reading: Reading, spans: tuple[Span, ...]) -> bool:
    if combination.one_clause and len({reading.clauses[span.start] for span in spans}) > 1:
        return False
    if combination.one_sentence and len({reading.sentences[span.start] for span in spans}) > 1:
        return False
    if combination.within is None:
        return True
    ordered = sorted(spans, key=lambda span: span.start)
    return all(later.start - earlier.end <= combination.within for earlier, later in zip(ordered, ordered[1:], strict=False))


def _is_barred(reading: Reading, spans: tuple[Span, ...], barriers: list[Span]) -> bool:
    sentences = {reading.sentences[span.start] for span in spans}
    return any(reading.sentences[barrier.start] in sentences for barrier in barriers)
