"""One turn of a conversation: a message goes in, and something always comes out."""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage

from bot.channels import texts
from bot.channels.admission import Busy, admission
from bot.channels.gate import TooLong, accept
from bot.channels.held import HeldOutput
from bot.channels.output import ContractOutputChannel
from bot.observability.logs import FACTS
from bot.observability.metrics import channel_label, count_turn
from bot.settings import load_settings

Handler = Callable[[UserMessage], Awaitable[Any]]
logger = logging.getLogger(__name__)


def log_failure(what: str, error: BaseException) -> None:
    """Logs where an error came from, without its message: that may hold what a person wrote."""
    places = "".join(traceback.format_tb(error.__traceback__)[-6:])
    logger.error("%s: %s\n%s", what, type(error).__name__, places)


async def take_turn(
    handler: Handler,
    message: Any,
    sender: Any,
    output: ContractOutputChannel,
    channel: str,
    metadata: dict[str, Any] | None = None,
) -> None:
    """Lets a message through the gate, has it answered, and apologises if nothing was said.

    Args:
        handler: Rasa's.
        message, sender: as the client sent them.
        output: gets the answer, the refusal or the apology.
        channel: the input channel's name.
        metadata: the client's, for the tracker.

    Raises:
        Refused: if the message or the sender is of a wrong kind. A message that is too long gets a friendly answer instead.
    """
    try:
        accepted = accept(message, sender, load_settings().max_message_length)
    except TooLong as refusal:
        await output.emit(str(sender or ""), texts.message("too_long", limit=refusal.limit))
        return
    await answer(handler, accepted.text, accepted.sender, output, channel, metadata)


async def answer(
    handler: Handler, text: str, sender: str, output: ContractOutputChannel, channel: str, metadata: dict[str, Any] | None = None
) -> None:
    """Has a message answered that passed the gate, or was made by a channel itself.

    What is said reaches the output when the turn is stored. If it cannot be, only help in an emergency does, else an apology. With too
    many messages inside, the person is asked to come again.
    """
    begun = time.perf_counter()
    held = HeldOutput(output)
    outcome, instead = "answered", "apology"
    try:
        with admission().enter():
            await handler(UserMessage(text, held, sender, input_channel=channel, metadata=metadata))
            await held.release()
    except Busy:
        outcome = instead = "busy"
    except Exception as error:  # whatever it was, the person gets an answer
        outcome = "failed"
        log_failure("A message could not be answered", error)
        await held.release_urgent()
    if not output.messages:
        outcome = "apology" if outcome == "answered" else outcome
        await output.emit(sender, texts.message(instead))
    seconds = time.perf_counter() - begun
    count_turn(channel, outcome, seconds, held.topics)
    logger.info("turn", extra={FACTS: {"channel": channel_label(channel), "outcome": outcome, "ms": round(seconds * 1000, 1)}})
