"""Boosted trees that were learned elsewhere: how likely each of some rows of numbers is what was meant."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

MOST_LEAVES = 32  # of a tree: one bit each
ALL_LEAVES = np.uint32(0xFFFFFFFF)


class ForestError(ValueError):
    """A file holds no usable trees; the message says what to do."""


@dataclass(frozen=True)
class Forest:
    """Trees side by side, each asked at all its branches at once (QuickScorer, Lucchese et al. 2015).

    A row that goes right at a branch cannot end in the leaves on its left. The leftmost leaf that no branch rules out is where it ends.

    Attributes:
        signs: int, trees x branches: the column that a branch asks about.
        limits: float32, trees x branches: above it a row goes right; infinite where a tree has no such branch.
        kept: uint32, trees x branches: the leaves, a bit each from the left, where a row may end that goes right there.
        values: float, trees x leaves: what a leaf adds.
        base: what all rows begin with.
    """

    signs: np.ndarray
    limits: np.ndarray
    kept: np.ndarray
    values: np.ndarray
    base: float

    def chances(self, rows: Sequence[Sequence[float]]) -> np.ndarray:
        """Returns the chance of each row, 0 to 1."""
        goes_right = np.asarray(rows, dtype=np.float32)[:, self.signs] > self.limits
        leaves = np.bitwise_and.reduce(np.where(goes_right, self.kept, ALL_LEAVES), axis=2)
        lowest = leaves & (~leaves + np.uint32(1))
        places = np.log2(lowest.astype(np.float64)).astype(np.int64)
        added = self.values[np.arange(len(self.values)), places].sum(axis=1)
        return 1.0 / (1.0 + np.exp(-(self.base + added)))


@dataclass
class _Tree:
    """One tree while it is read: its branches as (sign, limit, leaves kept), its leaves from the left."""

    nodes: Sequence[Sequence[float]]
    branches: list[tuple[int, float, int]]
    leaves: list[float]

    def read(self, node: int = 0) -> None:
        """Reads a node and all below it, the left first.

        Raises:
            ValueError: if there are too many leaves, or nodes lead in a circle.
        """
        parts = self.nodes[node]
        if len(parts) == 1:
            self.leaves.append(float(parts[0]))
        else:
            first = len(self.leaves)
            self.read(int(parts[2]))
            ruled_out = sum(1 << place for place in range(first, len(self.leaves)))
            self.branches.append((int(parts[0]), float(parts[1]), int(ALL_LEAVES) & ~ruled_out))
            self.read(int(parts[3]))
        if len(self.leaves) > MOST_LEAVES:
            raise ValueError(f"a tree has more than {MOST_LEAVES} leaves")


def forest_of(learned: Mapping[str, Any]) -> Forest:
    """Returns the trees of a learned file: each node is [sign, limit, left, right], each leaf [value].

    Raises:
        ForestError: if it is no such file.
    """
    try:
        trees = [_Tree(nodes, [], []) for nodes in learned["trees"]]
        for tree in trees:
            tree.read()
        shape = len(trees), max(1, *(len(tree.branches) for tree in trees))
        signs, limits = np.zeros(shape, dtype=np.int64), np.full(shape, np.inf, dtype=np.float32)
        kept = np.full(shape, ALL_LEAVES, dtype=np.uint32)
        values = np.zeros((len(trees), max(len(tree.leaves) for tree in trees)), dtype=np.float64)
        for number, tree in enumerate(trees):
            for place, (sign, limit, leaves) in enumerate(tree.branches):
                signs[number, place], limits[number, place], kept[number, place] = sign, limit, leaves
            values[number, : len(tree.leaves)] = tree.leaves
        return Forest(signs, limits, kept, values, float(learned["base"]))
    except (KeyError, TypeError, ValueError, IndexError, RecursionError) as error:
        raise ForestError(f"What was learned cannot be used ({error}). Learn it again: make learn") from error


def read_learned(path: Path, names: Sequence[str]) -> Mapping[str, Any]:
    """Returns what a learned file holds.

    Args:
        path: of the file.
        names: of the signs that are known today, in their order.

    Raises:
        ForestError: if it cannot be read or was learned from other signs.
    """
    try:
        learned = json.loads(path.read_text(encoding="utf-8"))
        known = learned["signs"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ForestError(f"{path} cannot be read ({error}). Learn it again: make learn") from error
    if list(known) != list(names):
        raise ForestError(f"{path} was learned from other signs than there are today. Learn it again: make learn")
    return learned
