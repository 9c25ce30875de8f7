"""Says how often the bot is right, as measured."""

from rasa_sdk import Tracker

from actions.knowledge_action import KnowledgeAction, responder
from bot.answers.responder import Outcome
from bot.answers.understanding import Context


class ActionReportAccuracy(KnowledgeAction):
    """Says how often the bot is right, as measured."""

    def name(self) -> str:
        """Returns the name that rules use."""
        return "action_report_accuracy"

    def outcome(self, tracker: Tracker, context: Context) -> Outcome:
        """Returns what to say and what to remember."""
        return responder().accuracy(context)
