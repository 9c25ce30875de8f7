"""Graph component: mends misspelt words before anything else looks at the text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.component import StoredComponent, metadata_of
from bot.nlu.encoder.vocabulary import english_words
from bot.nlu.keys import ALARM_ONLY_METADATA, CORRECTED_TEXT
from bot.nlu.spelling import SpellingMender

FILE = "targets.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SpellingCorrector(StoredComponent):
    """Sets CORRECTED_TEXT on each message; the text itself stays as typed."""

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, mender: SpellingMender | None = None
    ) -> None:
        super().__init__(config, model_storage, resource)
        self._mender = mender

    def train(self, training_data: TrainingData) -> Resource:
        """Learns which words the training data uses."""
        # The alarm's own examples are many and written in a hurry; their words are not what people's words are mended to.
        texts = [
            item.get(TEXT) for item in training_data.training_examples if item.get(TEXT) and not metadata_of(item).get(ALARM_ONLY_METADATA)
        ]
        names = [name for table in training_data.lookup_tables for name in table["elements"] if isinstance(table["elements"], list)]
        self._mender = SpellingMender.learn(texts, names, english_words())
        with self._model_storage.write_to(self._resource) as folder:
            (folder / FILE).write_text(json.dumps(self._mender.targets), encoding="utf-8")
        return self._resource

    @classmethod
    def read(cls, folder: Path) -> tuple[SpellingMender]:
        """Returns the learned words."""
        return (SpellingMender(english_words(), json.loads((folder / FILE).read_text(encoding="utf-8"))),)

    def process(self, messages: list[Message]) -> list[Message]:
        """Mends each message's text."""
        for message in messages:
            if self._mender and message.get(TEXT):
                message.set(CORRECTED_TEXT, self._mender.mend(message.get(TEXT)))
        return messages
