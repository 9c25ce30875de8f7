"""What Rasa does several times over while it trains, done once. Only for a process that trains one model and ends."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from bot.server.patches._patch import Patch

# Of 1 to 9: the model is nearly as small as with 9, in a fifth of the time.
COMPRESSION = 1


def _make_read_once(original: Callable[..., Any]) -> Callable[..., Any]:
    """Each of Rasa's importers reads and checks all files again; here the files are read the first time only."""
    known: dict[tuple[tuple[str, ...], str], Any] = {}

    def training_data_from_paths(paths: Iterable[str], language: str) -> Any:
        key = (tuple(paths), language)
        if key not in known:
            known[key] = original(key[0], language)
        return known[key]

    return training_data_from_paths


def _make_sanitize(_original: Callable[..., Any]) -> Callable[..., Any]:
    """Rasa sets every intent anew, stripped, which makes it forget the example's fingerprint; here only what needs it is stripped."""

    def sanitize_examples(examples: list[Any]) -> list[Any]:
        for example in examples:
            for name in ("intent", "response"):
                value = example.get(name)
                if value and value != value.strip():
                    example.set(name, value.strip())
        return list(dict.fromkeys(examples))

    return sanitize_examples


def _make_merge(original: Callable[..., Any]) -> Callable[..., Any]:
    """Rasa copies every example with every merge, and merges for each file and importer. Nothing changes an example before training."""

    def merge(self: Any, *others: Any) -> Any:
        given = [self, *(other for other in others if other)]
        bare = []
        for data in given:
            examples, data.training_examples = data.training_examples, []
            bare.append(examples)
        try:
            merged = original(*given)
        finally:
            for data, examples in zip(given, bare, strict=True):
                data.training_examples = examples
        merged.training_examples = merged.sanitize_examples([example for examples in bare for example in examples])
        return merged

    return merge


def _make_before_node(_original: Callable[..., Any]) -> Callable[..., Any]:
    """A component's input is fingerprinted for Rasa's cache, which `make train` passes over: it does not notice changed content or code."""

    def on_before_node(self: Any, node_name: Any, execution_context: Any, config: Any, received_inputs: Any) -> dict[str, Any]:
        return {}

    return on_before_node


def _make_after_node(_original: Callable[..., Any]) -> Callable[..., Any]:
    """What a component gives is neither fingerprinted nor written to Rasa's cache."""

    def on_after_node(self: Any, node_name: Any, execution_context: Any, config: Any, output: Any, input_hook_data: Any) -> None:
        return None

    return on_after_node


def _make_validate(_original: Callable[..., Any]) -> Callable[..., Any]:
    """Before each file of examples is read, Rasa reads it slowly and holds it against a schema; `make validate` does that too."""

    def validate(self: Any, string: str) -> None:
        return None

    return validate


def _make_package(_original: Callable[..., Any]) -> Callable[..., Any]:
    """Rasa compresses the model as hard as gzip can, which took 3 s."""

    def create_model_package(self: Any, model_archive_path: str | Path, model_configuration: Any, domain: Any) -> Any:
        from rasa.engine.storage.local_model_storage import MODEL_ARCHIVE_COMPONENTS_DIR
        from tarsafe import TarSafe

        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            shutil.copytree(self._storage_path, folder / MODEL_ARCHIVE_COMPONENTS_DIR)
            metadata = self._create_model_metadata(domain, model_configuration)
            self._persist_metadata(metadata, folder)
            archive = Path(model_archive_path)
            archive.parent.mkdir(parents=True, exist_ok=True)
            with TarSafe.open(archive, "w:gz", compresslevel=COMPRESSION) as tar:
                tar.add(folder, arcname="")
        return metadata

    return create_model_package


PATCHES = (
    Patch(
        "rasa.shared.importers.utils",
        "training_data_from_paths",
        "3ccd1a740d724c29d391e5fad254fabf86faf86cb27666577c6c4dea5cfe8e44",
        _make_read_once,
    ),
    Patch(
        "rasa.shared.nlu.training_data.training_data",
        "TrainingData.merge",
        "2d2b549626bdc8b82c530ec2febf385243d48326245c5507003ed941f1e4fd3c",
        _make_merge,
    ),
    Patch(
        "rasa.shared.nlu.training_data.training_data",
        "TrainingData.sanitize_examples",
        "bcc9bfd75168b03cef3435740fd0b397e858b6c8063645eeede29e87303d6792",
        _make_sanitize,
    ),
    Patch(
        "rasa.engine.training.hooks",
        "TrainingHook.on_before_node",
        "612c260382b5053cddd2c32d78fdc4d91609c36c0c3a1189f1f91cf79a126fc4",
        _make_before_node,
    ),
    Patch(
        "rasa.engine.training.hooks",
        "TrainingHook.on_after_node",
        "89eb93b9e88e4d1865066eb774c4acf11ca0e36bfdfa66bba643e5e13f675181",
        _make_after_node,
    ),
    Patch(
        "rasa.shared.nlu.training_data.formats.rasa_yaml",
        "RasaYAMLReader.validate",
        "d66ac6881f2b3d1a4853a2aff6d7f4549735ce6ce649eca511112923a5a3b8ce",
        _make_validate,
    ),
    Patch(
        "rasa.engine.storage.local_model_storage",
        "LocalModelStorage.create_model_package",
        "e96cb887a21d4199dfec9f91fa495de0efc15ec20082731e0b87389c5c1c07e2",
        _make_package,
    ),
)
