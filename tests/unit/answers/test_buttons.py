"""At most four quick replies, and each is one that the channels let in."""

from __future__ import annotations

import json

import pytest

from bot.answers.buttons import choice_button, payload, topic_button, topic_buttons
from bot.channels.gate import read_command
from tests.unit.answers.builders import claim, name, term, topic


def _topics_of(buttons):
    return [json.loads(button.payload.partition("{")[1] + button.payload.partition("{")[2])["topic"] for button in buttons]


def test_payload_without_values_is_the_bare_intent():
    assert payload("ask_help") == "/ask_help"


def test_topic_button_of_a_word_asks_for_its_definition():
    assert topic_button(name("glossary/iu")).payload == '/ask_definition{"topic": "glossary/iu"}'
    assert topic_button(name("diet/water")).payload == '/ask_topic{"topic": "diet/water"}'


def test_choice_button_shows_the_title_and_chooses():
    button = choice_button(name("diet/water"))
    assert button.title == "Title of diet/water"
    assert button.payload == '/choose_topic{"topic": "diet/water"}'


def test_buttons_after_a_medicine_offer_the_doctor(messages):
    assert "safety/see-doctor" in _topics_of(topic_buttons([topic("medication/quinine")], messages))


def test_buttons_of_a_claim_with_words_offer_to_explain_them(messages):
    words = (term("diuretic"), term("minerals"))
    titles = [button.title for button in topic_buttons([topic("diet/water", claim(topic="diet/water", terms=words))], messages)]
    assert titles == ["What is a diuretic?", "What are minerals?"]


def test_buttons_never_offer_what_was_just_answered(messages):
    here = topic("glossary/iu", claim(topic="glossary/iu", terms=(term("iu"),)), related=("glossary/iu", "diet/water"))
    assert _topics_of(topic_buttons([here], messages)) == ["diet/water"]


@pytest.mark.parametrize("room", [-1, 0, 1, 4])
def test_buttons_keep_to_the_room_left(messages, room):
    many = topic("diet/water", related=tuple(f"relief/r{number}" for number in range(9)))
    assert len(topic_buttons([many], messages, room)) == max(room, 0)


def test_buttons_of_every_topic_pass_the_gate_and_are_four_different_ones_at_most(topics, messages, catalogue):
    for one in topics:
        buttons = topic_buttons([one], messages)
        assert len(buttons) <= 4
        assert len({button.payload for button in buttons}) == len(buttons)
        for button in buttons:
            assert read_command(button.payload) == button.payload, one.id
            assert button.title.strip()
        assert set(_topics_of(buttons)) <= catalogue.topics
        assert one.id not in _topics_of(buttons)


def test_buttons_that_choose_any_topic_pass_the_gate(topics):
    for one in topics:
        for button in (topic_button(one.name), choice_button(one.name)):
            assert read_command(button.payload) == button.payload
