"""The words between the facts."""

from __future__ import annotations

import pytest

from bot.answers.messages import Messages


def test_message_with_places_is_filled():
    assert Messages({"labels": {"define": "What is {name}?"}})("labels.define", name="IU") == "What is IU?"


def test_message_without_values_keeps_its_braces():
    assert Messages({"a": "{b}"})("a") == "{b}"


@pytest.mark.parametrize("path", ["labels.none", "none", "labels.define.deeper"])
def test_message_that_is_missing_is_named(path):
    with pytest.raises(KeyError, match=path):
        Messages({"labels": {"define": "x"}})(path)
