"""A short message is also read together with the subject of the last answer."""

from __future__ import annotations

import pytest
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.context_rewriter import ContextRewriter
from bot.nlu.keys import IN_CONTEXT


def in_context(text: str, **metadata: str) -> str | None:
    message = Message({TEXT: text, "metadata": metadata})
    ContextRewriter({}, None, Resource("rewriter")).process([message])
    return message.get(IN_CONTEXT)


@pytest.mark.parametrize(
    ("text", "read"),
    [("is it safe?", "is vitamin e safe?"), ("how much did they take", "how much did vitamin e take"), ("why?", "why vitamin e?")],
)
def test_short_message_is_read_with_the_subject(text, read):
    assert in_context(text, subject="Vitamin E") == read


@pytest.mark.parametrize("text", ["asdf", "😀", "?!", "zxcv qwer", ""])
def test_message_without_a_word_is_not(text):
    assert in_context(text, subject="Vitamin E") is None


def test_message_with_nothing_said_before_is_not():
    assert in_context("is it safe?") is None


def test_long_message_stands_for_itself():
    assert in_context("I would like to hear how a person of my age can stop it from coming back", subject="Vitamin E") is None
