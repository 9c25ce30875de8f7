"""What the tests of the server share."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rasa.shared.core.domain import Domain

from bot.channels import account
from bot.server.patches import install_all
from bot.settings import load_settings


@pytest.fixture(autouse=True)
def patched(monkeypatch):
    """Rasa with our patches, and a content version that needs no database."""
    install_all()
    monkeypatch.setattr(account, "content_version", lambda: "v")


@pytest.fixture
def domain():
    return Domain.from_yaml(
        """
        version: "3.1"
        intents: [greet, report_red_flag]
        entities: [red_flag, topic]
        slots:
          mood: {type: text, mappings: [{type: custom}]}
          shown: {type: any, mappings: [{type: custom}]}
        responses:
          utter_greet:
          - text: Hello.
            buttons: [{title: Water, payload: '/ask_topic{"topic": "diet/water"}'}]
            metadata: {topics: [chat/greet]}
          utter_mood: [{text: "You feel {mood}."}]
          utter_apology: [{text: Sorry., metadata: {topics: [chat/help]}}]
          utter_emergency: [{text: Get help., metadata: {topics: [safety/emergency]}}]
        actions: [action_answer]
        """
    )


@pytest.fixture
def change_settings(monkeypatch):
    """A function that changes settings for the modules named."""

    def change(*modules, **values):
        settings = replace(load_settings(), **values)
        for module in modules:
            monkeypatch.setattr(f"{module}.load_settings", lambda: settings)
        return settings

    return change
