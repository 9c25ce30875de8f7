"""The measures themselves: they find what they are there to find."""

from __future__ import annotations

import copy

from bot.knowledge.content import Content
from scripts.content_wording import MAX_GRADE, copied_runs, grades


def test_grade_when_an_answer_is_hard_to_read_then_it_is_above_the_limit(content: Content) -> None:
    changed = copy.deepcopy(content)
    claim = changed.claims["soap-between-sheets"]
    claim.detail = "Individuals experiencing intermittent nocturnal neuromuscular symptomatology customarily investigate alternatives. " * 5
    assert grades(changed)[claim.id] > MAX_GRADE


def test_copied_runs_when_eight_words_stand_in_the_other_text_then_place_and_words_are_named(content: Content) -> None:
    soap = content.claims["soap-between-sheets"].detail
    eight, seven = " ".join(soap.split()[:8]), " ".join(soap.split()[:7])
    place = "claims soap-between-sheets.detail"
    assert [found for found, _words in copied_runs(content, f"Once, {eight.upper()}!")] == [place]
    assert list(copied_runs(content, f"Once, {seven}!")) == []
