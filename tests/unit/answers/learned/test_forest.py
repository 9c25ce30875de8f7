"""Trees that were learned elsewhere."""

from __future__ import annotations

import json

import numpy as np
import pytest

from bot.answers.learned.forest import ForestError, forest_of, read_learned

# One asks whether the first sign is above a half, the other, of two levels, looks at the second sign first.
LEARNED = {
    "base": -1.0,
    "trees": [[[0, 0.5, 1, 2], [-2.0], [3.0]], [[1, 1.0, 1, 2], [0.5], [0, 0.5, 3, 4], [0.0], [1.0]]],
}


def _chance(total: float) -> float:
    return float(1 / (1 + np.exp(-total)))


@pytest.mark.parametrize(
    ("row", "total"), [((0.0, 0.0), -1 - 2 + 0.5), ((0.5, 2.0), -1 - 2 + 0.0), ((1.0, 2.0), -1 + 3 + 1.0), ((1.0, 1.0), -1 + 3 + 0.5)]
)
def test_chance_adds_what_each_tree_says(row, total):
    assert forest_of(LEARNED).chances([row])[0] == pytest.approx(_chance(total))


def test_rows_are_judged_alone():
    rows = np.random.default_rng(1).uniform(0, 3, size=(40, 2))
    forest = forest_of(LEARNED)
    assert forest.chances(rows) == pytest.approx([forest.chances([row])[0] for row in rows])


@pytest.mark.parametrize(
    "learned",
    [{}, {"base": 0.0}, {"base": 0.0, "trees": []}, {"base": 0.0, "trees": [[[0, 0.5, 7, 8]]]}, {"base": "x", "trees": [[[1.0]]]}],
)
def test_what_is_no_forest_is_refused_with_what_to_do(learned):
    with pytest.raises(ForestError, match="make learn"):
        forest_of(learned)


@pytest.mark.parametrize("nodes", [[[0, 0.5, 0, 0]], [[0, 0.5, 1, 0], [1.0]]])
def test_nodes_that_lead_in_a_circle_are_refused(nodes):
    with pytest.raises(ForestError, match="make learn"):
        forest_of({"base": 0.0, "trees": [nodes]})


def test_tree_of_a_single_leaf_says_the_same_of_every_row():
    assert forest_of({"base": 0.0, "trees": [[[2.0]]]}).chances([(0.0,), (9.0,)]) == pytest.approx([_chance(2.0)] * 2)


@pytest.mark.parametrize("text", ["", "[]", '{"signs": ["other"], "base": 0, "trees": []}'])
def test_file_of_other_signs_or_none_is_refused_with_what_to_do(tmp_path, text):
    path = tmp_path / "learned.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ForestError, match="make learn"):
        read_learned(path, ["first", "second"])


def test_missing_file_is_refused(tmp_path):
    with pytest.raises(ForestError, match="cannot be read"):
        read_learned(tmp_path / "none.json", [])


def test_file_of_the_same_signs_is_read(tmp_path):
    path = tmp_path / "learned.json"
    path.write_text(json.dumps({"signs": ["first", "second"], **LEARNED}), encoding="utf-8")
    assert forest_of(read_learned(path, ("first", "second"))).chances([(1.0, 2.0)])[0] == pytest.approx(_chance(3.0))
