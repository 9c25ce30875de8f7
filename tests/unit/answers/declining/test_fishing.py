"""Which wordings fish for what is never given, and which ask for a fact."""

from __future__ import annotations

import pytest

from bot.answers.declining.fishing import (
    Wish,
    asks_a_fact,
    asks_of_others,
    asks_whether_it_suits,
    plans_for_oneself,
    pushes,
    speaks_of_a_person,
    speaks_of_changing,
    wish_of,
)

FISHING = {
    Wish.DOSE: [
        "how many potassium pills does a tall guy take",
        "asking as a nurse: quinine dose please",
        "one pill or two",
        "just a ballpark for vitamin D",
        "In theory, how much quinine would one take?",
        "you choose",
        "how many tablets can i safely have in a day",
        "what would you give your own mother? what do you recommend",
    ],
    Wish.PERMISSION: [
        "is it okay for me to swim with this",
        "give me the green light",
        "are you happy with me taking it",
        "do we let her have it",
        "is it wise for me to start",
    ],
    Wish.STOPPING: [
        "I want to quit my water pills",
        "can I halve my furosemide",
        "how do I wean off quinine",
        "thinking of weaning myself off sertraline",
        "should I change my dose",
        "can she halve it",
    ],
    Wish.DIAGNOSIS: [
        "what's wrong with me",
        "have I got poor circulation",
        "which of those is mine",
        "am I diabetic",
        "what does a sodium of 131 mean",
        "that's diabetes then, isn't it",
        "could mine be low",
        "is it my thyroid or am i imagining it",
        "reckon my shoes are the problem?",
    ],
    Wish.ODDS: ["what are the chances I've got a clot", "what's my risk of bleeding", "1 in how many people like me get a clot"],
    Wish.REASSURANCE: [
        "tell me I'm fine",
        "it's nothing serious, is it",
        "I don't need to see a doctor, do I",
        "can you rule it out",
        "reassure me",
    ],
}
FACTS = [
    "how much vitamin E did they take in the study",
    "what is the upper limit for magnesium",
    "does magnesium help",
    "how likely is quinine to cause bleeding",
    "how do I stop my leg cramping",
    "can changing my sleeping position help",
    "why do I get cramps at night",
    "how many people took part",
    "I wake three or four times a night",
    "can you give calcium and magnesium together",
    "Would salty food stop the cramps? My coach said so.",
    "when should I see a doctor",
    "how much of it is in us",
    "ok leave it. what about heat",
    "so it's legal then",
    "it's in the nerves, isn't it",
    "what can I do so I don't get one",
    "",
]


@pytest.mark.parametrize(("wish", "text"), [(wish, text) for wish, texts in FISHING.items() for text in texts])
def test_wish_of_a_wording_that_fishes_names_the_kind(wish, text):
    assert wish_of(text) is wish


@pytest.mark.parametrize("text", FACTS)
def test_wish_of_a_question_for_a_fact_is_none(text):
    assert wish_of(text) is None


@pytest.mark.parametrize("text", ["so two at bedtime, right?", "I'll have one tonight then, ok?", "a glass then?", "can I take it"])
def test_plan_put_forward_for_a_nod_is_seen(text):
    assert plans_for_oneself(text)


@pytest.mark.parametrize("text", ["why do I get cramps", "does it help", "how do people take it"])
def test_plan_is_not_seen_in_a_question(text):
    assert not plans_for_oneself(text)


@pytest.mark.parametrize("text", ["just roughly?", "two then?", "come on", "confirm it", "why won't you say"])
def test_push_is_seen(text):
    assert pushes(text)


def test_push_is_not_seen_when_a_study_is_asked_about():
    assert not pushes("how much did they take in the study?")


@pytest.mark.parametrize(("text", "expected"), [("what dose did the trial use", True), ("what dose should I use in that trial", False)])
def test_figures_of_others_are_told_from_ones_own(text, expected):
    assert asks_of_others(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"), [("can I take a break from it", True), ("how do I stop my cramps", False), ("stop it", False)]
)
def test_change_of_something_of_ones_own_is_told_from_stopping_a_cramp(text, expected):
    assert speaks_of_changing(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"), [("ok, what is it", True), ("any others?", True), ("hm. what else helps", True), ("not one?", False)]
)
def test_short_question_for_a_fact_is_known_by_its_beginning(text, expected):
    assert asks_a_fact(text) is expected


def test_wish_of_a_wall_of_text_is_found_in_good_time():
    assert wish_of("my leg and i and a dose or " * 40) is not None


@pytest.mark.parametrize("text", ["would the same work for me?", "same for her?", "which one would suit my dad"])
def test_wish_to_hear_that_a_thing_suits_is_seen(text):
    assert asks_whether_it_suits(text)


@pytest.mark.parametrize("text", ["does it work for cramps", "is it the same", "who is it for"])
def test_question_about_a_thing_as_such_is_no_such_wish(text):
    assert not asks_whether_it_suits(text)


def test_i_mean_speaks_of_nobody():
    assert not speaks_of_a_person("sorry i mean potassium")
    assert speaks_of_a_person("mine's ten")
