"""The channels' own messages."""

from __future__ import annotations

import pytest

from bot.channels import texts


@pytest.fixture(autouse=True)
def fresh():
    texts._messages.cache_clear()
    yield
    texts._messages.cache_clear()


def test_every_message_has_a_text_and_topics():
    assert texts.message("apology")["text"]
    assert "250" in texts.message("too_long", limit=250)["text"]
    assert texts.message("apology")["topics"] == ["chat/help"]


@pytest.mark.parametrize("content", ["[]", "apology: {text: hi}", "apology: {text: 3, topics: [a]}", "apology: {text: hi, topics: [a]}"])
def test_a_broken_file_is_an_error(monkeypatch, tmp_path, content):
    file = tmp_path / "texts.yml"
    file.write_text(content, encoding="utf-8")
    monkeypatch.setattr(texts, "FILE", file)
    with pytest.raises(ValueError, match="needs a text"):
        texts.message("apology")
