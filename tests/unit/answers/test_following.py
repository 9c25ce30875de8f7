"""What is made of the topic that was chosen for a message after an answer. Which one is chosen was learned (tests/e2e/conversations)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answers import following
from bot.answers.catalogue import Catalogue
from bot.answers.decision import Acknowledge, Answer, AskWhatAbout, Clarify, OutOfScope
from bot.answers.follow_ups.choice import Choice
from bot.answers.following import follow, out_of_nothing, topic_of
from bot.answers.understanding import Context
from tests.unit.answers.builders import question, understood

MG, WALL, TOE = "supplement/magnesium", "relief/wall-stretch", "relief/toe-pull"
CATALOGUE = Catalogue(frozenset({MG, "supplement/calcium", WALL, TOE, "relief/general", "evidence/general", "safety/see-doctor"}))
AFTER_MG = Context(topics=(MG,))
AFTER_REFUSAL = replace(AFTER_MG, is_advice=True)
UNKNOWN = OutOfScope()


@pytest.fixture
def decided(monkeypatch):
    """Returns what follows from a topic being chosen."""

    def decide(text, intent, chosen, context=AFTER_MG, alone=UNKNOWN, chance=0.9, in_context=None):
        monkeypatch.setattr(following, "choose", lambda talk: Choice(chosen, chance))
        return follow(understood(text, intent, in_context=in_context), context, CATALOGUE, alone)

    return decide


def test_topic_that_is_chosen_is_answered(decided):
    assert decided("sitting i mean", "ask_detail", TOE) == Answer((TOE,))


def test_nothing_chosen_is_out_of_scope_with_what_is_near(decided):
    near = OutOfScope((MG,))
    assert decided("and zinc", "out_of_scope", "out-of-scope", alone=near) == near
    assert decided("and zinc", "ask_detail", "out-of-scope", alone=Answer((MG,))) == OutOfScope()


def test_all_topics_of_a_message_are_answered_if_the_chosen_one_is_among_them(decided):
    both = Answer((MG, WALL))
    assert decided("does it help and how do i stretch", "ask_relief", WALL, alone=both) == both


def test_thing_that_is_not_covered_stays_outside_whatever_the_talk_makes_of_it(monkeypatch):
    monkeypatch.setattr(following, "choose", lambda talk: Choice(MG, 0.9))
    zinc = replace(understood("what about zinc then", "out_of_scope"), other_names=("zinc",))
    assert follow(zinc, AFTER_MG, CATALOGUE, OutOfScope()) == OutOfScope()


def test_other_one_of_two_things_named_is_the_one_not_spoken_of_last(decided):
    named = Context(topics=(MG,), named=(MG, "supplement/calcium"))
    assert decided("and the other one?", "refer_back", WALL, context=named) == Answer(("supplement/calcium",))
    assert decided("how do i stretch in bed with the other one", "ask_relief", WALL, context=named) == Answer((WALL,))


def test_okay_is_only_heard(decided):
    assert decided("okay understood", "affirm", MG) == Acknowledge()


@pytest.mark.parametrize(("intent", "complains"), [("deny", False), ("reject_topic", True)])
def test_no_with_nothing_else_in_sight_asks_what_was_meant(decided, intent, complains):
    assert decided("no not that", intent, MG) == AskWhatAbout(complains=complains)


def test_no_that_leads_to_another_topic_is_answered_with_it(decided):
    assert decided("no, the stretch", "reject_topic", WALL) == Answer((WALL,))


def test_no_where_several_were_offered_offers_the_others(decided):
    offered = Context(topics=(MG,), options=(MG, WALL, TOE))
    assert decided("not that", "reject_topic", MG, context=offered) == Clarify((WALL, TOE))


def test_more_wants_the_rest_of_the_same_answer(decided):
    assert decided("go on", "ask_more", MG) == Answer((MG,), rest=True)
    assert decided("more about the wall", "ask_more", WALL) == Answer((WALL,))


def test_question_back_stands_where_the_choice_is_no_better_than_a_guess(decided):
    asked = Clarify((MG, WALL))
    assert decided("the one for legs", "ask_detail", WALL, alone=asked, chance=0.1) == asked
    assert decided("the one for legs", "ask_detail", WALL, alone=asked, chance=0.9) == Answer((WALL,))


@pytest.mark.parametrize("text", ["whats the dose", "how many a day", "how much of it per night"])
def test_dose_of_something_to_take_is_ones_own(decided, text):
    assert decided(text, "ask_detail", MG) == Answer((MG,), advice=True)
    assert decided(text, "ask_detail", WALL) == Answer((WALL,))


def test_how_many_that_the_talk_makes_a_wish_for_advice_is_ones_own_dose(decided):
    in_context = question("ask_personal_advice", (MG, 0.9))
    assert decided("and how many at a time", "ask_detail", MG, in_context=in_context) == Answer((MG,), advice=True)


def test_dose_of_others_is_a_fact(decided):
    assert decided("how much did they take", "ask_detail", MG) == Answer((MG,))


def test_push_after_a_refusal_is_declined_again(decided):
    assert decided("200 then", "affirm", MG, context=AFTER_REFUSAL) == Answer((MG,), advice=True)
    assert decided("how is it done", "ask_how", WALL, context=AFTER_REFUSAL) == Answer((WALL,))


def test_out_of_nothing_a_follow_up_asks_what_it_is_about():
    assert out_of_nothing(understood("how long for", "ask_detail")) == AskWhatAbout()
    assert out_of_nothing(understood("not what i asked", "reject_topic")) == AskWhatAbout(complains=True)


def test_out_of_nothing_proof_is_about_the_evidence_as_a_whole():
    assert out_of_nothing(understood("is that proven", "ask_proof")) == Answer(("evidence/general",))


def test_out_of_nothing_what_stands_for_itself_is_left_alone():
    assert out_of_nothing(understood("does magnesium help", "ask_supplement", (MG, 0.9))) is None
    assert out_of_nothing(understood("why does low magnesium cramp", "ask_why", (MG, 0.9))) is None
    assert out_of_nothing(understood("why magnesium", "ask_why", names=(MG,))) is None


@pytest.mark.parametrize(
    ("decision", "topic"),
    [(Answer((MG, WALL)), MG), (OutOfScope((MG,)), "out-of-scope"), (Clarify((MG, WALL)), None), (Acknowledge(), None)],
)
def test_topic_of_a_decision_is_the_first_one(decision, topic):
    assert topic_of(decision) == topic
