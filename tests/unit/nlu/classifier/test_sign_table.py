"""Signs as weighted columns."""

from __future__ import annotations

import numpy as np

from bot.nlu.classifier.sign_table import SignTable


def test_table_when_a_sign_is_rare_or_new_leaves_it_out():
    table = SignTable.learn([["a"], ["a", "b"], ["a"]])
    assert table.signs == ("a",)
    assert table.matrix([["b"], ["new"], []]).nnz == 0


def test_table_when_more_is_seen_gives_a_longer_row():
    table = SignTable.learn([["a", "b"]] * 3)
    one, two = np.sqrt(table.matrix([["a"], ["a", "b"]]).power(2).sum(axis=1).A1)
    assert 0 < one < two < 1


def test_table_of_messages_without_signs_has_no_column():
    assert SignTable.learn([[], []]).matrix([["a"], []]).shape == (2, 0)
