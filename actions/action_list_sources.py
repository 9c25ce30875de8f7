"""Lists where the answers come from."""

from rasa_sdk import Tracker

from actions.knowledge_action import KnowledgeAction, responder
from bot.answers.responder import Outcome
from bot.answers.understanding import Context


class ActionListSources(KnowledgeAction):
    """Lists where the answers come from."""

    def name(self) -> str:
        """Returns the name that rules use."""
        return "action_list_sources"

    def outcome(self, tracker: Tracker, context: Context) -> Outcome:
        """Returns what to say and what to remember."""
        return responder().sources(context)
