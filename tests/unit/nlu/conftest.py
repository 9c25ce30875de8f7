"""The pipeline of config.yml, component by component, trained on a handful of sentences."""

from __future__ import annotations

import copy
import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from ruamel.yaml import YAML

from bot.settings import PROJECT

NAMES = [part["name"] for part in YAML(typ="safe").load((PROJECT / "config.yml").read_text(encoding="utf-8"))["pipeline"]]
OPTIONS = {
    part["name"]: {key: value for key, value in part.items() if key != "name"}
    for part in YAML(typ="safe").load((PROJECT / "config.yml").read_text(encoding="utf-8"))["pipeline"]
}

SENTENCES = {
    ("greet", None): ["hello there", "hi, good evening", "hey you", "good morning"],
    ("ask_supplement", "supplement/magnesium"): [
        "does magnesium help",
        "is magnesium any good",
        "mag pills for cramps",
        "magnesium at night",
    ],
    ("ask_diet", "diet/dairy"): ["should I drink more milk", "is milk good for it", "how many glasses of milk", "drinking milk at night"],
    ("out_of_scope", None): ["who won the football match", "book a table for two", "tell me a joke about cats", "zinc for a cold"],
    ("report_red_flag", "red-flag/general"): [
        "it is an emergency",
        "I need an ambulance",
        "please call for help now",
        "I think I am dying",
    ],
}


def message(text: str) -> Message:
    """A message as it comes in."""
    return Message({TEXT: text})


def example(text: str, intent: str, topic: str | None = None) -> Message:
    """A training example, its topic in the metadata as Rasa keeps it."""
    data: dict[str, Any] = {TEXT: text, INTENT: intent}
    if topic:
        data["metadata"] = {"intent": {"topic": topic}}
    return Message(data)


def tiny_data() -> TrainingData:
    """Data with topics, lookup tables, synonyms and an emergency."""
    examples = [example(text, intent, topic) for (intent, topic), texts in SENTENCES.items() for text in texts]
    lookups = [{"name": "name", "elements": ["magnesium", "mag pills", "milk"]}, {"name": "other_subject", "elements": ["zinc"]}]
    synonyms = {"magnesium": "supplement/magnesium", "mag pills": "supplement/magnesium", "milk": "diet/dairy"}
    return TrainingData(examples, entity_synonyms=synonyms, lookup_tables=lookups)


def plain_data() -> TrainingData:
    """What any Rasa project has: sentences and intents."""
    sentences = {
        "book_flight": ["book a flight to Rome", "I want to fly to Paris", "a plane ticket please", "get me on a flight"],
        "weather": ["will it rain today", "is it sunny outside", "weather for tomorrow", "do I need an umbrella"],
        "play_music": ["play some jazz", "put on a song", "I want to hear music", "start my playlist"],
    }
    return TrainingData([example(text, intent) for intent, texts in sentences.items() for text in texts])


@dataclass
class Pipeline:
    """Components in their order, and what is needed to load them again."""

    names: list[str]
    components: list[Any]
    storage: LocalModelStorage

    def up_to(self, name: str) -> list[Any]:
        return self.components[: self.names.index(name) + 1]

    def read(self, text: str, name: str | None = None) -> Message:
        """Sends a message through all components, or up to one."""
        messages = [message(text)]
        for component in self.up_to(name or self.names[-1]):
            messages = component.process(messages)
        return messages[0]

    def load_again(self) -> Pipeline:
        """Loads every component afresh from what training kept."""
        return Pipeline(self.names, [_open(name, self.storage, trained=True) for name in self.names], self.storage)


def component_class(name: str) -> type:
    module, _, kind = name.rpartition(".")
    return getattr(importlib.import_module(module), kind)


def processes_training_data(name: str) -> bool:
    """Says whether Rasa lets a component process the training examples: its recipe asks tokenizers and featurizers only."""
    kinds = DefaultV1Recipe._from_registry(component_class(name).__name__).types
    return bool(kinds & {DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER})


def is_trainable(name: str) -> bool:
    return DefaultV1Recipe._from_registry(component_class(name).__name__).is_trainable


def _context(name: str) -> ExecutionContext:
    return ExecutionContext(GraphSchema({}), node_name=name)


def _open(name: str, storage: LocalModelStorage, trained: bool) -> Any:
    kind = component_class(name)
    config = {**kind.get_default_config(), **OPTIONS.get(name, {})}
    make = kind.load if trained and is_trainable(name) else kind.create
    return make(config, storage, Resource(name), _context(name))


def train_pipeline(folder: Path, data: TrainingData) -> Pipeline:
    """Trains the components of config.yml one after the other, as Rasa does."""
    storage = LocalModelStorage.create(folder)
    data = copy.deepcopy(data)
    components = []
    for name in NAMES:
        component = _open(name, storage, trained=False)
        if is_trainable(name):
            component.train(data)
        if processes_training_data(name):
            data = component.process_training_data(data)
        components.append(component)
    return Pipeline(NAMES, components, storage)


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    return train_pipeline(tmp_path_factory.mktemp("tiny"), tiny_data())


@pytest.fixture(scope="session")
def loaded(trained: Pipeline) -> Pipeline:
    return trained.load_again()


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    return train_pipeline(tmp_path_factory.mktemp("plain"), plain_data())


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    return LocalModelStorage.create(tmp_path)


@pytest.fixture
def make(storage: LocalModelStorage) -> Callable[..., Any]:
    """A function that makes one component with a configuration of one's own."""

    def create(kind: type, **config: Any) -> Any:
        return kind.create({**kind.get_default_config(), **config}, storage, Resource("r"), _context("n"))

    return create


def shown(found: Message) -> dict[str, Any]:
    """Everything that components left on a message, in a form that can be compared."""
    parts = {key: _plain(value) for key, value in found.data.items()}
    parts["features"] = [
        (item.type, item.attribute, item.origin, np.round(np.asarray(item.features), 4).tolist()) for item in found.features
    ]
    return parts


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return np.round(value, 4).tolist()
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return getattr(value, "__dict__", value)
