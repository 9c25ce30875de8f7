"""What is counted, under labels that a client cannot choose."""

from __future__ import annotations

import pytest
from prometheus_client import REGISTRY

from bot.observability import metrics


@pytest.fixture
def counted():
    """A function that returns by how much a sample grew since the test began."""
    before: dict = {
        (sample.name, *sorted(sample.labels.items())): sample.value for family in REGISTRY.collect() for sample in family.samples
    }

    def grown(name, **labels):
        return (REGISTRY.get_sample_value(name, labels) or 0) - before.get((name, *sorted(labels.items())), 0)

    return grown


def test_a_turn_is_counted_with_its_time(counted):
    metrics.count_turn("rest", "answered", 0.04, ["supplement/magnesium"])
    assert counted("bot_turns_total", channel="rest", outcome="answered") == 1
    assert counted("bot_turn_seconds_bucket", channel="rest", le="0.05") == 1
    assert counted("bot_turn_seconds_bucket", channel="rest", le="0.03") == 0


@pytest.mark.parametrize(
    ("topics", "name", "labels"),
    [
        (["out-of-scope"], "bot_fallbacks_total", {"kind": "out_of_scope"}),
        (["clarify"], "bot_fallbacks_total", {"kind": "clarify"}),
        (["safety/emergency"], "bot_emergencies_total", {"channel": "web"}),
    ],
)
def test_what_a_turn_came_to_is_counted(counted, topics, name, labels):
    metrics.count_turn("web", "answered", 0.04, topics)
    assert counted(name, **labels) == 1


def test_a_channel_that_a_client_made_up_is_one_of_the_others(counted):
    metrics.count_turn("my-own-channel", "answered", 0.04, [])
    assert counted("bot_turns_total", channel="other", outcome="answered") == 1
    assert "my-own-channel" not in [sample.labels.get("channel") for family in REGISTRY.collect() for sample in family.samples]
