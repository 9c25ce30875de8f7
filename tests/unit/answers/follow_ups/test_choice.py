"""The choice as it was learned: only what any conversation must keep. How often it is right is measured in tests/nlu."""

from __future__ import annotations

from bot.answers.follow_ups import choice, signs
from bot.answers.follow_ups.candidates import candidates
from bot.answers.learned.forest import read_learned
from tests.unit.answers.builders import question, understood
from tests.unit.answers.follow_ups.test_talk import CALCIUM, MG, WALL, talk


def test_signs_have_a_number_for_every_name_and_topic():
    said = talk(understood("is it safe", "ask_safety", (MG, 0.5)), MG)
    topics = candidates(said)
    rows = signs.rows(said, topics)
    assert len(rows) == len(topics)
    assert {len(row) for row in rows} == {len(signs.NAMES)}
    assert len(set(signs.NAMES)) == len(signs.NAMES)
    assert all(isinstance(number, float) for row in rows for number in row)


def test_learned_file_fits_the_signs_of_today():
    assert read_learned(choice.LEARNED_FILE, signs.NAMES)["trees"]


def test_detail_is_asked_of_the_last_answer():
    said = understood("how long for", "ask_detail", in_context=question("ask_detail", (WALL, 0.97)))
    assert choice.choose(talk(said, WALL)).topic == WALL


def test_sure_topic_of_its_own_is_chosen():
    found = choice.choose(
        talk(understood("does calcium help with it", "ask_supplement", (CALCIUM, 0.97), names=(CALCIUM,)), WALL, alone=CALCIUM)
    )
    assert found.topic == CALCIUM
    assert 0.5 < found.chance <= 1.0


def test_forgotten_trees_are_read_again():
    choice.choose(talk(understood("how long for", "ask_detail"), WALL))
    choice.forget_learned()
    assert choice.choose(talk(understood("how long for", "ask_detail"), WALL)).chance > 0
