"""One turn of a conversation: a message goes in, and something always comes out."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage

from bot.channels import texts
from bot.channels.gate import TooLong, accept
from bot.channels.output import ContractOutputChannel
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
    try:
        await handler(UserMessage(accepted.text, output, accepted.sender, input_channel=channel, metadata=metadata))
    except Exception as error:  # whatever it was, the person gets an answer
        log_failure("A message could not be answered", error)
    if not output.messages:
        await output.emit(accepted.sender, texts.message("apology"))
