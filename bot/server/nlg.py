"""Rasa's responses with the answer contract's account, and the emergency replies."""

from __future__ import annotations

import re
from typing import Any

from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.channels import texts
from bot.channels.account import complete
from bot.server.emergency import EmergencyReply, load_replies
from bot.server.patches import install_all
from bot.settings import load_settings

install_all()

EMERGENCY = "utter_emergency"
RED_FLAG = "red_flag"
_PLACE = re.compile(r"\{[A-Za-z_][A-Za-z0-9_]*\}")


class ContractNaturalLanguageGenerator(TemplatedNaturalLanguageGenerator):
    """Fills responses of the domain. A response's `metadata` map becomes the account of its message.

    `utter_emergency` gets its text and account from content/red_flags, by the reply that the message's `red_flag` entity names. The
    domain's own text is said when no entity names a reply. A button lets the person say that all is well.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        """Reads the emergency replies.

        Args:
            endpoint_config: of endpoints.yml; holds nothing for us.
            domain: the bot's. Rasa sets the responses again when it loads a model.

        Raises:
            EmergencyRepliesError: if the replies cannot be used.
        """
        super().__init__(domain.responses if domain else {})
        self._replies = load_replies(load_settings().content_folder / "red_flags")

    async def generate(self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any) -> dict[str, Any] | None:
        """Returns the message for a response, with its account beside its text; None if the domain has no such response."""
        message = await super().generate(utter_action, tracker, output_channel, **kwargs)
        if utter_action == EMERGENCY:
            reply = self._emergency(tracker)
            if reply is not None:
                message = reply.message()
            elif message is not None:
                message = {"topics": ["safety/emergency"], "level": "now", **message}
            # "I am safe" ends nothing where there was no alarm.
            if message is not None and message["level"] != "soon" and not message.get("buttons"):
                message["buttons"] = [{"title": texts.message("safe_button")["text"], "payload": "/confirm_safe"}]
        return complete(message) if message is not None else None

    def _emergency(self, tracker: DialogueStateTracker) -> EmergencyReply | None:
        """Returns the reply for the latest message; the first entity is the strongest flag."""
        for value in tracker.get_latest_entity_values(RED_FLAG):
            if value in self._replies:
                return self._replies[value]
        return None

    def _fill_response(self, response: dict[str, Any], filled_slots: dict[str, Any] | None = None, **kwargs: Any) -> dict[str, Any]:
        """Fills `{slot}` places. Payloads of buttons hold braces of their own and stay as they are."""
        buttons = response.pop("buttons", None)
        if any(_PLACE.search(str(response.get(key, ""))) for key in ("text", "custom")):
            response = super()._fill_response(response, filled_slots, **kwargs)
        if buttons:
            # Rasa wants such braces doubled in the domain; both ways of writing work.
            response["buttons"] = [
                {**button, "payload": str(button.get("payload", "")).replace("{{", "{").replace("}}", "}")} for button in buttons
            ]
        return response
