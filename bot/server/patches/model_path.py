"""Fault: for a model that does not exist Rasa silently loads the newest one in the folder, or in `models`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bot.server.patches._patch import Patch


def missing_on_command_line(arguments: Sequence[str]) -> str | None:
    """Returns the model named on Rasa's command line if it does not exist; Rasa has replaced it by then.

    Args:
        arguments: `sys.argv`.
    """
    if not arguments or "rasa" not in Path(arguments[0]).parts[-2:] or not {"run", "shell", "test"} & set(arguments[1:3]):
        return None
    for place, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name not in ("-m", "--model"):
            continue
        value = value or (arguments[place + 1] if place + 1 < len(arguments) else "")
        if value and not os.path.exists(value):
            return value
    return None


def _make(original: Callable[..., Any]) -> Callable[..., Any]:
    def _load_model(model_path: str | Path) -> Any:
        from rasa.exceptions import ModelNotFound

        missing = missing_on_command_line(sys.argv)
        if missing:
            # Rasa would catch any other exception, and go on without a model.
            raise SystemExit(f"There is no model at {missing}.")
        if not os.path.exists(model_path):
            raise ModelNotFound(f"There is no model at {model_path}.")
        return original(model_path)

    return _load_model


PATCH = Patch(
    "rasa.core.processor",
    "MessageProcessor._load_model",
    "a06a3f4aa55c1b501443aa45c87c0475b8f7e00ea051701807f107506ca0ce72",
    _make,
)
