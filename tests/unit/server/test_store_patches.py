"""What Rasa does when a store fails, when many write at once, and what of it is counted."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from prometheus_client import REGISTRY
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.lock_store import InMemoryLockStore, LockError
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore
from rasa.shared.core.trackers import DialogueStateTracker

from bot.server.nlg import ContractNaturalLanguageGenerator
from bot.server.patches import turns_at_once
from bot.server.tracker_store import BoundedTrackerStore, CannotRead, CannotSave


def test_a_store_is_never_wrapped_into_one_that_forgets(domain, tmp_path):
    store = BoundedTrackerStore(domain=None, host=f"sqlite:///{tmp_path / 'c.db'}")
    assert Agent._create_tracker_store(store, domain) is store
    assert store.domain is domain
    assert not isinstance(Agent._create_tracker_store(None, domain), FailSafeTrackerStore)
    assert isinstance(Agent._create_tracker_store(None, domain), InMemoryTrackerStore)


class _Processor:
    """Stands in for Rasa's: understands by a word, and fails as it is told to."""

    def __init__(self, domain, failure):
        self.nlg = ContractNaturalLanguageGenerator(None, domain)
        self.failure = failure

    async def parse_message(self, message):
        urgent = "chest" in message.text
        entities = [{"entity": "red_flag", "value": "none of ours"}] if urgent else []
        return {"text": message.text, "intent": {"name": "report_red_flag" if urgent else "greet"}, "entities": entities}

    async def handle_message(self, _message):
        raise self.failure


@pytest.fixture
def say(domain):
    """Sends a message to an agent whose stores fail; returns the error and what was said."""

    async def send(text, failure):
        processor = _Processor(domain, failure)
        agent = SimpleNamespace(processor=processor, domain=domain, lock_store=InMemoryLockStore(), is_ready=lambda: True)
        output = CollectingOutputChannel()
        with pytest.raises(type(failure)):
            await Agent.handle_message(agent, UserMessage(text, output, "a"))
        return [message["text"] for message in output.messages]

    return send


@pytest.mark.parametrize("failure", [LockError("gone"), CannotRead("OperationalError")])
async def test_without_a_store_an_emergency_is_answered_and_nothing_else(say, failure):
    assert await say("my chest hurts", failure) == ["Get help."]
    assert await say("hello", failure) == []


async def test_what_could_not_be_saved_was_answered_already(say):
    assert await say("my chest hurts", CannotSave("OperationalError")) == []


async def test_a_failing_store_is_counted(say):
    def counted(store):
        return REGISTRY.get_sample_value("bot_store_errors_total", {"store": store}) or 0

    before = counted("locks"), counted("conversations")
    await say("hello", LockError("gone"))
    await say("hello", CannotRead("x"))
    await say("hello", CannotSave("x"))
    assert (counted("locks"), counted("conversations")) == (before[0] + 1, before[1] + 2)


async def test_only_so_many_turns_are_thought_about_at_once(change_settings):
    change_settings("bot.server.patches.turns_at_once", turns_at_once=3)
    turns_at_once._places.cache_clear()
    inside = most = 0

    class Slow:
        async def log_message(self, _message, should_save_tracker):
            nonlocal inside, most
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.01)
            inside -= 1
            raise InterruptedError("far enough")

    results = await asyncio.gather(*(MessageProcessor.handle_message(Slow(), None) for _ in range(12)), return_exceptions=True)
    assert [type(result) for result in results] == [InterruptedError] * 12
    assert most == 3
    turns_at_once._places.cache_clear()


async def test_an_intent_is_counted_and_nothing_else_of_the_message(domain):
    class Processor:
        def __init__(self):
            self.domain = domain

        async def parse_message(self, message, _tracker):
            return {"text": message.text, "intent": {"name": "greet"}, "entities": []}

    before = REGISTRY.get_sample_value("bot_intents_total", {"intent": "greet"}) or 0
    tracker = DialogueStateTracker("a", domain.slots)
    await MessageProcessor._handle_message_with_tracker(Processor(), UserMessage("my secret", None, "a"), tracker)
    assert REGISTRY.get_sample_value("bot_intents_total", {"intent": "greet"}) == before + 1
    assert all("secret" not in str(sample.labels) for family in REGISTRY.collect() for sample in family.samples)
