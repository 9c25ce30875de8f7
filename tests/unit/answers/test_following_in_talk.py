"""What a message means after an answer, where the talk leads it to a thing named, listed, related or spoken of before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answers.decision import Answer
from bot.answers.following import follow
from tests.unit.answers.test_following import (
    BALANCE,
    BIKE,
    CALCIUM,
    CATALOGUE,
    DIABETES,
    DIALYSIS,
    DIZZY,
    HEART,
    MG,
    SLEEPY,
    TOE,
    WALL,
    after,
    said,
)

DOCTOR = "safety/see-doctor"
NAMED = (MG, CALCIUM)

CASES = {
    "the second is the one that was named second": (
        said("tell me about the second", "refer_back"),
        after(BALANCE, named=NAMED),
        Answer((CALCIUM,)),
    ),
    "the other one is the one not spoken of last": (
        said("and the other one?", "refer_back"),
        after(CALCIUM, named=NAMED),
        Answer((MG,)),
    ),
    "the other one, after both together, stays with both": (
        said("and the other one?", "refer_back"),
        after(BALANCE, named=NAMED),
        Answer((BALANCE,)),
    ),
    "two things of different kinds are taken together": (
        said("how do those two work together", "ask_how"),
        after(MG, trail=(CALCIUM,)),
        Answer((BALANCE,)),
    ),
    "the signs of an illness are told with the illness itself": (
        said("what are the signs", "ask_detail", read=[(DIABETES, 0.8)]),
        after(DIABETES),
        Answer(("glossary/diabetes",)),
    ),
    "a test, after something to take, is asked about that": (
        said("do i need a test first", "ask_when_to_see_doctor", (DOCTOR, 0.9), leaning=0.0, read=[(MG, 0.9)]),
        after(MG),
        Answer((MG,)),
    ),
    "to whom one turns is a matter for the doctor": (
        said("who should i ring", "out_of_scope", leaning=0.0, read=[(MG, 0.9)]),
        after(MG),
        Answer((DOCTOR,)),
    ),
    "a message that is surely about another thing in the talk is about that": (
        said("do people on it get cramps", "ask_overview", ("overview/definition", 0.7), leaning=0.0, read=[(DIALYSIS, 0.97)]),
        after("glossary/dialysis"),
        Answer((DIALYSIS,)),
    ),
    "what is named and read in the talk alike is meant": (
        said(
            "can low minerals do it",
            "ask_supplement",
            (MG, 0.8),
            leaning=0.0,
            read=[("glossary/minerals", 0.95)],
            names=("glossary/minerals",),
        ),
        after("overview/cause-unknown"),
        Answer(("glossary/minerals",)),
    ),
    "another substance that is not covered stands outside": (
        replace(said("what about zinc", "out_of_scope", leaning=0.0, read=[("supplement/general", 0.9)]), other_names=("zinc",)),
        after(MG),
        None,
    ),
    "one of a list just read out needs little to be meant": (
        said("tell me more about the pedals", "ask_more", (BIKE, 0.15), leaning=0.8),
        after("prevention/general"),
        Answer((BIKE,)),  # and not the rest of what was not said yet
    ),
    "or something colder is another of the kind": (
        said("or something colder", "ask_others", ("relief/cold", 0.08), leaning=0.85),
        after(WALL),
        Answer(("relief/cold",)),
    ),
    "what the last topic is related to is meant by its kind": (
        said("and the tablets of that?", "refer_back", ("medication/general", 0.3), leaning=0.5),
        after(BIKE),
        Answer((HEART,)),
    ),
    "what comes before and after is asked of the last answer": (
        said("before or after eating", "ask_detail", (WALL, 0.3), leaning=0.6, read=[(BIKE, 0.97)]),
        after(BIKE),
        Answer((BIKE,)),
    ),
    "a word used about the last answer is no question for the word": (
        said("was there any dizziness", "ask_definition", (DIZZY, 0.9), leaning=0.0, read=[(MG, 0.97)]),
        after(MG),
        Answer((MG,)),
    ),
    "what was said earlier is looked for there": (
        said("you said something earlier about causes", "refer_back", ("overview/cause-unknown", 0.2), leaning=0.7),
        after("prevention/general", trail=("overview/cause-unknown",)),
        Answer(("overview/cause-unknown",)),
    ),
    "do i have it means the illness, not the remedy": (
        said("do i have it do you think", "ask_personal_advice", leaning=0.0, read=[(WALL, 0.9)]),
        after(WALL, trail=(DIABETES,)),
        Answer((DIABETES,)),
    ),
    "what the last thing does to another is asked of the last": (
        said("what does it do to your sugar", "ask_definition", (DIABETES, 0.9), leaning=0.0, read=[(MG, 0.8)], names=(DIABETES,)),
        after(MG),
        Answer((MG,)),
    ),
    "how it is stopped, after a cause, is a matter of prevention": (
        said("how do you stop it doing that", "ask_how", leaning=0.9, read=[(DIALYSIS, 0.8)]),
        after(DIALYSIS),
        Answer(("prevention/general",)),
    ),
    "pills, after something to take, are that": (
        said("do pills fix that sort of cramp though", "ask_medication", ("medication/general", 0.7), leaning=0.0, read=[(MG, 0.95)]),
        after(MG),
        Answer((MG,)),
    ),
    "a message that leans is about a topic of its own if nothing else is left": (
        said("whats behind it in most people", "ask_why", (DIABETES, 0.35), leaning=0.6, read=[(WALL, 0.9)]),
        after(WALL),
        Answer((DIABETES,)),
    ),
    "how many a day of something to take is a dose": (
        said("how many a day", "ask_detail", read=[(SLEEPY, 0.9)]),
        after(SLEEPY),
        Answer((SLEEPY,), advice=True),
    ),
    "something else to do is asked by itself": (
        said("what about pulling it", "ask_relief", (TOE, 0.7), leaning=0.0, read=[(WALL, 0.95)]),
        after(WALL),
        Answer((TOE,)),
    ),
}
RELATED = replace(CATALOGUE, related={**CATALOGUE.related, BIKE: (TOE, HEART)})


@pytest.mark.parametrize("case", CASES, ids=[name.replace(" ", "_") for name in CASES])
def test_follow_decides_in_the_talk(case):
    understanding, context, expected = CASES[case]
    assert follow(understanding, context, RELATED) == expected


def test_things_named_side_by_side_are_remembered_until_others_are_named():
    first = after(BALANCE).after((BALANCE,), is_advice=False, names=NAMED)
    assert first.named == NAMED
    assert first.after((MG,), is_advice=False, names=(MG,)).named == NAMED
    assert first.after((WALL,), is_advice=False).named == NAMED
    assert first.after((WALL,), is_advice=False, names=(WALL,)).named == ()
