"""What a message means after an answer. Shares are far from every threshold: behaviour is tested, not tuning."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answers.catalogue import Catalogue
from bot.answers.decision import Acknowledge, Answer, AskWhatAbout, Clarify
from bot.answers.following import follow
from bot.answers.understanding import Context
from tests.unit.answers.builders import question, understood

MG, WALL, TOE = "supplement/magnesium", "relief/wall-stretch", "relief/toe-pull"
DIABETES, DIALYSIS = "cause/diabetes", "cause/dialysis"
HEART, SLEEPY, DRUGS = "medication/heart-pill", "medication/sleepy-pill", "medication/general"
OFF_LABEL = "glossary/off-label"
BIKE, CALCIUM, BALANCE = "prevention/bike", "supplement/calcium", "supplement/calcium-magnesium-balance"
SALT, DIZZY = "glossary/salt", "glossary/dizziness"
CATALOGUE = Catalogue(
    frozenset(
        {
            *(MG, "glossary/magnesium", WALL, TOE, "relief/cold", "relief/general", "prevention/general", DIABETES, "glossary/diabetes"),
            *(DIALYSIS, "glossary/dialysis", "cause/pregnancy", HEART, SLEEPY, DRUGS, OFF_LABEL, "overview/definition"),
            *(
                "overview/cause-unknown",
                "glossary/minerals",
                "supplement/general",
                BIKE,
                CALCIUM,
                BALANCE,
                SALT,
                DIZZY,
                "safety/see-doctor",
            ),
        }
    ),
    terms_of={HEART: (OFF_LABEL,)},
    related={"relief/general": (WALL, TOE), HEART: (SLEEPY,)},
    texts={
        HEART: "a drug for the heart",
        SLEEPY: "makes you drowsy",
        WALL: "lean on a wall",
        TOE: "done in bed or sitting",
        BIKE: "a few minutes on a bike",
    },
    titles={
        "overview/cause-unknown": "What causes cramps",
        "medication/general": "Medicines",
        "prevention/general": "How to prevent cramps",
    },
    parents={DIZZY: DIABETES},
)


def after(*topics: str, trail: tuple[str, ...] = (), **more: object) -> Context:
    return Context(topics=topics, trail=trail, **more)


def said(text: str, intent: str, *topics: tuple[str, float], leaning: float = 0.9, read=None, names=(), about_person: bool = False):
    """A message, how surely it leans on the talk, and how it reads in it."""
    found = understood(text, intent, *topics, names=names, in_context=question("ask_x", *read) if read else None)
    return replace(found, leaning=leaning, about_person=about_person)


CASES = {
    "a detail is of the last answer": (said("how long for", "ask_detail"), after(WALL), Answer((WALL,))),
    "what a thing is in the body is asked of its word": (
        said("what does it do in the body", "ask_detail", read=[("glossary/magnesium", 0.8)]),
        after(MG),
        Answer(("glossary/magnesium",)),
    ),
    "why stays with what was said": (said("why not", "ask_why", read=[("glossary/magnesium", 0.8)]), after(MG), Answer((MG,))),
    "whether a word is safe means the thing": (said("is it safe", "ask_safety"), after("glossary/magnesium"), Answer((MG,))),
    "why they happen, after what they are, means the causes": (
        said("why do they happen", "ask_why"),
        after("overview/definition"),
        Answer(("overview/cause-unknown",)),
    ),
    "a description is looked for in a related kind too": (said("the bike one", "refer_back"), after("relief/general"), Answer((BIKE,))),
    "a description is looked for in what was spoken of before": (
        said("and the wall one you said", "refer_back"),
        after(DIABETES, trail=("relief/general",)),
        Answer((WALL,)),
    ),
    "a description by a word for the whole kind still describes": (
        said("tell me about the drowsy pill one", "ask_medication", (DRUGS, 0.4), names=(DRUGS,), leaning=0.1),
        after(HEART),
        Answer((SLEEPY,)),
    ),
    "the other one, described, is no mere other": (
        said("ok the other one, on wheels", "refer_back", (BIKE, 0.01)),
        after(TOE),
        Answer((BIKE,)),
    ),
    "what is ruled out leaves the list of its kind": (
        said("not the heart one, i cant have that", "ask_medication", (HEART, 0.8), leaning=0.1),
        after(DRUGS),
        Answer((DRUGS,)),
    ),
    "something gentler is another of its kind, even where it looks foreign": (
        said("my back is bad. anything gentler", "out_of_scope", (WALL, 0.1), leaning=0.0),
        after(WALL),
        Answer(("relief/general",)),
    ),
    "a kind that is named by its title is the list wanted": (
        said("ok other causes", "ask_others"),
        after("safety/see-doctor"),
        Answer(("overview/cause-unknown",)),
    ),
    "what else, after when to see a doctor, goes on with the talk before": (
        said("anything else", "ask_others"),
        after("safety/see-doctor", trail=(HEART,)),
        Answer((DRUGS,)),
    ),
    "what else, after a word that was explained on the way, is said where it belongs": (
        said("what others are there", "ask_others"),
        after(DIZZY, trail=(WALL,)),
        Answer((DIABETES,)),
    ),
    "a topic heard of before needs little to be meant": (
        said("is it because he cant feel them", "ask_why", (DIABETES, 0.15), leaning=0.6),
        after(WALL, trail=(DIABETES,)),
        Answer((DIABETES,)),
    ),
    "the drug is the one that was spoken of": (
        said("what was the drug for it", "ask_detail", (DRUGS, 0.2), leaning=0.7, read=[(DRUGS, 0.7)]),
        after("overview/definition", trail=(HEART,)),
        Answer((HEART,)),
    ),
    "two things together are what is said of both": (
        said("how do the two go together", "ask_how"),
        after(MG, trail=(CALCIUM,)),
        Answer((BALANCE,)),
    ),
    "a word for a whole kind may be asked of the last answer": (
        said(
            "which minerals do they wash out",
            "ask_definition",
            ("glossary/minerals", 0.9),
            names=("glossary/minerals",),
            leaning=0.0,
            read=[(HEART, 0.9)],
        ),
        after(HEART),
        Answer((HEART,)),
    ),
    "what is in a thing is asked of the thing": (
        said("how much salt is in it", "ask_definition", (SALT, 0.9), names=(SALT,), leaning=0.0, read=[(HEART, 0.9)]),
        after(HEART),
        Answer((HEART,)),
    ),
    "why one has to ask a doctor is about the caution just read": (
        said("why do i have to ask a doctor", "ask_when_to_see_doctor", ("safety/see-doctor", 0.9), leaning=0.0, read=[(HEART, 0.9)]),
        after(HEART),
        Answer((HEART,)),
    ),
    "a wish for a whole kind of ways stands for itself": (
        said("and for stopping them at all", "ask_prevention", ("prevention/general", 0.5), leaning=0.2, read=[(WALL, 0.9)]),
        after(WALL),
        None,
    ),
    "advice on nothing named is about what was spoken of": (
        said("do i have it", "ask_personal_advice", ("safety/see-doctor", 0.95), leaning=0.0, read=[(DIABETES, 0.9)]),
        after(DIABETES),
        Answer((DIABETES,)),
    ),
    "a question of its own in a longer message is not read in the talk": (
        replace(
            said("none of that. how do i stop one", "ask_detail", (TOE, 0.3), leaning=0.0, read=[(DIABETES, 0.9)]),
            questions=(question("ask_detail", (TOE, 0.3)), question("ask_relief", (TOE, 0.9))),
        ),
        after(DIABETES),
        None,
    ),
    "a foreign-looking message that leads to another topic in the talk is about that": (
        replace(said("tell me about the pedals", "out_of_scope", leaning=0.0, read=[(BIKE, 0.8)]), outside=0.9),
        after(WALL),
        Answer((BIKE,)),
    ),
    "a foreign message stays foreign where only the talk makes it look known": (
        replace(said("book me a table", "out_of_scope", leaning=0.0, read=[(WALL, 0.9)]), outside=0.9),
        after(WALL),
        None,
    ),
    "the opposite of a cause is another cause, if one is likely at all": (
        said("and too little?", "ask_detail", leaning=0.8, read=[(DIABETES, 0.9), (DIALYSIS, 0.05)]),
        after(DIABETES),
        Answer((DIALYSIS,)),
    ),
    "the opposite of a pill is said of the pill": (
        said("and too little?", "ask_detail", leaning=0.8, read=[(MG, 0.9), (CALCIUM, 0.05)]),
        after(MG),
        Answer((MG,)),
    ),
    "pills as such are the one just spoken of, where it is pointed at": (
        said("is it approved", "ask_medication", (DRUGS, 0.9), leaning=0.0, read=[(HEART, 0.9)]),
        after(HEART),
        Answer((HEART,)),
    ),
    "what is told of it is about what was spoken of": (
        replace(said("my gran swore by it", "out_of_scope", leaning=0.0, read=[(HEART, 0.9)]), outside=0.9),
        after(HEART),
        Answer((HEART,)),
    ),
    "whether cramps are one of those is about those": (
        said("are cramps one of those", "ask_overview", ("overview/definition", 0.9), leaning=0.0, read=[(DIZZY, 0.8)]),
        after(DIZZY),
        Answer((DIZZY,)),
    ),
    "a thing named after the causes is named as a cause": (
        said("what about dialysis", "ask_definition", ("glossary/dialysis", 0.9), names=("glossary/dialysis",), leaning=0.0),
        after("overview/cause-unknown"),
        Answer((DIALYSIS,)),
    ),
    "a description finds its topic": (said("the heart one", "refer_back"), after(DRUGS), Answer((HEART,))),
    "a place in the list finds its topic": (said("the second one", "refer_back"), after("relief/general"), Answer((TOE,))),
    "the first one, with no list, is the one before": (
        said("and the first?", "refer_back"),
        after(SLEEPY, trail=("overview/definition", HEART)),
        Answer((HEART,)),
    ),
    "another way of doing it is a neighbour": (said("sitting i mean", "ask_detail"), after(WALL), Answer((TOE,))),
    "after a word of an answer the talk goes back to the answer": (
        said("has it side effects", "ask_safety"),
        after(OFF_LABEL, trail=(HEART,)),
        Answer((HEART,)),
    ),
    "what else is the list of the kind": (said("any others", "ask_others"), after(SLEEPY), Answer((DRUGS,))),
    "what else to do, after a cause, is the list that it leans to": (
        said("what can he do about it", "ask_others", ("prevention/general", 0.15)),
        after(DIABETES),
        Answer(("prevention/general",)),
    ),
    "and in pregnancy is still about the remedy": (
        said("and in pregnancy?", "ask_detail", names=("cause/pregnancy",), leaning=0.1),
        after(MG),
        Answer((MG,)),
    ),
    "one more of the same kind": (
        said("diabetes does it too?", "ask_definition", ("glossary/diabetes", 0.3), names=("glossary/diabetes",), leaning=0.1),
        after(DIALYSIS),
        Answer((DIABETES,)),
    ),
    "a word for the whole kind names nothing new": (
        said("which mineral was that again", "ask_detail", ("glossary/minerals", 0.1), names=("glossary/minerals",)),
        after(MG),
        Answer((MG,)),
    ),
    "okay is only heard": (said("okay understood", "affirm"), after(MG), Acknowledge()),
    "not that, with choices open, offers the others": (
        said("no not that", "reject_topic"),
        after(MG, options=(MG, WALL, TOE)),
        Clarify((WALL, TOE)),
    ),
    "not that, with nothing else in sight, asks": (said("no", "deny"), after(MG), AskWhatAbout()),
    "a dose after a remedy is one's own": (said("whats the dose", "ask_amount_in_study"), after(MG), Answer((MG,), advice=True)),
    "a dose of nothing named is of what was spoken of": (
        said("so then what dose of it do i give my dad tonight", "ask_personal_advice", ("supplement/general", 0.9), leaning=0.0),
        after(HEART),
        Answer((HEART,), advice=True),
    ),
    "how many, where the talk makes it a wish for advice, is one's own dose": (
        replace(said("and how many at a time", "ask_detail"), in_context=question("ask_personal_advice", (HEART, 0.9))),
        after(HEART),
        Answer((HEART,), advice=True),
    ),
    "a dose of others is a fact": (said("how much did they take", "ask_amount_in_study"), after(MG), Answer((MG,))),
    "more wants the rest": (said("go on", "ask_more"), after(MG), Answer((MG,), rest=True)),
    "a sure topic of its own stands, whatever it points at": (
        said("what can i do when it happens", "ask_relief", ("relief/general", 0.9), leaning=0.0, read=[(DIABETES, 0.6)]),
        after(DIABETES),
        None,
    ),
    "a few words that are only whole with the talk are read in it": (
        said("which is best", "out_of_scope", leaning=0.0, read=[(MG, 0.9)]),
        after(MG),
        Answer((MG,)),
    ),
    "what one strange word means is asked of nothing said": (
        said("what is warfarin", "out_of_scope", leaning=0.0, read=[(MG, 0.9)]),
        after(MG),
        None,
    ),
    "a thing named that is not covered stands for itself": (
        replace(said("whats the weather", "out_of_scope", leaning=0.0, read=[(MG, 0.9)]), other_names=("weather",)),
        after(MG),
        None,
    ),
    "a few words far from everything stand for themselves": (
        replace(said("play some jazz", "out_of_scope", leaning=0.0, read=[(MG, 0.9)]), outside=0.99),
        after(MG),
        None,
    ),
    "an unsure one that points back is read in the talk": (
        said("can it be bad for you", "ask_medication", (DRUGS, 0.4), leaning=0.0, read=[(MG, 0.9)]),
        after(MG),
        Answer((MG,)),
    ),
}


@pytest.mark.parametrize("case", CASES, ids=[name.replace(" ", "_") for name in CASES])
def test_follow_decides(case):
    understanding, context, expected = CASES[case]
    assert follow(understanding, context, CATALOGUE) == expected


def test_follow_up_with_nothing_before_asks_what_about():
    assert follow(said("how long for", "ask_detail"), Context(), CATALOGUE) == AskWhatAbout()
    assert follow(said("thats not what i asked", "reject_topic"), Context(), CATALOGUE) == AskWhatAbout(complains=True)


def test_description_with_nothing_before_finds_its_topic():
    assert follow(said("the wall one i mean", "refer_back"), Context(), CATALOGUE) == Answer((WALL,))


def test_message_that_stands_for_itself_is_left_alone():
    assert follow(said("what is diabetes", "ask_definition", ("glossary/diabetes", 0.9), leaning=0.0), Context(), CATALOGUE) is None
