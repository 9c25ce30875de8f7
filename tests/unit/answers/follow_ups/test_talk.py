"""What the choice of a topic looks at."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.catalogue import Catalogue
from bot.answers.follow_ups.candidates import ALWAYS, candidates
from bot.answers.follow_ups.talk import Talk
from bot.answers.understanding import Context
from tests.unit.answers.builders import question, understood

MG, MG_WORD, CALCIUM = "supplement/magnesium", "glossary/magnesium", "supplement/calcium"
HEART, OFF_LABEL, WALL, TOE, BIKE = (
    "medication/heart-pill",
    "glossary/off-label",
    "relief/wall-stretch",
    "relief/toe-pull",
    "prevention/bike",
)
TOPICS = frozenset(
    {
        MG,
        MG_WORD,
        CALCIUM,
        HEART,
        OFF_LABEL,
        WALL,
        TOE,
        BIKE,
        "relief/general",
        "prevention/general",
        "supplement/general",
        "medication/general",
    }
    | set(ALWAYS) - {"out-of-scope"}
)
COLD = "relief/cold"
CATALOGUE = Catalogue(
    TOPICS | {COLD},
    terms_of={HEART: (OFF_LABEL,)},
    related={"relief/general": (WALL, TOE)},
    texts={
        WALL: "lean on a wall",
        TOE: "done sitting or in bed",
        BIKE: "a few minutes on a bike",
        COLD: "ice in a cloth",
        HEART: "a drug for the heart",
    },
    titles={"prevention/general": "How to prevent cramps"},
)


def talk(said, *topics, trail=(), alone=None, **context):
    return Talk(said, Context(topics=topics, trail=trail, **context), CATALOGUE, alone)


def test_family_are_all_topics_about_the_thing():
    assert set(talk(understood("is it safe", "ask_safety"), MG).family) == {MG, MG_WORD}


def test_thing_named_is_looked_for_in_the_kind_of_the_last_answer():
    said = understood("what about calcium", "ask_definition", names=("glossary/calcium",))
    assert talk(said, MG).named_of_kind == (CALCIUM,)
    assert talk(said, WALL).named_of_kind == ()


def test_words_of_the_last_answer_can_be_explained():
    assert talk(understood("what is that", "ask_meaning"), HEART).terms == (OFF_LABEL,)
    assert talk(understood("what is that", "ask_meaning"), MG).definition == MG_WORD


def test_description_is_looked_for_in_the_kind_and_in_those_at_hand():
    assert talk(understood("the sitting one", "refer_back"), WALL).described_of_kind == TOE
    bike = talk(understood("the bike one", "refer_back"), WALL)
    assert bike.described_of_kind is None
    assert bike.described_at_hand == BIKE


def test_place_on_a_list_is_counted_out():
    assert talk(understood("the second one", "refer_back"), "relief/general").counted == TOE


def test_list_is_known_by_a_word_of_its_title():
    assert talk(understood("and to prevent them?", "ask_others"), WALL).list_named == "prevention/general"


def test_confidence_of_parts_is_the_surest_of_all_parts():
    parts = (question("ask_diet", (MG, 0.4), (CALCIUM, 0.3)), question("ask_diet", (MG, 0.6)))
    assert talk(understood("x", "ask_diet", (MG, 0.5), parts=(parts[0], *parts)), WALL).of_parts == {MG: 0.6, CALCIUM: 0.3}


def test_candidates_are_what_was_spoken_of_and_what_is_likely_each_once():
    said = understood("x", "ask_detail", (CALCIUM, 0.4), (MG, 0.2), names=(HEART,), in_context=question("ask_detail", (TOE, 0.9)))
    found = candidates(talk(said, MG, trail=(WALL,), alone=CALCIUM))
    assert found[:2] == (MG, WALL)
    assert {CALCIUM, HEART, TOE, MG_WORD, "supplement/general", *ALWAYS} <= set(found)
    assert len(found) == len(set(found))


def test_candidates_are_only_topics_that_there_are():
    said = replace(understood("x", "ask_detail", ("supplement/zinc", 0.9)), names=("diet/vinegar",))
    assert set(candidates(talk(said, MG))) <= CATALOGUE.topics | {"out-of-scope"}
