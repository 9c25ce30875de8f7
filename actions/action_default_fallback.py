"""Answers when no rule says what to do."""

from rasa_sdk import Tracker

from actions.knowledge_action import KnowledgeAction, responder
from bot.answers.responder import Outcome
from bot.answers.understanding import Context, understanding_from_parse


class ActionDefaultFallback(KnowledgeAction):
    """Answers when no rule says what to do."""

    def name(self) -> str:
        """Returns the name that rules use."""
        return "action_default_fallback"

    def outcome(self, tracker: Tracker, context: Context) -> Outcome:
        """Returns what to say and what to remember."""
        return responder().respond(understanding_from_parse(tracker.latest_message), context)
