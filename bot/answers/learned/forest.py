"""Boosted trees that were learned elsewhere: how likely each of some rows of numbers is what was meant."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

LEAF = -1  # in place of a sign


class ForestError(ValueError):
    """A file holds no usable trees; the message says what to do."""


@dataclass(frozen=True)
class Forest:
    """Trees of one depth-first array each, side by side.

    Attributes:
        signs: int, trees x nodes: the column that a node asks about, LEAF at a leaf.
        limits: float, trees x nodes: up to it the left branch is taken.
        branches: int, trees x nodes x 2: the nodes to the left and right; a leaf leads to itself.
        values: float, trees x nodes: what a leaf adds.
        base: what all rows begin with.
        depth: of the deepest tree.
    """

    signs: np.ndarray
    limits: np.ndarray
    branches: np.ndarray
    values: np.ndarray
    base: float
    depth: int

    def chances(self, rows: Sequence[Sequence[float]]) -> np.ndarray:
        """Returns the chance of each row, 0 to 1."""
        values = np.asarray(rows, dtype=np.float32)
        trees, row_numbers = np.arange(len(self.signs))[None, :], np.arange(len(values))[:, None]
        nodes = np.zeros((len(values), len(self.signs)), dtype=np.int64)
        for _ in range(self.depth):
            # A leaf asks about the first column in vain: both its branches lead to itself.
            goes_right = values[row_numbers, np.maximum(self.signs[trees, nodes], 0)] > self.limits[trees, nodes]
            nodes = self.branches[trees, nodes, goes_right.astype(np.int64)]
        return 1.0 / (1.0 + np.exp(-(self.base + self.values[trees, nodes].sum(axis=1))))


def forest_of(learned: Mapping[str, Any]) -> Forest:
    """Returns the trees of a learned file: each node is [sign, limit, left, right], each leaf [value].

    Raises:
        ForestError: if it is no such file.
    """
    try:
        trees = learned["trees"]
        size = max(map(len, trees))
        signs = np.full((len(trees), size), LEAF, dtype=np.int64)
        limits, values = np.zeros((len(trees), size), dtype=np.float32), np.zeros((len(trees), size), dtype=np.float64)
        branches = np.tile(np.arange(size)[:, None], (len(trees), 1, 2)).astype(np.int64)
        for number, tree in enumerate(trees):
            for node, parts in enumerate(tree):
                if len(parts) == 1:
                    values[number, node] = parts[0]
                else:
                    signs[number, node], limits[number, node] = parts[0], parts[1]
                    branches[number, node] = parts[2:]
        return Forest(signs, limits, branches, values, float(learned["base"]), max(map(_depth, trees)))
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise ForestError(f"What was learned cannot be used ({error}). Learn it again: make learn") from error


def _depth(tree: Sequence[Sequence[float]], node: int = 0) -> int:
    parts = tree[node]
    return 0 if len(parts) == 1 else 1 + max(_depth(tree, int(parts[2])), _depth(tree, int(parts[3])))


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
