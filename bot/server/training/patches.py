"""What Rasa does several times over while it trains, done once. Only for a process that trains one model and ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from bot.server.patches._patch import Patch


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
)
