"""Drops what the person said applies to them."""

from rasa_sdk import Tracker

from actions.knowledge_action import KnowledgeAction, responder
from bot.answers.responder import Outcome
from bot.answers.understanding import Context, understanding_from_parse


class ActionForgetConditions(KnowledgeAction):
    """Drops what the person said applies to them."""

    def name(self) -> str:
        """Returns the name that rules use."""
        return "action_forget_conditions"

    def outcome(self, tracker: Tracker, context: Context) -> Outcome:
        """Returns what to say and what to remember."""
        named = tuple(tracker.get_latest_entity_values("condition"))
        return responder().forget_conditions(context, named, understanding_from_parse(tracker.latest_message))
