"""When the wording turns an answer into one that declines first."""

from __future__ import annotations

import pytest

from bot.answers.decision import Acknowledge, Answer, Clarify, OutOfScope
from bot.answers.declining.rules import SEE_DOCTOR, decline_if_fishing
from bot.answers.understanding import Candidate, Context, Question, Understanding

MG = "supplement/magnesium"
STRETCH = "prevention/bedtime-stretch"
AFTER_REFUSAL = Context(topics=(MG,), is_advice=True)


def _understood(text, intent="ask_supplement", confidence=0.6, **more):
    return Understanding(text, intent, (Question(intent, (Candidate(MG, confidence),)),), confidence=confidence, **more)


def _declined(decision, text, context=None, **more):
    return decline_if_fishing(decision, _understood(text, **more), context or Context())


@pytest.mark.parametrize("text", ["one pill or two for me", "so two at bedtime, right?", "what are the odds I get better on it"])
def test_answer_to_a_wording_that_fishes_is_declined_first(text):
    assert _declined(Answer((MG,)), text) == Answer((MG,), advice=True)


@pytest.mark.parametrize("text", ["does it help", "how much did they take in the study", "what is the upper limit"])
def test_answer_to_a_fact_stays_plain(text):
    assert _declined(Answer((MG,)), text) == Answer((MG,))


def test_answer_that_the_classifier_alone_declined_is_given_when_a_study_is_asked_about():
    assert _declined(Answer((MG,), advice=True), "what dose was used in the trials") == Answer((MG,))


def test_how_often_of_a_stretch_is_how_it_is_done_unless_it_is_said_to_be_for_oneself():
    assert not _declined(Answer((STRETCH,)), "how many times should i stretch").advice
    assert _declined(Answer((STRETCH,)), "how many times should i stretch at my age").advice


@pytest.mark.parametrize("text", ["two then?", "come on", "not one?", "confirm it please"])
def test_push_after_a_refusal_is_declined_on_the_same_subject(text):
    assert _declined(OutOfScope(), text, AFTER_REFUSAL, intent="out_of_scope", confidence=0.3) == Answer((MG,), advice=True)


@pytest.mark.parametrize("text", ["what is it", "any others?", "why"])
def test_fact_asked_after_a_refusal_is_no_push(text):
    assert not _declined(Answer((MG,)), text, AFTER_REFUSAL).advice


def test_new_subject_after_a_refusal_is_no_push():
    assert not _declined(Answer((STRETCH,)), "right, stretches then", AFTER_REFUSAL, intent="ask_prevention", confidence=0.9).advice


def test_diagnosis_that_was_not_understood_is_declined_with_when_to_see_a_doctor():
    decision = _declined(
        OutOfScope(), "which one is mine", Context(topics=("overview/cause-unknown",)), intent="nlu_fallback", confidence=0.4
    )
    assert decision == Answer(("overview/cause-unknown",), advice=True)
    assert _declined(OutOfScope(), "what is wrong with me", intent="nlu_fallback", confidence=0.4) == Answer((SEE_DOCTOR,), advice=True)


def test_diagnosis_of_something_else_stays_out_of_scope():
    assert _declined(OutOfScope(), "have I got a good voice", intent="out_of_scope", confidence=0.9) == OutOfScope()


def test_change_of_a_medicine_that_the_article_does_not_cover_is_declined():
    decision = _declined(OutOfScope(), "can i take a break from it", intent="nlu_fallback", confidence=0.5, other_names=("statins",))
    assert decision == Answer((SEE_DOCTOR,), advice=True)


def test_question_between_two_topics_is_declined_on_the_one_it_names():
    decision = _declined(Clarify((MG, STRETCH)), "one or two for me", names=(MG,))
    assert decision == Answer((MG,), advice=True)


def test_tapped_button_is_never_declined():
    assert _declined(Answer((MG,)), "one pill or two for me", tapped=(MG,)) == Answer((MG,))


def test_thanks_after_a_refusal_are_no_push():
    assert _declined(Acknowledge(), "understood.", AFTER_REFUSAL, intent="affirm") == Acknowledge()
    assert _declined(Acknowledge(), "ok just roughly", AFTER_REFUSAL, intent="affirm") == Answer((MG,), advice=True)


def test_whether_to_see_a_doctor_is_no_push():
    assert not _declined(Answer((SEE_DOCTOR,)), "and should i get her seen", AFTER_REFUSAL, intent="ask_detail", confidence=0.5).advice


def test_whether_a_substance_suits_is_declined_even_as_a_question_for_proof():
    assert _declined(Answer((MG,)), "would the same work for me", intent="ask_proof").advice
    assert not _declined(Answer((STRETCH,)), "would the same work for me", intent="ask_proof").advice


def test_where_to_get_a_thing_is_a_fact():
    assert not _declined(Answer((MG,)), "where do i get it", intent="ask_personal_advice", confidence=0.9).advice


def test_dose_that_was_not_understood_is_declined_on_the_remedy_and_not_on_the_word():
    assert _declined(OutOfScope(), "give me a dose please", intent="nlu_fallback", names=("glossary/magnesium",)) == Answer(
        (MG,), advice=True
    )
