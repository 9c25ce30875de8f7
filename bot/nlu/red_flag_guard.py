"""Graph component: the second layer of red flags, for wordings that the rules miss and for rules that need agreement."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.component import StoredComponent, check_share
from bot.nlu.keys import ALARM, QUESTIONS, RED_FLAG, SUSPECTED_FLAG
from bot.nlu.red_flag_detector import INTENT_KEY, SPEECH, raise_flag
from bot.safety.context import SPEECH_ASKS, SPEECH_REPORTS

THRESHOLD_KEY = "threshold"
REPORT_THRESHOLD_KEY = "report_threshold"
ASK_THRESHOLD_KEY = "ask_threshold"
AGREE_THRESHOLD_KEY = "agree_threshold"
TOPIC_PREFIX = "red-flag/"
UNKNOWN_REPLY = "general"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class RedFlagGuard(StoredComponent):
    """Raises a red flag when the classifier's score for an emergency, against everything else, reaches the threshold.

    The score is about 1 for an emergency and about 0 for anything else, whatever else the message may be. The threshold depends on what
    the message does: whether it says something of a person, asks for information and reports nothing ("what is a clot"), or neither. The
    flag of a rule that needs agreement has a threshold of its own, so low that only a score plainly against an emergency takes it back;
    without a score it is raised. The guard stays silent in a bot whose training data has no intent for emergencies.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Returns the defaults, chosen on held-out scores (each training message scored by a model trained without it).

        A missed emergency is worse than a needless warning, so the thresholds lie low (docs/decisions/0006).
        """
        return {
            INTENT_KEY: "report_red_flag",
            THRESHOLD_KEY: 0.46,
            REPORT_THRESHOLD_KEY: 0.495,
            ASK_THRESHOLD_KEY: 0.42,
            AGREE_THRESHOLD_KEY: 0.3,
        }

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuses a threshold outside 0 to 1."""
        check_share(config, THRESHOLD_KEY, REPORT_THRESHOLD_KEY, ASK_THRESHOLD_KEY, AGREE_THRESHOLD_KEY)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leaves training examples alone."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Raises flags on messages; takes the emergency's own topics out of every other message."""
        for message in messages:
            questions = message.get(QUESTIONS) or []
            if not message.get(RED_FLAG):
                self._judge(message, questions)
            for question in questions:
                question["topics"] = [item for item in question["topics"] if not item["topic"].startswith(TOPIC_PREFIX)]
        return messages

    def _judge(self, message: Message, questions: list[dict[str, Any]]) -> None:
        score = float(message.get(ALARM) or 0.0)
        if self._is_agreed(message):
            raise_flag(message, self.config[INTENT_KEY], message.get(SUSPECTED_FLAG), 1.0)
            return
        if score >= self._threshold(message):
            raise_flag(message, self.config[INTENT_KEY], _reply(questions), min(score, 1.0))
            return
        ranking = message.get(INTENT_RANKING_KEY) or []
        others = [item for item in ranking if item[INTENT_NAME_KEY] != self.config[INTENT_KEY]]
        if ranking and ranking[0] not in others and others:
            # Not sure enough to alarm: what the message is taken for is then the next likeliest thing.
            message.set(INTENT, others[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, others, add_to_output=True)

    def _is_agreed(self, message: Message) -> bool:
        """Whether a rule suspects an emergency and the score does not speak plainly against it; no score, or one that is none, does not."""
        score = message.get(ALARM)
        return bool(message.get(SUSPECTED_FLAG)) and (score is None or not score < self.config[AGREE_THRESHOLD_KEY])

    def _threshold(self, message: Message) -> float:
        keys = {SPEECH_REPORTS: REPORT_THRESHOLD_KEY, SPEECH_ASKS: ASK_THRESHOLD_KEY}
        return float(self.config[keys.get(message.get(SPEECH), THRESHOLD_KEY)])


def _reply(questions: list[dict[str, Any]]) -> str:
    """Returns the reply of the likeliest kind of emergency."""
    topics = [item["topic"] for question in questions[:1] for item in question["topics"]]
    replies = [topic.removeprefix(TOPIC_PREFIX) for topic in topics if topic.startswith(TOPIC_PREFIX)]
    return replies[0] if replies else UNKNOWN_REPLY
