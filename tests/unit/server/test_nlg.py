"""Responses with the contract's account, and the emergency."""

from __future__ import annotations

import pytest
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.server.nlg import ContractNaturalLanguageGenerator


@pytest.fixture
def nlg(domain):
    return NaturalLanguageGenerator.create(EndpointConfig(type="bot.server.nlg.ContractNaturalLanguageGenerator"), domain)


def _tracker(domain, *events):
    return DialogueStateTracker.from_events("a", list(events), domain.slots)


def _flagged(domain, *replies):
    entities = [{"entity": "red_flag", "value": reply} for reply in replies]
    return _tracker(domain, UserUttered("my chest hurts", {"name": "report_red_flag"}, entities))


async def test_a_responses_metadata_stands_beside_its_text(nlg, domain):
    assert isinstance(nlg, ContractNaturalLanguageGenerator)
    message = await nlg.generate("utter_greet", _tracker(domain), "rest")
    assert message == {
        "text": "Hello.",
        "buttons": [{"title": "Water", "payload": '/ask_topic{"topic": "diet/water"}'}],
        "topics": ["chat/greet"],
        "claims": [],
        "cautions": [],
        "sources": [],
        "content_version": "v",
    }
    assert "metadata" in domain.responses["utter_greet"][0]


async def test_slots_are_filled_in(nlg, domain):
    message = await nlg.generate("utter_mood", _tracker(domain, SlotSet("mood", "well")), "rest")
    assert message["text"] == "You feel well."


async def test_doubled_braces_of_a_payload_become_single(nlg, domain):
    domain.responses["utter_greet"][0]["buttons"][0]["payload"] = '/ask_topic{{"topic": "diet/water"}}'
    message = await nlg.generate("utter_greet", _tracker(domain), "rest")
    assert message["buttons"][0]["payload"] == '/ask_topic{"topic": "diet/water"}'


async def test_an_unknown_response_is_none(nlg, domain):
    assert await nlg.generate("utter_nosuch", _tracker(domain), "rest") is None


async def test_an_emergency_says_the_reply_that_the_flag_names(nlg, domain):
    message = await nlg.generate("utter_emergency", _flagged(domain, "chest"), "rest")
    assert message["text"] == nlg._replies["chest"].text
    assert message["topics"] == ["safety/emergency"]
    assert (message["claims"], message["cautions"], message["level"]) == ([], [], "now")
    assert "112" in message["phone_numbers"]
    assert [button["payload"] for button in message["buttons"]] == ["/confirm_safe"]


@pytest.mark.parametrize("replies", [(), ("no-such-reply",)])
async def test_an_emergency_without_a_known_reply_still_says_to_get_help(nlg, domain, replies):
    message = await nlg.generate("utter_emergency", _flagged(domain, *replies), "rest")
    assert message["text"] == "Get help."
    assert (message["topics"], message["level"]) == (["safety/emergency"], "now")
    assert message["buttons"]


async def test_what_can_wait_for_days_is_no_emergency(nlg, domain):
    soon = next(reply for reply in nlg._replies.values() if reply.level == "soon")
    message = await nlg.generate("utter_emergency", _flagged(domain, soon.id), "rest")
    assert message["topics"] == ["safety/see-doctor"]
    assert "buttons" not in message


async def test_the_emergency_needs_no_response_in_the_domain(nlg, domain):
    del domain.responses["utter_emergency"]
    message = await nlg.generate("utter_emergency", _flagged(domain, "chest"), "rest")
    assert message["topics"] == ["safety/emergency"]
