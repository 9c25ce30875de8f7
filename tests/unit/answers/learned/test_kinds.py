"""The kinds of topics as numbers."""

from __future__ import annotations

from bot.answers.learned.kinds import KINDS, kind_of


def test_kinds_have_numbers_of_their_own_and_what_is_no_topic_has_another():
    assert kind_of("overview/definition") == 0
    assert kind_of("medication/quinine") == KINDS.index("medication")
    assert kind_of("out-of-scope") == kind_of("") == len(KINDS)
