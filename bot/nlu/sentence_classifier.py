"""Graph component: intent, topic, and whether the message is about anything we know."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers import LABEL_RANKING_LENGTH
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.classifier import gate as gates
from bot.nlu.classifier.kernel import KernelWeights
from bot.nlu.classifier.model import AlarmData, Label, SentenceModel, Sentences
from bot.nlu.component import StoredComponent, check_share, keeps_suspicion, metadata_of, text_of
from bot.nlu.keys import (
    ALARM,
    ALARM_ONLY_METADATA,
    IN_CONTEXT,
    NAME,
    NAMED,
    OTHER_SUBJECT,
    QUESTIONS,
    RED_FLAG_SIGNS,
    SEGMENT_VECTORS,
    TOPIC_METADATA,
)
from bot.nlu.sentence_featurizer import further_texts

GATE_FILE = "gate.json"
SHARPNESS_KEY = "sharpness"
SPELLING_KEY = "spelling"
SIGNS_KEY = "signs"
ALARM_INTENT_KEY = "alarm_intent"
PENALTY_KEY = "penalty"
KEEP_INSIDE_KEY = "keep_inside"
OUTSIDE_INTENTS_KEY = "outside_intents"
TOPICS_KEPT = 8
CHANCE_OUTSIDE = "chance_outside"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SentenceClassifier(StoredComponent, IntentClassifier):
    """Kernel ridge over sentence vectors and character n-grams, with an out-of-scope gate.

    Trains on any Rasa NLU data: the labels are the intents. Where a block names a topic in its metadata, the labels are pairs of intent
    and topic, and the message also gets QUESTIONS: the likely topics of each question in it.
    """

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: SentenceModel | None = None,
        gate: gates.Gate | None = None,
    ) -> None:
        super().__init__(config, model_storage, resource)
        self._model = model
        self._gate = gate
        if model:
            self._outside = gates.outside_columns(model.labels, self.config[OUTSIDE_INTENTS_KEY])
            self._intents = list(dict.fromkeys(label.intent for label in model.labels))
            self._topics = list(dict.fromkeys(label.topic for label in model.labels if label.topic))
            self._intent_columns = np.asarray([[label.intent == intent for intent in self._intents] for label in model.labels], dtype=float)
            columns = [[label.topic == topic for topic in self._topics] for label in model.labels]
            self._topic_columns = np.asarray(columns, dtype=float).reshape(len(model.labels), len(self._topics))

    @classmethod
    def required_components(cls) -> list[type]:
        """Names what must come before."""
        return [DenseFeaturizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Returns the defaults; how they were chosen is in docs/accuracy.md."""
        return {
            # How fast likeness in meaning fades: kernel exp(sharpness * (cosine - 1)).
            SHARPNESS_KEY: 2.0,
            # Weight of likeness in spelling beside likeness in meaning.
            SPELLING_KEY: 0.2,
            # The intent that also gets a score of its own (ALARM), for the second layer of red flags.
            ALARM_INTENT_KEY: "report_red_flag",
            # In that score, the weight of likeness in what the rules saw (RED_FLAG_SIGNS) beside likeness in meaning.
            SIGNS_KEY: 0.5,
            # Ridge penalty.
            PENALTY_KEY: 0.2,
            # Share of the training sentences inside that must pass the gate; sets its threshold on held-out predictions.
            KEEP_INSIDE_KEY: 0.91,
            # Intents whose examples show what is outside, by the names in use; without any the gate judges by likeness alone.
            OUTSIDE_INTENTS_KEY: ["out_of_scope", "out-of-scope", "outofscope", "oos"],
        }

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuses numbers that cannot work."""
        from rasa.shared.exceptions import InvalidConfigException

        check_share(config, KEEP_INSIDE_KEY)
        for key in (SHARPNESS_KEY, SPELLING_KEY, SIGNS_KEY, PENALTY_KEY):
            value = config.get(key)
            if value is not None and not (isinstance(value, (int, float)) and 0 < value < 1000):
                raise InvalidConfigException(f"'{key}' must be a number above 0, not {value!r}.")

    def train(self, training_data: TrainingData) -> Resource:
        """Trains on the examples that have an intent and features; with fewer than two intents nothing is learned."""
        usable = [example for example in training_data.intent_examples if example.get(TEXT) and _vector(example) is not None]
        examples = [example for example in usable if not metadata_of(example).get(ALARM_ONLY_METADATA)]
        labels = [Label(example.get(INTENT), _topic(example)) for example in examples]
        if len({label.intent for label in labels}) < 2:
            return self._resource
        alarm_intent = self.config[ALARM_INTENT_KEY]
        further = [example for example in usable if metadata_of(example).get(ALARM_ONLY_METADATA)]
        rings = np.asarray([example.get(INTENT) == alarm_intent for example in further], dtype=bool)
        alarm = AlarmData(alarm_intent, _sentences(further), rings)
        weights = KernelWeights(*(float(self.config[key]) for key in (SHARPNESS_KEY, SPELLING_KEY, SIGNS_KEY)))
        model, held_out = SentenceModel.train(_sentences(examples), labels, weights, self.config[PENALTY_KEY], alarm)
        outside_intents = self.config[OUTSIDE_INTENTS_KEY]
        named = np.asarray([_named(examples[row]) for row in held_out.rows])
        values = gates.signs(held_out.prediction, gates.outside_columns(model.labels, outside_intents), named)
        outside = np.asarray([labels[row].intent in outside_intents for row in held_out.rows])
        gate = gates.learn(values, outside, self.config[KEEP_INSIDE_KEY])
        with self._model_storage.write_to(self._resource) as folder:
            model.save(folder)
            (folder / GATE_FILE).write_text(json.dumps(dataclasses.asdict(gate)), encoding="utf-8")
        self.__init__(self.config, self._model_storage, self._resource, model, gate)
        return self._resource

    @classmethod
    def read(cls, folder: Path) -> tuple[SentenceModel, gates.Gate]:
        """Returns the classifier and the gate that training saved."""
        gate = json.loads((folder / GATE_FILE).read_text(encoding="utf-8"))
        return SentenceModel.load(folder), gates.Gate(tuple(gate["weights"]), gate["bias"], gate["threshold"])

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leaves the training data alone: nothing after this component learns from its predictions."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets intent, ranking and QUESTIONS on messages that have features."""
        for message in messages:
            vector = _vector(message) if self._model and message.get(TEXT) else None
            if vector is not None:
                with keeps_suspicion([message]):
                    self._classify(message, vector)
        return messages

    def _classify(self, message: Message, vector: np.ndarray) -> None:
        further = further_texts(message)
        vectors = np.concatenate([vector, message.get(SEGMENT_VECTORS)]) if further else vector
        texts = [text_of(message), *further]
        prediction = self._model.predict(Sentences(texts, vectors, [_signs(message)] * len(texts)))
        named = np.asarray([_named(message)] * (1 + len(further)))
        signs = gates.signs(prediction, self._outside, named)
        chances = self._gate.chance_outside(signs)
        intents = prediction.shares @ self._intent_columns
        topics = prediction.shares @ self._topic_columns
        ranking = self._ranking(intents[0], float(chances[0]))
        message.set(INTENT, ranking[0], add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking[:LABEL_RANKING_LENGTH], add_to_output=True)
        message.set(CHANCE_OUTSIDE, round(float(chances[0]), 4), add_to_output=True)
        message.set(ALARM, float(prediction.alarm[0]))
        if self._topics:
            questions = [self._question(intents[row], topics[row], float(chances[row])) for row in range(1 + len(further))]
            if message.get(IN_CONTEXT):
                message.set(IN_CONTEXT, questions.pop(), add_to_output=True)
            message.set(QUESTIONS, questions, add_to_output=True)

    def _ranking(self, shares: np.ndarray, chance_outside: float) -> list[dict[str, Any]]:
        order = np.argsort(-shares)
        ranking = [{INTENT_NAME_KEY: self._intents[row], PREDICTED_CONFIDENCE_KEY: float(shares[row])} for row in order]
        if chance_outside > self._gate.threshold:
            fallback = {INTENT_NAME_KEY: DEFAULT_NLU_FALLBACK_INTENT_NAME, PREDICTED_CONFIDENCE_KEY: chance_outside}
            outside = [item for item in ranking if item[INTENT_NAME_KEY] in self.config[OUTSIDE_INTENTS_KEY]]
            first = outside[0] if outside and outside[0] is ranking[0] else fallback
            ranking = [first, *(item for item in ranking if item is not first)]
        return ranking

    def _question(self, intents: np.ndarray, topics: np.ndarray, chance_outside: float) -> dict[str, Any]:
        """Returns the likely intent and topics of one question; the intent of a question that is outside is the fallback."""
        intent = DEFAULT_NLU_FALLBACK_INTENT_NAME if chance_outside > self._gate.threshold else self._intents[int(intents.argmax())]
        best = np.argsort(-topics)[:TOPICS_KEPT]
        return {
            "intent": intent,
            "topics": [{"topic": self._topics[column], "confidence": round(float(topics[column]), 4)} for column in best],
        }


