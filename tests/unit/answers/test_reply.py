"""A reply that would part a claim from its caution cannot be made."""

from __future__ import annotations

import dataclasses

import pytest

from bot.answers.reply import Button, Reply, Statement, UnsafeReply
from tests.unit.answers.builders import caution, claim


def test_claim_without_caution_or_source_cannot_be_made():
    with pytest.raises(ValueError, match="no caution"):
        claim(cautions=())
    with pytest.raises(ValueError, match="no source"):
        claim(sources=())


def test_statement_takes_all_cautions_of_its_claim_and_no_others():
    two = claim(cautions=(caution("a", "First."), caution("b", "Second.")))
    assert [item.id for item in Statement(two).cautions] == ["a", "b"]
    with pytest.raises(TypeError):
        Statement(two, cautions=())
    with pytest.raises(ValueError, match="cautions"):
        dataclasses.replace(Statement(two), cautions=())


@pytest.mark.parametrize("text", ["It may not help.", "It may not help.\nAsk first if your kidneys", ""])
def test_reply_without_the_caution_in_its_text_is_refused(text):
    with pytest.raises(UnsafeReply, match="relaxes.*kidneys"):
        Reply(text, ("supplement/magnesium",), "v", (Statement(claim()),))


def test_reply_with_one_of_two_cautions_is_refused():
    two = claim(cautions=(caution("a", "First."), caution("b", "Second.")))
    with pytest.raises(UnsafeReply, match="caution b"):
        Reply("It may not help. First.", ("supplement/magnesium",), "v", (Statement(two),))


def test_reply_with_a_blank_line_is_refused():
    with pytest.raises(UnsafeReply, match="blank line"):
        Reply("One.\n\nTwo.", ("chat/help",), "v")


def test_reply_cannot_be_changed_after_it_was_checked():
    reply = Reply("Hello.", ("chat/greet",), "v")
    with pytest.raises(dataclasses.FrozenInstanceError):
        reply.text = ""


def test_metadata_lists_each_id_once_and_the_main_certainty():
    statements = (Statement(claim("a", certainty="low")), Statement(claim("b", certainty="high")))
    account = Reply(
        "Ask first if your kidneys are weak.", ("supplement/magnesium",), "v", statements, (Button("x", "/y"),), {"title": "T"}
    ).metadata()
    assert account == {
        "topics": ["supplement/magnesium"],
        "claims": ["a", "b"],
        "cautions": ["kidneys"],
        "sources": ["trial-2020"],
        "content_version": "v",
        "certainty": "low",
        "title": "T",
    }
