"""Which red flags a message raises, by rules a clinician can read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.safety.combinations import Combination, find_combination, parse_combination
from bot.safety.context import CUE_GROUPS, CUE_PREFIX, NEGATED, SPEECH_GROUPS, ContextJudge, cue, speech_of
from bot.safety.definitions import LEVELS, check_definitions
from bot.safety.normalise import Normaliser
from bot.safety.phrases import PhraseIndex
from bot.safety.reading import Reading, Span
from bot.safety.rewriting import Rewriter
from bot.safety.spelling import Speller


@dataclass(frozen=True)
class RedFlagHit:
    """One flag raised: its level ('now', 'today' or 'soon'), the words that raised it, the reply to give.

    With `needs_agreement` the flag is only a suspicion: something else must not speak plainly against it.
    """

    id: str
    level: str
    words: tuple[str, ...]
    reply_id: str
    row: int
    title: str
    needs_agreement: bool = False


@dataclass(frozen=True)
class Examination:
    """What the rules see in one message.

    Attributes:
        hits: every flag raised, the strongest level first.
        speech: SPEECH_ASKS, SPEECH_REPORTS or SPEECH_NEITHER.
        signs: names of the groups and cues that occur, also where they raise no flag (see `_signs`), and of the flags for a visit soon.
    """

    hits: tuple[RedFlagHit, ...]
    speech: str
    signs: tuple[str, ...]


@dataclass(frozen=True)
class _Flag:
    id: str
    level: str
    reply_id: str
    row: int
    title: str
    rank: tuple[int, int]
    combinations: tuple[Combination, ...]
    ignored_reasons: frozenset[str]
    needs_agreement: bool


class RedFlagRules:
    """In: the merged definitions (see definitions.merge_documents). Out: `match(text)`."""

    def __init__(self, definitions: Mapping[str, Any]) -> None:
        check_definitions(definitions)
        context = definitions["context"]
        groups: dict[str, list[str]] = {name: list(phrases) for name, phrases in definitions["groups"].items()}
        self._flags = tuple(sorted((_flag(raw, groups) for raw in definitions["flags"]), key=lambda flag: flag.rank))
        _check_groups(self._flags, groups)
        self._flags_by_group = _by_group(self._flags)
        rewriter = Rewriter(context)
        self._index = PhraseIndex({**groups, **cue_groups(context)}, rewriter, gap_stops(context))
        self._speech_index = PhraseIndex({cue(name): context[name] for name in SPEECH_GROUPS}, rewriter)
        self._normaliser = build_normaliser(self._index, rewriter, context, definitions.get("ordinary_words", ()))

    def read(self, text: str) -> Reading:
        """The message as the rules see it; for logs of tests and for debugging."""
        return self._normaliser.read(text)

    def speech(self, text: str) -> str:
        """What the message does: SPEECH_ASKS, SPEECH_REPORTS or SPEECH_NEITHER."""
        reading = self._normaliser.read(text)
        return speech_of(reading, self._speech_index.find(reading))

    def match(self, text: str) -> tuple[RedFlagHit, ...]:
        """Every flag the message raises, the strongest level first; empty when there is none."""
        return self.examine(text).hits

    def examine(self, text: str) -> Examination:
        """Everything the rules see in the message, read once."""
        reading = self._normaliser.read(text)
        found = self._index.find(reading)
        judge = ContextJudge(reading, found)
        # A flag needs its groups in the message; most messages hold a few, and most flags need none of them.
        possible = sorted({place for name in found for place in self._flags_by_group.get(name, ())})
        matches = ((flag, _first_match(flag, reading, found, judge)) for flag in map(self._flags.__getitem__, possible))
        hits = tuple(_hit(flag, reading, spans) for flag, spans in matches if spans is not None)
        signs = (*_signs(found, judge), *(f"flag:{hit.id}" for hit in hits if hit.level == LEVELS[-1]))
        return Examination(hits, speech_of(reading, self._speech_index.find(reading)), signs)


def cue_groups(context: Mapping[str, Any]) -> dict[str, list[str]]:
    """The cue phrases of the context file under their index names."""
    return {cue(name): list(context[name]) for name in CUE_GROUPS}


def gap_stops(context: Mapping[str, Any]) -> list[str]:
    """The words that a gap inside a phrase may not skip: 'calf is not swollen' is no 'calf .. swollen'."""
    return [*context["gap_stops"], *(phrase for phrase in context["negation"] if " " not in phrase)]


def build_normaliser(index: PhraseIndex, rewriter: Rewriter, context: Mapping[str, Any], ordinary_words: Iterable[str]) -> Normaliser:
    """A normaliser whose speller knows the words of the rules, of the context and of everyday speech."""
    speller = Speller(index.vocabulary, rewriter.known_words | frozenset(ordinary_words))
    return Normaliser(rewriter, speller, context)


def _flag(raw: Mapping[str, Any], groups: dict[str, list[str]]) -> _Flag:
    lines = list(raw.get("any", ()))
    if raw.get("phrases"):
        own = f"phrases-{raw['id']}"
        groups[own] = list(raw["phrases"])
        lines.insert(0, own)
    return _Flag(
        id=raw["id"],
        level=raw["level"],
        reply_id=raw["reply_id"],
        row=raw["row"],
        title=raw["title"],
        rank=(LEVELS.index(raw["level"]), -raw.get("first", 0)),
        combinations=tuple(parse_combination(line, groups) for line in lines),
        ignored_reasons=frozenset(raw.get("even_if", ())),
        needs_agreement=raw.get("needs_agreement", False),
    )


def _check_groups(flags: tuple[_Flag, ...], groups: Mapping[str, Any]) -> None:
    for flag in flags:
        for combination in flag.combinations:
            for group in (*combination.groups, *combination.unless, *combination.never_with):
                if group not in groups:
                    raise ValueError(f"{flag.id}: unknown group {group}")


def _by_group(flags: Sequence[_Flag]) -> dict[str, tuple[int, ...]]:
    """For each group the places of the flags that one of its combinations needs it for, under one group for each combination."""
    found: dict[str, set[int]] = defaultdict(set)
    for place, flag in enumerate(flags):
        for combination in flag.combinations:
            found[combination.groups[0]].add(place)
    return {name: tuple(places) for name, places in found.items()}


def _first_match(flag: _Flag, reading: Reading, found: Mapping[str, tuple[Span, ...]], judge: ContextJudge) -> tuple[Span, ...] | None:
    def counts(span: Span) -> bool:
        return not judge.reasons(span) - flag.ignored_reasons

    def is_denied(span: Span) -> bool:
        return NEGATED in judge.reasons(span)

    for combination in flag.combinations:
        if not combination.required <= found.keys():
            continue
        spans = find_combination(combination, reading, found, counts, is_denied)
        if spans is not None:
            return spans
    return None


def _hit(flag: _Flag, reading: Reading, spans: tuple[Span, ...]) -> RedFlagHit:
    ordered = sorted(set(spans), key=lambda span: span.start)
    words = tuple(" ".join(reading.words[span.start : span.end]) for span in ordered)
    return RedFlagHit(flag.id, flag.level, words, flag.reply_id, flag.row, flag.title, flag.needs_agreement)


def _signs(found: Mapping[str, tuple[Span, ...]], judge: ContextJudge) -> tuple[str, ...]:
    """Names of what occurs: 'swollen' where it is said of now, 'not:swollen' where it is denied, past, over or asked about.

    Why it does not count is a sign of its own ('why:negated'), and so is every cue of the context file ('context:reports').
    """
    signs: set[str] = set()
    for name, spans in found.items():
        if name.startswith(CUE_PREFIX):
            signs.add(name)
            continue
        reasons = [judge.reasons(span) for span in spans]
        signs.add(name if not all(reasons) else f"not:{name}")
        signs.update(f"why:{reason}" for each in reasons for reason in each)
    return tuple(sorted(signs))
