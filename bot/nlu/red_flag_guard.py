"""Graph component: the second layer of red flags, for wordings that the rules miss."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.component import StoredComponent, check_share, text_of
from bot.nlu.emergency_model import EmergencyModel
from bot.nlu.keys import QUESTIONS, RED_FLAG, RED_FLAG_SIGNS
from bot.nlu.red_flag_detector import INTENT_KEY, SPEECH, raise_flag, read_definitions, rules_text
from bot.safety import RedFlagRules
from bot.safety.context import SPEECH_ASKS, SPEECH_REPORTS

THRESHOLD_KEY = "threshold"
REPORT_THRESHOLD_KEY = "report_threshold"
ASK_THRESHOLD_KEY = "ask_threshold"
SHARPNESS_KEY = "sharpness"
SPELLING_KEY = "spelling"
SIGNS_KEY = "signs"
PENALTY_KEY = "penalty"
TOPIC_PREFIX = "red-flag/"
UNKNOWN_REPLY = "general"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class RedFlagGuard(StoredComponent):
    """Raises a red flag when a message's score for an emergency, against everything else, reaches the threshold.

    The threshold depends on what the message does: whether it says something of a person, asks for information and reports nothing
    ("what is a clot"), or neither. It stays silent in a bot whose training data has no intent for emergencies.
    """

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, model: EmergencyModel | None = None
    ) -> None:
        super().__init__(config, model_storage, resource)
        self._model = model

    @classmethod
    def required_components(cls) -> list[type]:
        """Names what must come before. The classifier too comes before, but training does not need it."""
        return [DenseFeaturizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Returns the defaults, chosen on held-out scores (each training message scored by a model trained without it).

        With them rules and score together hear about 96.7 % of these emergencies and warn needlessly at about 1.6 % of the rest, most of
        it written to sound like an emergency. A missed emergency is worse than a needless warning, so the thresholds lie low.
        """
        return {
            INTENT_KEY: "report_red_flag",
            THRESHOLD_KEY: 0.42,
            REPORT_THRESHOLD_KEY: 0.48,
            ASK_THRESHOLD_KEY: 0.38,
            # Of the score, see EmergencyModel.train.
            SHARPNESS_KEY: 2.0,
            SPELLING_KEY: 0.3,
            SIGNS_KEY: 0.5,
            PENALTY_KEY: 0.2,
        }

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuses a threshold outside 0 to 1."""
        check_share(config, THRESHOLD_KEY, REPORT_THRESHOLD_KEY, ASK_THRESHOLD_KEY)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Returns the rules' text: what they see in a message is part of its score."""
        return rules_text()

    def train(self, training_data: TrainingData) -> Resource:
        """Learns to tell the messages of the emergency intent from all others."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT) and example.get_dense_features(TEXT)[1]]
        is_emergency = np.asarray([example.get(INTENT) == self.config[INTENT_KEY] for example in examples], dtype=bool)
        if not is_emergency.any() or is_emergency.all():
            return self._resource
        rules = RedFlagRules(read_definitions())
        self._model, _ = EmergencyModel.train(
            [text_of(example) for example in examples],
            np.concatenate([_vector(example) for example in examples]),
            [rules.examine(example.get(TEXT)).signs for example in examples],
            is_emergency,
            self.config[SHARPNESS_KEY],
            self.config[SPELLING_KEY],
            self.config[SIGNS_KEY],
            self.config[PENALTY_KEY],
        )
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    @classmethod
    def read(cls, folder: Path) -> tuple[EmergencyModel]:
        """Returns the score that training saved."""
        return (EmergencyModel.load(folder),)

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
        score = self._score(message)
        if score >= self._threshold(message):
            raise_flag(message, self.config[INTENT_KEY], _reply(questions), min(score, 1.0))
            return
        ranking = message.get(INTENT_RANKING_KEY) or []
        others = [item for item in ranking if item[INTENT_NAME_KEY] != self.config[INTENT_KEY]]
        if ranking and ranking[0] not in others and others:
            # Not sure enough to alarm: what the message is taken for is then the next likeliest thing.
            message.set(INTENT, others[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, others, add_to_output=True)

    def _score(self, message: Message) -> float:
        if not self._model or not message.get(TEXT) or not message.get_dense_features(TEXT)[1]:
            return 0.0
        return float(self._model.scores([text_of(message)], _vector(message), [message.get(RED_FLAG_SIGNS) or []])[0])

    def _threshold(self, message: Message) -> float:
        keys = {SPEECH_REPORTS: REPORT_THRESHOLD_KEY, SPEECH_ASKS: ASK_THRESHOLD_KEY}
        return float(self.config[keys.get(message.get(SPEECH), THRESHOLD_KEY)])


def _reply(questions: list[dict[str, Any]]) -> str:
    """Returns the reply of the likeliest kind of emergency."""
    topics = [item["topic"] for question in questions[:1] for item in question["topics"]]
    replies = [topic.removeprefix(TOPIC_PREFIX) for topic in topics if topic.startswith(TOPIC_PREFIX)]
    return replies[0] if replies else UNKNOWN_REPLY


def _vector(message: Message) -> np.ndarray:
    return np.asarray(message.get_dense_features(TEXT)[1].features, dtype=np.float32).reshape(1, -1)
