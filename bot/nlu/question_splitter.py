"""Graph component: finds the questions of a message that asks several."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.component import StoredComponent, text_of
from bot.nlu.keys import NAME, SEGMENTS
from bot.nlu.questions import split_alternatives, split_questions


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class QuestionSplitter(StoredComponent):
    """Sets SEGMENTS: empty for a message with one question."""

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leaves training examples whole: each stands for one label."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Splits each message."""
        for message in messages:
            if not message.get(TEXT):
                continue
            text = text_of(message)
            segments = split_questions(text)
            if not segments:
                names = [item for item in message.get(ENTITIES, []) if item["entity"] == NAME and item["end"] <= len(message.get(TEXT))]
                distinct = list({item["value"]: (item["start"], item["end"]) for item in reversed(names)}.values())
                segments = split_alternatives(message.get(TEXT), sorted(distinct))
            message.set(SEGMENTS, segments)
        return messages
