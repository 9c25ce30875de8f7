"""Graph component: the second layer of red flags, for wordings that the rules miss."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.component import StoredComponent, check_share
from bot.nlu.keys import EVIDENCE, QUESTIONS, RED_FLAG
from bot.nlu.red_flag_detector import INTENT_KEY, SPEECH, raise_flag
from bot.safety.context import SPEECH_ASKS, SPEECH_REPORTS

THRESHOLD_KEY = "threshold"
REPORT_THRESHOLD_KEY = "report_threshold"
TOPIC_PREFIX = "red-flag/"
UNKNOWN_REPLY = "general"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class RedFlagGuard(StoredComponent):
    """Raises a red flag when the classifier's evidence for the emergency intent reaches the threshold, first or not.

    A message that says something of a person needs less evidence than one that does not. A question for information that reports
    nothing ("what is a clot") raises none.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """Names what must come before."""
        return [IntentClassifier]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Returns the defaults; a missed emergency is worse than a needless warning, so it need not be the only likely intent.

        Chosen on held-out evidence for the training sentences: of those that are no emergency about 0.7 % are warned about.
        """
        return {INTENT_KEY: "report_red_flag", THRESHOLD_KEY: 0.68, REPORT_THRESHOLD_KEY: 0.6}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuses a threshold outside 0 to 1."""
        check_share(config, THRESHOLD_KEY, REPORT_THRESHOLD_KEY)

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
        ranking = message.get(INTENT_RANKING_KEY) or []
        evidence = float((message.get(EVIDENCE) or {}).get(self.config[INTENT_KEY], 0.0))
        if message.get(SPEECH) != SPEECH_ASKS and evidence >= self._threshold(message):
            raise_flag(message, self.config[INTENT_KEY], self._reply(questions), min(evidence, 1.0))
            return
        others = [item for item in ranking if item[INTENT_NAME_KEY] != self.config[INTENT_KEY]]
        if ranking and ranking[0] not in others and others:
            # Not sure enough to alarm: what the message is taken for is then the next likeliest thing.
            message.set(INTENT, others[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, others, add_to_output=True)

    def _threshold(self, message: Message) -> float:
        return float(self.config[REPORT_THRESHOLD_KEY if message.get(SPEECH) == SPEECH_REPORTS else THRESHOLD_KEY])

    def _reply(self, questions: list[dict[str, Any]]) -> str:
        """Returns the reply of the likeliest kind of emergency."""
        topics = [item["topic"] for question in questions[:1] for item in question["topics"]]
        replies = [topic.removeprefix(TOPIC_PREFIX) for topic in topics if topic.startswith(TOPIC_PREFIX)]
        return replies[0] if replies else UNKNOWN_REPLY
