"""All phrases in one tree of words, so that a message is searched once and not once per phrase."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.safety.reading import Reading


@dataclass(frozen=True)
class Element:
    """One place of a phrase: a word, a set of words, word beginnings, a number range, or a gap of some words."""

    words: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    number: tuple[int, int] | None = None
    gap: int = 0


Pattern = tuple[Element, ...]


class _Node:
    __slots__ = ("children", "edges", "prefixes", "numbers", "gaps", "names")

    def __init__(self) -> None:
        self.children: dict[Element, _Node] = {}
        self.edges: dict[str, list[_Node]] = {}
        self.prefixes: list[tuple[tuple[str, ...], _Node]] = []
        self.numbers: list[tuple[int, int, _Node]] = []
        self.gaps: list[tuple[int, _Node]] = []
        self.names: list[str] = []

    def child(self, element: Element) -> _Node:
        """The node after this element, made when it is new."""
        if element not in self.children:
            node = self.children[element] = _Node()
            for word in element.words:
                self.edges.setdefault(word, []).append(node)
            if element.prefixes:
                self.prefixes.append((element.prefixes, node))
            if element.number:
                self.numbers.append((*element.number, node))
            if element.gap:
                self.gaps.append((element.gap, node))
        return self.children[element]


class PhraseTrie:
    """In: patterns with the group they belong to. Out: `find(reading)`, (group, start) -> nearest end."""

    def __init__(self, gap_stops: Iterable[str] = ()) -> None:
        self._root = _Node()
        self._gap_stops = frozenset(gap_stops)

    def add(self, pattern: Pattern, name: str) -> None:
        """Put one pattern into the tree."""
        node = self._root
        for element in pattern:
            node = node.child(element)
        if name not in node.names:
            node.names.append(name)

    def find(self, reading: Reading) -> set[tuple[str, int, int]]:
        """Every (group, first word, word it ends before) in the message."""
        return _Search(self._root, self._gap_stops, reading).run()


class _Search:
    """One walk through one message."""

    def __init__(self, root: _Node, gap_stops: frozenset[str], reading: Reading) -> None:
        self._root, self._gap_stops = root, gap_stops
        self._words, self._runs, self._sentences = reading.words, reading.runs, reading.sentences
        self._size = len(reading.words)
        self._found: set[tuple[str, int, int]] = set()

    def run(self) -> set[tuple[str, int, int]]:
        for start, word in enumerate(self._words):
            self._step(self._root, word, start, start)
        return self._found

    def _step(self, node: _Node, word: str, position: int, start: int) -> None:
        """Go on from the node with the word at this position."""
        for child in node.edges.get(word, ()):
            self._arrive(child, position + 1, start)
        if node.numbers and word.isdigit():
            value = int(word)
            for lowest, highest, child in node.numbers:
                if lowest <= value <= highest:
                    self._arrive(child, position + 1, start)
        for prefixes, child in node.prefixes:
            if word.startswith(prefixes):
                self._arrive(child, position + 1, start)

    def _arrive(self, node: _Node, position: int, start: int) -> None:
        """Note what ends here, and go on if there is a next word in the sentence."""
        for name in node.names:
            self._found.add((name, start, position))
        if position >= self._size or self._sentences[position] != self._sentences[start]:
            return
        word = self._words[position]
        if word in node.edges or node.numbers or node.prefixes:
            self._step(node, word, position, start)
        for size, after in node.gaps:
            self._skip(after, size, position, start)

    def _skip(self, node: _Node, size: int, position: int, start: int) -> None:
        """Try the node at this position and up to `size` words later."""
        run, edges, is_open = self._runs[position - 1], node.edges, bool(node.numbers or node.prefixes)
        for here in range(position, min(position + size + 1, self._size)):
            word = self._words[here]
            if (word in edges or is_open) and self._sentences[here] == self._sentences[start]:
                self._step(node, word, here, start)
            if word in self._gap_stops or self._runs[here] != run:
                return
