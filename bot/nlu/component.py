"""What our trainable graph components share: one constructor, and a folder in the model to keep things in."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.keys import CORRECTED_TEXT, SUSPECTED_FLAG

logger = logging.getLogger(__name__)


class StoredComponent(GraphComponent):
    """A graph component with a configuration and a place in the model."""

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self.config = {**self.get_default_config(), **config}
        self._model_storage = model_storage
        self._resource = resource

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> StoredComponent:
        """Creates an untrained component."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_kwargs: Any,
    ) -> StoredComponent:
        """Loads what `train` saved; an untrained component where training had nothing to learn from and saved nothing."""
        with ExitStack() as stack:
            try:
                folder = stack.enter_context(model_storage.read_from(resource))
            except ValueError:  # how Rasa's storage says that there is no such folder
                return cls(config, model_storage, resource)
            return cls(config, model_storage, resource, *cls.read(folder))

    @classmethod
    def read(cls, folder: Path) -> tuple[Any, ...]:
        """Returns what `train` saved, as the constructor takes it after the resource; nothing for a component that is not trained."""
        return ()

    def process(self, messages: list[Message]) -> list[Message]:
        """Understands messages in place and returns them."""
        raise NotImplementedError

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Processes the training examples as messages will be."""
        self.process([example for example in training_data.training_examples if example.get(TEXT)])
        return training_data


@contextmanager
def keeps_suspicion(messages: Iterable[Message]) -> Iterator[None]:
    """Lets messages go on to the red-flag guard although something inside fails, if a rule suspects an emergency in each.

    Without a score the guard raises the rule's flag, so a broken encoder or classifier does not silence the rules.
    """
    try:
        yield
    except Exception as error:
        if not all(message.get(SUSPECTED_FLAG) for message in messages):
            raise
        # Without the traceback, which may hold the person's words.
        logger.error("no score for a suspected red flag, which stays: %s", type(error).__name__)


def text_of(message: Message) -> str:
    """Returns what was typed, with misspelt words mended where a component did so."""
    return str(message.get(CORRECTED_TEXT) or message.get(TEXT) or "")


def metadata_of(example: Message) -> dict[str, Any]:
    """Returns the metadata of the example's block."""
    metadata = (example.get("metadata") or {}).get("intent") or {}
    return metadata if isinstance(metadata, dict) else {}


def check_share(config: dict[str, Any], *keys: str) -> None:
    """Refuses a configuration in which one of the keys is not a number from 0 to 1.

    Raises:
        InvalidConfigException: names the key and the value.
    """
    from rasa.shared.exceptions import InvalidConfigException

    for key in keys:
        value = config.get(key)
        if value is not None and not (isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1):
            raise InvalidConfigException(f"'{key}' must be a number from 0 to 1, not {value!r}.")
