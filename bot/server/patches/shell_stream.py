"""Fault: in `rasa shell` a failing turn never ends, texts are cut at blank lines, and no input is checked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.server.patches._patch import Patch

END = "DONE"  # what Rasa's stream waits for


def _make(_original: Callable[..., Any]) -> Callable[..., Any]:
    async def on_message_wrapper(on_new_message: Any, text: Any, queue: Any, sender_id: Any, input_channel: str, metadata: Any) -> None:
        from bot.channels import texts
        from bot.channels.output import ContractOutputChannel
        from bot.channels.turn import log_failure, take_turn

        output = ContractOutputChannel(queue)
        try:
            await take_turn(on_new_message, text, sender_id, output, input_channel, metadata)
        except Exception as error:
            log_failure("A message was refused", error)
            await output.emit(str(sender_id), texts.message("apology"))
        finally:
            await queue.put(END)

    return on_message_wrapper


PATCH = Patch(
    "rasa.core.channels.rest",
    "RestInput.on_message_wrapper",
    "459511c8f1b4cc7feb046733b02ec129cdb8fad0f40b3cf042d2d43418159613",
    _make,
)
