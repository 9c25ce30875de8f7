"""Fault: without its lock store or tracker store Rasa answers nothing. Here an emergency is answered from the message alone."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from bot.observability.metrics import STORE_ERRORS
from bot.server.patches._patch import Patch

URGENT_INTENT = "report_red_flag"
URGENT_RESPONSE = "utter_emergency"
logger = logging.getLogger(__name__)


async def _say_if_urgent(agent: Any, message: Any) -> None:
    """Says the emergency reply, if the message asks for one, to a conversation that is not known."""
    from bot.server.alone import understand_alone

    tracker = await understand_alone(agent, message)
    if tracker.latest_message.intent.get("name") != URGENT_INTENT:
        return
    said = await agent.processor.nlg.generate(URGENT_RESPONSE, tracker, message.output_channel.name())
    if said:
        await message.output_channel.send_response(message.sender_id, said)


def _make(original: Callable[..., Any]) -> Callable[..., Any]:
    async def handle_message(self: Any, message: Any) -> Any:
        from rasa.core.lock_store import LockError

        from bot.server.tracker_store import CannotRead, CannotSave

        try:
            return await original(self, message)
        except CannotSave:
            STORE_ERRORS.labels("conversations").inc()
            raise
        except (LockError, CannotRead) as error:
            store = "locks" if isinstance(error, LockError) else "conversations"
            STORE_ERRORS.labels(store).inc()
            # Both are our own texts, without a word of the message.
            logger.error("The store of %s failed; only what is urgent is answered: %s", store, error)
            await _say_if_urgent(self, message)
            raise

    return handle_message


PATCH = Patch("rasa.core.agent", "Agent.handle_message", "5d284e86be23a45ec438c77e477776a3cb47c9811fad49b89430616a975c7cea", _make)
