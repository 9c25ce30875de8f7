"""The words between the facts, from `content/messages`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Messages:
    """Looks words up by a dotted path such as `labels.caution`."""

    words: Mapping[str, Any]

    def __call__(self, path: str, **values: object) -> str:
        """Returns the words at a path, with {placeholders} filled.

        Raises:
            KeyError: names the path, if there are no such words.
        """
        found: Any = self.words
        for part in path.split("."):
            if not isinstance(found, Mapping) or part not in found:
                raise KeyError(f"content/messages has no words for {path!r}")
            found = found[part]
        return str(found).format(**values) if values else str(found)
