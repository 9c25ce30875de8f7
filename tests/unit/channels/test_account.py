"""The account that every message carries."""

from __future__ import annotations

import threading
from concurrent.futures import TimeoutError

import pytest

from bot.channels import account


@pytest.fixture(autouse=True)
def version(monkeypatch):
    monkeypatch.setattr(account, "content_version", lambda: "2026-11-23.1")


def test_a_nested_account_becomes_flat():
    message = account.complete({"text": "Hello", "metadata": {"topics": ["chat/greet"]}})
    assert message == {
        "text": "Hello",
        "topics": ["chat/greet"],
        "claims": [],
        "cautions": [],
        "sources": [],
        "content_version": "2026-11-23.1",
    }


def test_what_is_there_stays():
    full = {"topics": ["a/b"], "claims": ["c"], "cautions": ["d"], "sources": ["e"], "certainty": "low", "content_version": "older"}
    assert account.complete(full) == full


def test_the_account_is_without_visible_parts_and_rasas_notes():
    rasas = {"timestamp": 1, "utter_action": "utter_x", "model_id": "m", "assistant_id": "a"}
    event = {"text": "Hi", "buttons": [], "image": None, **rasas, "topics": ["a/b"]}
    assert account.account_of(event) == {"topics": ["a/b"]}


def test_without_a_knowledge_base_the_version_is_left_out(monkeypatch):
    monkeypatch.setattr(account, "content_version", lambda: None)
    assert "content_version" not in account.complete({"text": "Hi"})


def test_the_version_is_none_while_the_knowledge_base_cannot_be_read(monkeypatch):
    monkeypatch.undo()

    def broken():
        raise OSError("gone")

    monkeypatch.setattr(account, "_repository", broken)
    assert account.content_version() is None


def test_a_knowledge_base_that_hangs_does_not_hang_the_answers(monkeypatch):
    monkeypatch.setattr(account, "PATIENCE", 0.05)
    go_on, calls = threading.Event(), []

    def read():
        calls.append(1)
        go_on.wait(10)
        return "v2"

    reader = account._Reader(read)
    with pytest.raises(TimeoutError):
        reader()
    assert reader() is None
    assert len(calls) == 1
    go_on.set()
    reader._hanging.result(5)
    assert reader() == "v2"
