"""Answers a question, a follow-up or something that is not known."""

from rasa_sdk import Tracker

from actions.knowledge_action import KnowledgeAction, responder
from bot.answers.responder import Outcome
from bot.answers.understanding import Context, understanding_from_parse


class ActionAnswerQuestion(KnowledgeAction):
    """Answers a question, a follow-up or something that is not known."""

    def name(self) -> str:
        """Returns the name that rules use."""
        return "action_answer_question"

    def outcome(self, tracker: Tracker, context: Context) -> Outcome:
        """Returns what to say and what to remember."""
        return responder().respond(understanding_from_parse(tracker.latest_message), context)
