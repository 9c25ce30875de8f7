"""From an understanding to a decision. The shares here are far from every threshold: behaviour is tested, not tuning."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answers.catalogue import Catalogue
from bot.answers.decision import Acknowledge, Answer, AskWhatAbout, Clarify, OutOfScope
from bot.answers.resolve import resolve
from bot.answers.understanding import Context
from tests.unit.answers.builders import question, tapped, understood

MG, CA, K = "supplement/magnesium", "supplement/calcium", "supplement/potassium"
TOPICS = Catalogue(
    frozenset(
        {
            MG,
            CA,
            K,
            "glossary/magnesium",
            "glossary/calcium",
            "glossary/potassium",
            "glossary/diuretic",
            "cause/diuretics",
            "relief/general",
            "relief/wall-stretch",
            "prevention/general",
            "overview/cause-unknown",
            "supplement/general",
            "medication/quinine",
            "medication/general",
            "diet/water",
            "evidence/general",
            "safety/see-doctor",
        }
    ),
    {MG: ("glossary/magnesium",), "medication/quinine": ("glossary/diuretic",)},
)
NOTHING = Context()
AFTER_MG = Context(topics=(MG,))
BOTH = (question("ask_supplement", (MG, 0.97)), question("ask_diet", ("diet/water", 0.97)))

CASES = {
    "a sure topic is answered": (understood("does magnesium help", "ask_supplement", (MG, 0.97), (CA, 0.01)), NOTHING, Answer((MG,))),
    "a sure topic stands against what was said before": (
        understood("how much water", "ask_diet", ("diet/water", 0.97)),
        AFTER_MG,
        Answer(("diet/water",)),
    ),
    "two questions are both answered, in order": (
        understood("does magnesium help and does water", "ask_supplement", (MG, 0.6), ("diet/water", 0.3), parts=BOTH),
        NOTHING,
        Answer((MG, "diet/water")),
    ),
    "two things set against each other are both answered": (
        understood("potasium or calcium, which is beter", "ask_supplement", (K, 0.8), names=("glossary/potassium", "glossary/calcium")),
        NOTHING,
        Answer((K, CA)),
    ),
    "one thing set against what is not covered is answered alone": (
        understood("magnesium or zinc", "ask_supplement", (MG, 0.8), names=("glossary/magnesium",)),
        NOTHING,
        Answer((MG,)),
    ),
    "two things that are only named together are one question": (
        understood("calcium and magnesium for cramps", "ask_supplement", (CA, 0.8), names=("glossary/calcium", "glossary/magnesium")),
        NOTHING,
        Answer((CA,)),
    ),
    "two questions on one topic are answered once": (
        understood("x", "ask_supplement", (MG, 0.97), parts=(question("ask_supplement", (MG, 0.97)),) * 2),
        NOTHING,
        Answer((MG,)),
    ),
    "of two questions one outside is left out": (
        understood("x", "ask_supplement", (MG, 0.97), parts=(BOTH[0], question("nlu_fallback", ("diet/water", 0.5)))),
        NOTHING,
        Answer((MG,)),
    ),
    "of two questions a foreign-looking one with a sure topic is kept": (
        understood("x", "ask_supplement", (MG, 0.97), parts=(BOTH[0], question("nlu_fallback", ("diet/water", 0.97)))),
        NOTHING,
        Answer((MG, "diet/water")),
    ),
    "equally weak topics are asked about": (
        understood("the stuff for legs", "ask_supplement", (MG, 0.20), (CA, 0.19)),
        NOTHING,
        Clarify((MG, CA)),
    ),
    "a second doubt is not asked about again": (
        understood("the stuff for legs", "ask_supplement", (MG, 0.20), (CA, 0.19)),
        Context(options=(MG, CA)),
        Answer((MG,)),
    ),
    "a weak topic that gives nothing else is answered": (
        understood("the stuff for legs", "ask_supplement", (MG, 0.20), (CA, 0.001)),
        NOTHING,
        Answer((MG,)),
    ),
    "a named thing decides between close topics": (
        understood("potassium for cramps", "ask_supplement", (MG, 0.46), (K, 0.44), names=(K,)),
        NOTHING,
        Answer((K,)),
    ),
    "a name alone is enough": (understood("potassium", "ask_supplement", names=(K,)), NOTHING, Answer((K,))),
    "nothing to go by is asked about": (understood("hm", "ask_supplement"), NOTHING, AskWhatAbout()),
    "a tapped topic is answered": (tapped(MG), NOTHING, Answer((MG,))),
    "a tapped topic is answered whatever was before": (tapped(CA), AFTER_MG, Answer((CA,))),
    "a tap for more wants the rest": (tapped(MG, "ask_more"), AFTER_MG, Answer((MG,), rest=True)),
    "a tapped topic that does not exist is unknown": (tapped("supplement/nonsense"), NOTHING, OutOfScope()),
    "outside without anything near offers nothing": (understood("who won the game", "nlu_fallback", (MG, 0.01)), NOTHING, OutOfScope()),
    "outside but near offers the near": (
        understood("zinc for cramps then", "out_of_scope", (MG, 0.9), (CA, 0.01)),
        NOTHING,
        OutOfScope((MG,)),
    ),
    "why, after an answer": (understood("why", "ask_why"), AFTER_MG, Answer((MG,))),
    "how, after an answer": (understood("how", "ask_how"), AFTER_MG, Answer((MG,))),
    "safe, after an answer": (understood("is it safe", "ask_safety"), AFTER_MG, Answer((MG,))),
    "amount in the study, after an answer": (understood("how much did they take", "ask_amount_in_study"), AFTER_MG, Answer((MG,))),
    "yes, after an answer": (understood("yes", "affirm"), AFTER_MG, Acknowledge()),
    "more, after an answer": (understood("more", "ask_more"), AFTER_MG, Answer((MG,), rest=True)),
    "a follow-up with nothing before is asked about": (understood("why", "ask_why", (MG, 0.1)), NOTHING, AskWhatAbout()),
    "a follow-up that stands for itself is answered": (
        understood("why does low magnesium cramp", "ask_why", (MG, 0.97)),
        NOTHING,
        Answer((MG,)),
    ),
    "no, after an answer": (understood("no", "deny"), AFTER_MG, AskWhatAbout()),
    "not that, where others were offered, offers the others": (
        understood("not that", "reject_topic"),
        Context(topics=(MG,), options=(MG, CA, K)),
        Clarify((CA, K)),
    ),
    "not that, where nothing was offered, asks": (understood("not that", "reject_topic"), AFTER_MG, AskWhatAbout(complains=True)),
    "a short message that points back is read in context": (
        understood("does it work", "ask_supplement", ("diet/water", 0.1), in_context=question("ask_supplement", (MG, 0.97))),
        AFTER_MG,
        Answer((MG,)),
    ),
    "a short message outside that points back is read in context": (
        understood("is it ok then", "nlu_fallback", in_context=question("ask_supplement", (MG, 0.97))),
        AFTER_MG,
        Answer((MG,)),
    ),
    "a push after a declined dose is declined again": (
        understood("200 then", "affirm"),
        Context(topics=(MG,), is_advice=True),
        Answer((MG,), advice=True),
    ),
    "a wish for personal advice is marked": (understood("my dose", "ask_personal_advice", (MG, 0.97)), NOTHING, Answer((MG,), advice=True)),
    "should I take it is advice": (
        understood("should I take magnesium", "ask_supplement", (MG, 0.97)),
        NOTHING,
        Answer((MG,), advice=True),
    ),
    "a wish for advice is about the thing named, not about its kind": (
        replace(
            understood(
                "ok to have quinine with my tablets", "ask_personal_advice", ("medication/general", 0.8), names=("medication/quinine",)
            )
        ),
        NOTHING,
        Answer(("medication/quinine",), advice=True),
    ),
    "what one can do for a cramp wants advice only where that is sure": (
        replace(understood("what can i do for her", "ask_personal_advice", ("relief/general", 0.5)), confidence=0.5),
        NOTHING,
        Answer(("relief/general",)),
    ),
    "a supplement with no person in sight wants advice only where that is sure": (
        replace(understood("magnesium for cramps", "ask_personal_advice", (MG, 0.9)), confidence=0.6),
        NOTHING,
        Answer((MG,)),
    ),
    "what one can do is declined where it is to be best for this person": (
        replace(understood("whatever you think is best for me", "ask_personal_advice", ("prevention/general", 0.5)), confidence=0.5),
        NOTHING,
        Answer(("prevention/general",), advice=True),
    ),
    "a medicine is declined even so": (
        replace(understood("one quinine tablet tonight", "ask_personal_advice", ("medication/quinine", 0.9)), confidence=0.6),
        NOTHING,
        Answer(("medication/quinine",), advice=True),
    ),
    "advice that is worded is heard where the classifier half hears it": (
        replace(understood("do i need less of it, i sweat", "ask_cause", ("cause/diuretics", 0.6)), advising=0.4),
        NOTHING,
        Answer(("cause/diuretics",), advice=True),
    ),
    "the wish for a verdict on a thing named is declined on that": (
        understood("whats wrong with me, diuretic?", "ask_cause", ("cause/diuretics", 0.9), names=("glossary/diuretic",)),
        NOTHING,
        Answer(("cause/diuretics",), advice=True),
    ),
    "thanks that look foreign are thanks": (understood("ok will do, gracias", "nlu_fallback"), AFTER_MG, Acknowledge()),
    "should I use a stretch is none": (
        understood("should I use the wall stretch", "ask_relief", ("relief/wall-stretch", 0.97)),
        NOTHING,
        Answer(("relief/wall-stretch",)),
    ),
}


@pytest.mark.parametrize("case", CASES, ids=[name.replace(" ", "_") for name in CASES])
def test_resolve_decides(case):
    understanding, context, expected = CASES[case]
    assert resolve(understanding, context, TOPICS) == expected


def test_proof_with_nothing_before_is_about_the_evidence_as_a_whole():
    assert resolve(understood("is that proven", "ask_proof"), NOTHING, TOPICS) == Answer(("evidence/general",))


@pytest.mark.parametrize(
    "intent", ["ask_why", "ask_how", "ask_more", "ask_others", "ask_safety", "ask_meaning", "ask_amount_in_study", "affirm", "deny"]
)
def test_follow_up_with_nothing_before_never_makes_up_a_topic(intent):
    assert resolve(understood("hm", intent), NOTHING, TOPICS) == AskWhatAbout()
