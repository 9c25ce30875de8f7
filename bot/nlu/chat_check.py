"""Graph component: whether what looks like small talk is some, seen in the talk."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.component import StoredComponent, check_share
from bot.nlu.keys import IN_CONTEXT, NAME, NAMED

INTENTS_KEY = "intents"
UNSURE_KEY = "unsure"
SURE_KEY = "sure"
CLEAR_KEY = "clear"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class ChatCheck(StoredComponent, IntentClassifier):
    """Hands an unsure bit of small talk that makes sense after the last answer to the answers; keeps a sure one from the gate.

    Small talk has a reply of its own, which never looks at what was said before; so "im in bed, cant get up", half taken for a goodbye,
    would be wished a good night. And the gate asks whether a message is about anything known, which small talk never is.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Returns the defaults."""
        return {
            # Intents that are small talk, by their names in the domain.
            INTENTS_KEY: [],
            # Small talk below this confidence is doubted, …
            UNSURE_KEY: 0.68,
            # … if the message, read in the talk, is about a topic with at least this confidence.
            CLEAR_KEY: 0.6,
            # Small talk from this confidence on is some, whatever the gate says.
            SURE_KEY: 0.8,
        }

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuses a confidence outside 0 to 1."""
        check_share(config, UNSURE_KEY, CLEAR_KEY, SURE_KEY)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leaves the training data alone: it has no predictions."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Changes the intent of the messages whose small talk is none, or that are small talk after all."""
        for message in messages:
            ranking = message.get(INTENT_RANKING_KEY) or []
            settled = self._settled(message, ranking) if ranking else None
            if settled:
                rest = [item for item in ranking if item[INTENT_NAME_KEY] != settled[INTENT_NAME_KEY]]
                message.set(INTENT, settled, add_to_output=True)
                message.set(INTENT_RANKING_KEY, [settled, *rest], add_to_output=True)
        return messages

    def _settled(self, message: Message, ranking: list[dict[str, Any]]) -> dict[str, Any] | None:
        """Returns the intent that a message gets instead of its first, None if it keeps that."""
        first = ranking[0]
        if first[INTENT_NAME_KEY] in self.config[INTENTS_KEY]:
            doubted = first[PREDICTED_CONFIDENCE_KEY] < self.config[UNSURE_KEY] and self._makes_sense(message.get(IN_CONTEXT))
            return {INTENT_NAME_KEY: DEFAULT_NLU_FALLBACK_INTENT_NAME, PREDICTED_CONFIDENCE_KEY: 0.0} if doubted else None
        if first[INTENT_NAME_KEY] != DEFAULT_NLU_FALLBACK_INTENT_NAME or any(item["entity"] == NAME for item in message.get(NAMED) or []):
            return None
        likeliest = max(ranking[1:], key=lambda item: item[PREDICTED_CONFIDENCE_KEY], default=None)
        is_chat = likeliest is not None and likeliest[INTENT_NAME_KEY] in self.config[INTENTS_KEY]
        return likeliest if is_chat and likeliest[PREDICTED_CONFIDENCE_KEY] >= self.config[SURE_KEY] else None

    def _makes_sense(self, in_context: object) -> bool:
        """Whether what the classifier made of the message in the talk is about a topic."""
        if not isinstance(in_context, dict) or in_context["intent"] in (*self.config[INTENTS_KEY], DEFAULT_NLU_FALLBACK_INTENT_NAME):
            return False
        return bool(in_context["topics"]) and in_context["topics"][0]["confidence"] >= self.config[CLEAR_KEY]
