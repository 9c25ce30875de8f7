"""Fault: when the action server is down, slow or broken, Rasa says nothing, for up to 300 s. Here the person gets an apology in time.

Each call keeps its own connection: Rasa pooled them once (3.6.11) and took it back (3.6.15), because a connection that the server had
closed made the call fail. On one machine a connection costs a millisecond.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from bot.observability.metrics import ACTION_ERRORS
from bot.server.patches._patch import Patch
from bot.settings import load_settings

APOLOGY = "utter_apology"
logger = logging.getLogger(__name__)


async def _apology(nlg: Any, tracker: Any, channel: str) -> Any:
    """Returns the apology as a bot event: the domain's response, else the channels' own."""
    from rasa.core.actions.action import create_bot_utterance

    from bot.channels import texts
    from bot.channels.account import complete

    message = None
    try:
        message = await nlg.generate(APOLOGY, tracker, channel)
    except Exception as error:  # an apology that fails must not bring back the silence
        logger.error("The response %s cannot be made: %s", APOLOGY, type(error).__name__)
    return create_bot_utterance(complete(message or texts.message("apology")))


def _make(original: Callable[..., Any]) -> Callable[..., Any]:
    async def run(self: Any, output_channel: Any, nlg: Any, tracker: Any, domain: Any) -> list[Any]:
        from rasa.core.actions.action import ActionExecutionRejection

        try:
            return await asyncio.wait_for(original(self, output_channel, nlg, tracker, domain), load_settings().action_timeout)
        except ActionExecutionRejection:
            raise  # an answer of the action server's: another action shall be tried
        except Exception as error:
            # Only the kind of error: its message may hold the whole request, and so what people wrote.
            cause = error.__cause__ or error.__context__ or error
            ACTION_ERRORS.labels(self.name(), type(cause).__name__).inc()
            logger.error("The action %s failed (%s, %s); apologising", self.name(), type(error).__name__, type(cause).__name__)
            return [await _apology(nlg, tracker, output_channel.name())]

    return run


PATCH = Patch(
    "rasa.core.actions.action",
    "RemoteAction.run",
    "f0cfd283c7b099c2d6ead49450bc70efd2331a4a51cdf4117b3626d328bfe41e",
    _make,
)
