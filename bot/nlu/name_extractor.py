"""Graph component: finds the names of things in a message with a spaCy pipeline learned from the training data's lookup tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import spacy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from spacy.language import Language

from bot.nlu.component import StoredComponent, text_of
from bot.nlu.in_processes import shared_map
from bot.nlu.keys import NAME, NAMED, OTHER_SUBJECT
from bot.nlu.name_pipeline import build_pipeline, lemma_key
from bot.nlu.offsets import Alignment

PIPELINE_FOLDER = "spacy"
VALUES_FILE = "values.json"
MIN_NAME = 2
# Of two tables that list the same name, the one named first here wins.
TABLE_ORDER = (NAME, OTHER_SUBJECT)


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR], is_trainable=True
)
class NameExtractor(StoredComponent, EntityExtractorMixin):
    """Sets tokens and entities. A name's value is its synonym in the training data, or the name itself."""

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        pipeline: Language | None = None,
        values: dict[str, str] | None = None,
    ) -> None:
        super().__init__(config, model_storage, resource)
        self._pipeline = pipeline
        self._values = values or {}

    @staticmethod
    def required_packages() -> list[str]:
        """Names what must be installed."""
        return ["spacy", "spacy_lookups_data"]

    def train(self, training_data: TrainingData) -> Resource:
        """Builds the pipeline from the lookup tables and synonyms."""
        tables: dict[str, list[str]] = {}
        for table in training_data.lookup_tables:
            if isinstance(table["elements"], list):
                tables.setdefault(table["name"], []).extend(table["elements"])
        order = [name for name in TABLE_ORDER if name in tables] + sorted(set(tables) - set(TABLE_ORDER))
        self._pipeline = build_pipeline({name: tables[name] for name in order})
        self._values = {lemma_key(self._pipeline, alias): value for alias, value in training_data.entity_synonyms.items()}
        with self._model_storage.write_to(self._resource) as folder:
            self._pipeline.to_disk(folder / PIPELINE_FOLDER)
            (folder / VALUES_FILE).write_text(json.dumps(self._values), encoding="utf-8")
        return self._resource

    @classmethod
    def read(cls, folder: Path) -> tuple[Language, dict[str, str]]:
        """Returns the pipeline and the values of names that training saved."""
        return spacy.load(folder / PIPELINE_FOLDER), json.loads((folder / VALUES_FILE).read_text(encoding="utf-8"))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Notes the names in the training examples; their annotated entities stay as they are."""
        examples = [example for example in training_data.training_examples if example.get(TEXT)]
        for example, (tokens, entities) in zip(examples, shared_map(self._read, examples), strict=True):
            _note(example, tokens, entities)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets tokens and entities on messages."""
        for message in messages:
            if message.get(TEXT):
                tokens, found = self._read(message)
                _note(message, tokens, found)
                entities = self.add_extractor_name(found)
                message.set(ENTITIES, message.get(ENTITIES, []) + entities, add_to_output=True)
        return messages

    def _read(self, message: Message) -> tuple[list[Token], list[dict[str, Any]]]:
        """Returns the tokens and the entities of a message."""
        text, corrected = message.get(TEXT), text_of(message)
        alignment = Alignment(text, corrected)
        document = self._pipeline(corrected.lower()) if self._pipeline else []
        tokens = [Token(token.text, *alignment.original(token.idx, token.idx + len(token)), lemma=token.lemma_) for token in document]
        entities = []
        for span in document.ents if self._pipeline else []:
            start, end = alignment.original(span.start_char, span.end_char)
            value = self._values.get(span.lemma_, span.text)
            entities.append(
                {
                    ENTITY_ATTRIBUTE_TYPE: span.label_,
                    ENTITY_ATTRIBUTE_START: start,
                    ENTITY_ATTRIBUTE_END: end,
                    ENTITY_ATTRIBUTE_VALUE: value,
                }
            )
        return tokens or [Token(text, 0)], entities


def _note(message: Message, tokens: list[Token], entities: list[dict[str, Any]]) -> None:
    message.set(TOKENS_NAMES[TEXT], tokens)
    message.set(NAMED, [{"entity": item[ENTITY_ATTRIBUTE_TYPE], "value": item[ENTITY_ATTRIBUTE_VALUE]} for item in entities])
