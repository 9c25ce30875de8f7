"""Graph component: sentence vectors from all-MiniLM-L6-v2."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, FEATURE_TYPE_SEQUENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.component import keeps_suspicion, text_of
from bot.nlu.encoder import SentenceEncoder
from bot.nlu.encoder.sentence_encoder import GRAPH_VERSION, VECTOR_SIZE
from bot.nlu.encoder.weights import WEIGHTS_SHA256
from bot.nlu.keys import IN_CONTEXT, RED_FLAG, SEGMENT_VECTORS, SEGMENTS


def further_texts(message: Message) -> list[str]:
    """Returns the texts that are encoded beside the message itself: its questions, then itself in context."""
    in_context = message.get(IN_CONTEXT)
    return [*(message.get(SEGMENTS) or []), *([in_context] if in_context else [])]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceFeaturizer(DenseFeaturizer, GraphComponent):
    """Adds one dense sentence feature (1 x VECTOR_SIZE) to each message, and SEGMENT_VECTORS where a message has segments."""

    def __init__(self, config: dict[str, Any], name: str) -> None:
        DenseFeaturizer.__init__(self, name, {**self.get_default_config(), **config})
        self._alias = self._config["alias"]

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> SentenceFeaturizer:
        """Creates the component; the encoder is opened now, so that the first message does not wait for it."""
        SentenceEncoder.shared()
        return cls(config, execution_context.node_name)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Returns what else decides the vectors, for Rasa's cache."""
        return f"{WEIGHTS_SHA256}-{GRAPH_VERSION}"

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Checks nothing: there is nothing to set."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Encodes messages; one that a red-flag rule has answered already is left alone."""
        open_messages = [message for message in messages if message.get(TEXT) and not message.get(RED_FLAG)]
        with keeps_suspicion(open_messages):
            self._encode(open_messages)
        return messages

    def _encode(self, open_messages: list[Message]) -> None:
        texts = [text_of(message) for message in open_messages]
        segments = [segment for message in open_messages for segment in further_texts(message)]
        if not texts:
            return
        vectors = SentenceEncoder.shared().encode([*texts, *segments])
        rest = vectors[len(texts) :]
        for message, vector in zip(open_messages, vectors, strict=False):
            self._add(message, vector)
            count = len(further_texts(message))
            message.set(SEGMENT_VECTORS, rest[:count])
            rest = rest[count:]

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Encodes the training examples that have text and an intent."""
        self.process([example for example in training_data.training_examples if example.get(TEXT) and example.get(INTENT)])
        return training_data

    def _add(self, message: Message, vector: np.ndarray) -> None:
        row = vector.reshape(1, VECTOR_SIZE)
        for kind in (FEATURE_TYPE_SEQUENCE, FEATURE_TYPE_SENTENCE):
            message.add_features(Features(row, kind, TEXT, self._alias))
