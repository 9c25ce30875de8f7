"""Emergency replies: a broken file shows when the bot starts."""

from __future__ import annotations

import pytest

from bot.server.emergency import LEVELS, EmergencyRepliesError, load_replies
from bot.server.nlg import ContractNaturalLanguageGenerator
from bot.settings import PROJECT

GOOD = """
replies:
  - id: chest
    level: now
    text: "Call now.\\n\\nStay calm."
    phone_examples: ["112", "911"]
    sources: [nhs-pe]
"""


def _folder(tmp_path, text):
    (tmp_path / "replies.yml").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_reply_becomes_one_message_without_claims(tmp_path):
    assert load_replies(_folder(tmp_path, GOOD))["chest"].message() == {
        "text": "Call now.\nStay calm.",
        "topics": ["safety/emergency"],
        "claims": [],
        "cautions": [],
        "sources": ["nhs-pe"],
        "level": "now",
        "phone_numbers": ["112", "911"],
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "replies: []",
        "replies: [x]",
        "replies: [{id: a",
        "replies: [{level: now, text: hi, phone_examples: ['112']}]",
        "replies: [{id: a, level: now, text: '', phone_examples: ['112']}]",
        "replies: [{id: a, level: now, phone_examples: ['112']}]",
        "replies: [{id: a, level: later, text: hi}]",
        "replies: [{id: a, level: now, text: hi}]",
        "replies: [{id: a, level: now, text: hi, phone_examples: [112]}]",
        "replies: [{id: a, level: soon, text: hi, sources: nhs}]",
        "replies: [{id: a, level: soon, text: hi}, {id: a, level: soon, text: ho}]",
        "replies: [{id: a, level: soon, text: hi}]\nflags: [{id: f, reply_id: b}]",
    ],
)
def test_a_broken_file_is_an_error(tmp_path, text):
    with pytest.raises(EmergencyRepliesError):
        load_replies(_folder(tmp_path, text))


def test_a_broken_file_stops_the_bot_from_starting(tmp_path, domain, change_settings):
    (tmp_path / "red_flags").mkdir()
    _folder(tmp_path / "red_flags", "replies: []")
    change_settings("bot.server.nlg", content_folder=tmp_path)
    with pytest.raises(EmergencyRepliesError):
        ContractNaturalLanguageGenerator(None, domain)


def test_our_own_replies_can_be_used():
    replies = load_replies(PROJECT / "content" / "red_flags")
    assert {reply.level for reply in replies.values()} <= set(LEVELS)
    for reply in replies.values():
        assert "\n\n" not in reply.text
        assert reply.sources
