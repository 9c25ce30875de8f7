"""The phrase language of the rules, compiled once, and the search for all phrases in a message.

A phrase is words in order, with these marks:
  (a|b c)   one of these                word?  or (a|b)?  may be left out
  swell*    any word that starts so     ..     up to three words of the same clause
  <6-99>    a number in this range      {name} any phrase of another group
  ! phrase  words that look like the group but are not it ("! hot bath" in a group with "hot")
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from bot.safety.reading import Reading, Span
from bot.safety.rewriting import Rewriter
from bot.safety.syntax import PhraseError, split_alternatives, split_parts
from bot.safety.trie import Element, Pattern, PhraseTrie

GAP_WORDS = 3
MOST_EXPANSIONS = 4000

_EXCEPT = "except:"

_NUMBER = re.compile(r"<(\d+)-(\d+)>")
_WORD = re.compile(r"[^\W_]+\*?")
_REFERENCE = re.compile(r"\{([a-z0-9-]+)\}")

GAP = Element(gap=GAP_WORDS)


class PhraseIndex:
    """In: group name -> phrases. Out: `find(reading)`, every group with the places where it occurs."""

    def __init__(self, groups: Mapping[str, Sequence[str]], rewriter: Rewriter, gap_stops: Iterable[str] = ()) -> None:
        self._groups = {name: [p for p in phrases if not _is_exception(p)] for name, phrases in groups.items()}
        own = {name: [str(p)[1:] for p in phrases if _is_exception(p)] for name, phrases in groups.items()}
        exceptions = {name: _with_borrowed(name, self._groups, own, frozenset()) for name in groups}
        self._groups.update({_EXCEPT + name: phrases for name, phrases in exceptions.items() if phrases})
        self._rewriter = rewriter
        self._patterns: dict[str, tuple[Pattern, ...]] = {}
        self._trie = PhraseTrie(gap_stops)
        for name in self._groups:
            for pattern in self._compiled(name, ()):
                self._trie.add(pattern, name)

    @property
    def vocabulary(self) -> frozenset[str]:
        """Every whole word that occurs in a phrase."""
        return frozenset(word for patterns in self._patterns.values() for p in patterns for element in p for word in element.words)

    def find(self, reading: Reading) -> dict[str, tuple[Span, ...]]:
        """Group name -> spans, in reading order; a group that does not occur is left out."""
        found: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for name, start, end in self._trie.find(reading):
            found[name].add((start, end))
        for name in [name for name in found if name.startswith(_EXCEPT)]:
            apart, group = found.pop(name), name[len(_EXCEPT) :]
            inside = {span for span in found.get(group, ()) if any(a <= span[0] and span[1] <= b for a, b in apart)}
            found[group] = found.get(group, set()) - inside
        return {name: tuple(Span(*span) for span in sorted(spans)) for name, spans in found.items() if spans}

    def _compiled(self, name: str, parents: tuple[str, ...]) -> tuple[Pattern, ...]:
        if name in parents:
            raise PhraseError(f"group {name} refers to itself")
        if name not in self._groups:
            raise PhraseError(f"unknown group {name}")
        if name not in self._patterns:
            compiled: dict[Pattern, None] = {}
            for phrase in self._groups[name]:
                compiled.update(dict.fromkeys(self._compile_phrase(str(phrase), (*parents, name))))
            self._patterns[name] = _merge_single_words(tuple(compiled))
        return self._patterns[name]

    def _compile_phrase(self, phrase: str, parents: tuple[str, ...]) -> list[Pattern]:
        patterns = [pattern for pattern in map(_without_outer_gaps, self._sequences(phrase, parents)) if pattern]
        if not patterns:
            raise PhraseError(f"nothing is left of the phrase {phrase!r}")
        return patterns

    def _sequences(self, phrase: str, parents: tuple[str, ...]) -> list[Pattern]:
        choices: list[list[Pattern]] = []
        for part in self._rewriter.rewrite(split_parts(phrase)):
            optional = part.endswith("?")
            options = self._compile_part(part[:-1] if optional else part, parents)
            choices.append([*options, ()] if optional and () not in options else options)
        size = 1
        for options in choices:
            size *= len(options)
        if size > MOST_EXPANSIONS:
            raise PhraseError(f"too many readings: {phrase!r}")
        return [tuple(element for piece in pieces for element in piece) for pieces in product(*choices)]

    def _compile_part(self, part: str, parents: tuple[str, ...]) -> list[Pattern]:
        if part == "..":
            return [(GAP,)]
        if part.startswith("(") and part.endswith(")"):
            alternatives = [each for each in split_alternatives(part) if not self._rewriter.is_mere_filler(each)]
            options = [pattern for each in alternatives for pattern in self._sequences(each, parents)] or [()]
            return list(_merge_single_words(tuple(dict.fromkeys(options))))
        if number := _NUMBER.fullmatch(part):
            return [(Element(number=(int(number[1]), int(number[2]))),)]
        if reference := _REFERENCE.fullmatch(part):
            return list(self._compiled(reference[1], parents))
        if not _WORD.fullmatch(part):
            raise PhraseError(f"cannot read {part!r}")
        if part.endswith("*"):
            return [(Element(prefixes=(part[:-1],)),)]
        return [(Element(words=frozenset({part})),)]


def _is_exception(phrase: object) -> bool:
    return str(phrase).startswith("!")


def _with_borrowed(name: str, groups: Mapping[str, Sequence[str]], own: Mapping[str, Sequence[str]], seen: frozenset[str]) -> list[str]:
    """The exceptions of a group, and of every group that one of its phrases stands for as a whole: '{fever}'."""
    exceptions = list(own.get(name, ()))
    for phrase in groups.get(name, ()):
        reference = _REFERENCE.fullmatch(str(phrase).strip())
        if reference and reference[1] not in seen:
            exceptions += _with_borrowed(reference[1], groups, own, seen | {name})
    return list(dict.fromkeys(exceptions))


def _without_outer_gaps(pattern: Pattern) -> Pattern:
    """A gap before the first or after the last word (left by an optional word) says nothing."""
    places = [place for place, element in enumerate(pattern) if not element.gap]
    return _with_joined_gaps(pattern[places[0] : places[-1] + 1]) if places else ()


def _with_joined_gaps(pattern: Pattern) -> Pattern:
    """'.. ..' is one gap of twice the size."""
    joined: list[Element] = []
    for element in pattern:
        if element.gap and joined and joined[-1].gap:
            joined[-1] = Element(gap=joined[-1].gap + element.gap)
        else:
            joined.append(element)
    return tuple(joined)


def _merge_single_words(patterns: tuple[Pattern, ...]) -> tuple[Pattern, ...]:
    """Join all one-word patterns of a group into one, so that references to it stay cheap."""
    single = [p[0] for p in patterns if len(p) == 1 and p[0].number is None and not p[0].gap]
    if len(single) < 2:
        return patterns
    words = frozenset(word for element in single for word in element.words)
    prefixes = tuple(sorted({prefix for element in single for prefix in element.prefixes}))
    rest = tuple(p for p in patterns if len(p) != 1 or p[0].number is not None or p[0].gap)
    return ((Element(words=words, prefixes=prefixes),), *rest)
