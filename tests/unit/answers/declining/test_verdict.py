"""The verdict over rules and classifier. How often it is right is measured in tests/safety and tests/nlu."""

from __future__ import annotations

import pytest

from bot.answers.catalogue import Catalogue
from bot.answers.decision import Acknowledge, Answer, OutOfScope
from bot.answers.declining import signs, verdict
from bot.answers.declining.signs import Case
from bot.answers.learned.forest import read_learned
from bot.answers.understanding import Context
from tests.unit.answers.builders import tapped, understood

MG = "supplement/magnesium"
CATALOGUE = Catalogue(frozenset({MG, "safety/see-doctor"}))


@pytest.fixture
def decided(monkeypatch):
    """Returns what becomes of a decision if the verdict is that a professional is wanted, or not."""

    def decide(decision, text, wanted, intent="ask_supplement", said=None):
        monkeypatch.setattr(verdict, "wants_a_professional", lambda case: wanted)
        return verdict.with_verdict(decision, said or understood(text, intent, (MG, 0.9)), Context(), CATALOGUE)

    return decide


def test_verdict_decides_over_the_rules(decided):
    assert decided(Answer((MG,)), "does it help", True) == Answer((MG,), advice=True)
    assert decided(Answer((MG,), advice=True), "one pill or two for me", False) == Answer((MG,))


def test_message_that_rules_alone_made_an_answer_of_goes_back_to_what_it_was(decided):
    assert decided(OutOfScope(), "do i have a clot, yes or no", False) == OutOfScope()
    assert decided(OutOfScope(), "do i have a clot, yes or no", True, intent="nlu_fallback") == Answer(("safety/see-doctor",), advice=True)


def test_what_is_no_answer_is_not_judged(decided):
    assert decided(Acknowledge(), "ok thanks", True) == Acknowledge()


def test_tapped_button_is_never_declined(decided):
    assert decided(Answer((MG,)), "", True, said=tapped(MG)) == Answer((MG,))


def _case(text, intent, **plain):
    said = understood(text, intent, (MG, 0.95))
    decision = Answer((MG,), **plain)
    return Case(said, Context(), CATALOGUE, decision, decision)


def test_signs_have_a_number_for_every_name():
    row = signs.row(_case("is it safe for me", "ask_personal_advice"))
    assert len(row) == len(signs.NAMES) == len(set(signs.NAMES))
    assert all(isinstance(number, float) for number in row)


def test_learned_file_fits_the_signs_of_today():
    assert read_learned(verdict.LEARNED_FILE, signs.NAMES)["trees"]


def test_where_rules_and_classifier_agree_the_verdict_does():
    assert verdict.wants_a_professional(_case("how much magnesium should i take", "ask_personal_advice", advice=True))
    assert not verdict.wants_a_professional(_case("does magnesium help", "ask_supplement"))
