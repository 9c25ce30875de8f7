"""Graph component: red flags, by rules, before anything else is looked at."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from ruamel.yaml import YAML

from bot.nlu.component import StoredComponent
from bot.nlu.in_processes import shared_map
from bot.nlu.keys import CARE_LEVEL, RED_FLAG, RED_FLAG_SIGNS, SUSPECTED_FLAG
from bot.safety import Examination, RedFlagRules, merge_documents
from bot.settings import load_settings

FILE = "red_flags.json"
INTENT_KEY = "intent"
NOT_AN_EMERGENCY = "soon"
# What the message does ("asks", "reports" or "neither"), for the second layer.
SPEECH = "speech"


def rule_files() -> list[Path]:
    """Returns the files of content/red_flags, in order."""
    return sorted((load_settings().content_folder / "red_flags").glob("*.yml"))


def rules_text() -> str:
    """Returns the text of all rules, for Rasa's fingerprints."""
    return "".join(path.read_text(encoding="utf-8") for path in rule_files())


def read_definitions() -> dict[str, Any]:
    """Returns the rules of content/red_flags as plain data, see bot.safety."""
    return merge_documents(YAML(typ="safe").load(path.read_text(encoding="utf-8")) for path in rule_files())


@lru_cache(maxsize=1)
def _compiled(definitions: str) -> RedFlagRules | None:
    """Returns the rules of a stored text, None of "null". Compiled once, because training has them anew for every step."""
    read = json.loads(definitions)
    return RedFlagRules(read) if read else None


def raise_flag(message: Message, intent: str, reply_id: str, confidence: float) -> None:
    """Makes a message an emergency: its intent, and the entity that chooses the reply and with it the level."""
    found = {INTENT_NAME_KEY: intent, PREDICTED_CONFIDENCE_KEY: confidence}
    message.set(INTENT, found, add_to_output=True)
    message.set(INTENT_RANKING_KEY, [found], add_to_output=True)
    message.set(RED_FLAG, reply_id)
    _add_entity(message, RED_FLAG, reply_id)


def _add_entity(message: Message, entity: str, value: str) -> None:
    item = {"entity": entity, "value": value, "start": 0, "end": len(message.get(TEXT) or ""), "extractor": "RedFlagDetector"}
    message.set(ENTITIES, [*message.get(ENTITIES, []), item], add_to_output=True)


# As a featurizer too, because Rasa lets only tokenizers and featurizers process the training examples.
@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True
)
class RedFlagDetector(StoredComponent):
    """Raises the strongest red flag that the rules of content/red_flags find.

    Where every rule that matches needs agreement, the flag is only noted (SUSPECTED_FLAG), and RedFlagGuard decides.

    The rules are read at training and kept in the model, so the emergency answer needs neither a database nor an action server. It
    stays silent in a bot whose training data has no intent for emergencies.
    """

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, rules: RedFlagRules | None = None) -> None:
        super().__init__(config, model_storage, resource)
        self._rules = rules

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Returns the defaults."""
        return {INTENT_KEY: "report_red_flag"}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Returns the rules' text, so that a changed rule trains again."""
        return rules_text()

    def train(self, training_data: TrainingData) -> Resource:
        """Reads and checks the rules."""
        definitions = json.dumps(read_definitions() if self.config[INTENT_KEY] in training_data.intents else None)
        self._rules = _compiled(definitions)
        with self._model_storage.write_to(self._resource) as folder:
            (folder / FILE).write_text(definitions, encoding="utf-8")
        return self._resource

    @classmethod
    def read(cls, folder: Path) -> tuple[RedFlagRules | None]:
        """Returns the rules that training kept, None in a bot that knows no emergencies."""
        return (_compiled((folder / FILE).read_text(encoding="utf-8")),)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Notes the signs in the training examples, for what learns from them; their intents are given."""
        if self._rules:
            examples = [example for example in training_data.intent_examples if example.get(TEXT)]
            for example, signs in zip(examples, shared_map(self._signs, [example.get(TEXT) for example in examples]), strict=True):
                example.set(RED_FLAG_SIGNS, signs)
        return training_data

    def _signs(self, text: str) -> list[str]:
        return list(self._rules.examine(text).signs)

    def process(self, messages: list[Message]) -> list[Message]:
        """Raises flags on messages. A sign that only wants a visit soon is noted, and the question is answered."""
        for message in messages:
            if self._rules and message.get(TEXT):
                self._examine(message, self._rules.examine(message.get(TEXT)))
        return messages

    def _examine(self, message: Message, found: Examination) -> None:
        emergencies = [hit for hit in found.hits if hit.level != NOT_AN_EMERGENCY]
        if not all(hit.needs_agreement for hit in emergencies):
            raise_flag(message, self.config[INTENT_KEY], emergencies[0].reply_id, 1.0)
            return
        if emergencies:
            message.set(SUSPECTED_FLAG, emergencies[0].reply_id)
        for hit in found.hits[len(emergencies) :][:1]:
            _add_entity(message, CARE_LEVEL, hit.reply_id)
        message.set(SPEECH, found.speech)
        message.set(RED_FLAG_SIGNS, list(found.signs))