def _topic(example: Message) -> str | None:
    """Returns the topic that the example's block names in its metadata."""
    return metadata_of(example).get(TOPIC_METADATA)


def _sentences(examples: list[Message]) -> Sentences:
    vectors = [_vector(example) for example in examples] or [np.empty((0, 0), dtype=np.float32)]
    return Sentences([text_of(example) for example in examples], np.concatenate(vectors), [_signs(example) for example in examples])


def _vector(message: Message) -> np.ndarray | None:
    """Returns the message's dense sentence features side by side, float32, 1 x d; None if it has none.

    Where there is a single one, Rasa's own way to it copies it twice.
    """
    found = [item for item in message.features if item.attribute == TEXT and item.type == FEATURE_TYPE_SENTENCE and item.is_dense()]
    features = found[0] if len(found) == 1 else message.get_dense_features(TEXT)[1]
    return None if features is None else np.asarray(features.features, dtype=np.float32).reshape(1, -1)


def _signs(message: Message) -> list[str]:
    return message.get(RED_FLAG_SIGNS) or []


def _named(message: Message) -> tuple[int, int]:
    """Returns how many covered and how many other things the message names."""
    named = message.get(NAMED) or []
    return sum(item["entity"] == NAME for item in named), sum(item["entity"] == OTHER_SUBJECT for item in named)
