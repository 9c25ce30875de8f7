"""Lists where the article is corrected."""

from rasa_sdk import Tracker

from actions.knowledge_action import KnowledgeAction, responder
from bot.answers.responder import Outcome
from bot.answers.understanding import Context


class ActionListCorrections(KnowledgeAction):
    """Lists where the article is corrected."""

    def name(self) -> str:
        """Returns the name that rules use."""
        return "action_list_corrections"

    def outcome(self, tracker: Tracker, context: Context) -> Outcome:
        """Returns what to say and what to remember."""
        return responder().corrections(context)
