"""A message understood and answered without any store: for an emergency while they are down, and for the readiness check."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker


async def understand_alone(agent: Any, message: UserMessage) -> DialogueStateTracker:
    """Returns a conversation that holds this message, understood, and nothing else. It is in no store."""
    parsed = await agent.processor.parse_message(message)
    tracker = DialogueStateTracker(message.sender_id, agent.domain.slots)
    tracker.update(ActionExecuted(ACTION_LISTEN_NAME), agent.domain)
    tracker.update(UserUttered(message.text, parsed["intent"], parsed["entities"], parsed), agent.domain)
    return tracker


async def answer_alone(agent: Any, message: UserMessage) -> DialogueStateTracker:
    """Has the message answered into its output channel; returns the conversation after it."""
    tracker = await understand_alone(agent, message)
    await agent.processor._run_prediction_loop(message.output_channel, tracker)
    return tracker
