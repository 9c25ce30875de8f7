"""Trains a list of Rasa components one after the other, outside of Rasa's graph, and parses messages with them."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from ruamel.yaml import YAML

from bot.nlu.encoder import SentenceEncoder
from bot.settings import PROJECT

CACHED_FROM = 100  # texts in one call: so many are encoded only in training


class TrainedPipeline:
    """Components trained on the project's data."""

    def __init__(self, components: Sequence[Any]) -> None:
        """Takes the trained components in their order."""
        self._components = components

    def parse(self, text: str) -> dict[str, Any]:
        """Returns what Rasa would hand to the dialogue."""
        message = Message({TEXT: text})
        message.set(INTENT, {"name": None, "confidence": 0.0}, add_to_output=True)
        for component in self._components:
            component.process([message])
        return {"text": text, ENTITIES: [], INTENT_RANKING_KEY: [], **message.as_dict(only_output_properties=True)}


def our_pipeline() -> list[dict[str, Any]]:
    """Returns the components of config.yml."""
    return YAML(typ="safe").load((PROJECT / "config.yml").read_text(encoding="utf-8"))["pipeline"]


def changed(pipeline: Sequence[Mapping[str, Any]], component: str, **values: Any) -> list[dict[str, Any]]:
    """Returns the pipeline with other settings of one component."""
    return [{**part, **values} if part["name"].endswith(component) else dict(part) for part in pipeline]


def without(pipeline: Sequence[Mapping[str, Any]], component: str) -> list[dict[str, Any]]:
    """Returns the pipeline without one component."""
    return [dict(part) for part in pipeline if not part["name"].endswith(component)]


def training_data() -> TrainingData:
    """Reads data/nlu anew, as components write into what they train on."""
    return load_data(str(PROJECT / "data" / "nlu"))


def train(pipeline: Sequence[Mapping[str, Any]], data: TrainingData) -> TrainedPipeline:
    """Trains each component on what those before it made of the data."""
    folder = Path(tempfile.mkdtemp(prefix="pipeline-"))
    storage = LocalModelStorage(folder)
    components = []
    for place, part in enumerate(pipeline):
        kind = DefaultV1Recipe._from_registry(part["name"]).clazz
        name = f"{place}_{kind.__name__}"
        settings = {**kind.get_default_config(), **{key: value for key, value in part.items() if key != "name"}}
        context = ExecutionContext(GraphSchema({}), model_id="comparison", node_name=name)
        component = kind.create(settings, storage, Resource(name), context)
        if hasattr(component, "train"):
            component.train(data)
        if hasattr(component, "process_training_data"):
            component.process_training_data(data)
        components.append(component)
    return TrainedPipeline(components)


def remember_vectors() -> None:
    """Lets the encoder keep the vectors of training sentences: the same ones are trained on again and again here."""
    encoder = SentenceEncoder.shared()
    encode, known = encoder.encode, {}

    def remembered(texts: Sequence[str]) -> np.ndarray:
        if len(texts) < CACHED_FROM:
            return encode(texts)
        new = list(dict.fromkeys(text for text in texts if text not in known))
        if new:
            known.update(zip(new, encode(new), strict=True))
        return np.stack([known[text] for text in texts])

    encoder.encode = remembered
