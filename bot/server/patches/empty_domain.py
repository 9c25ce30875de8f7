"""Fault: to see that its domain is not empty, Rasa makes an empty one for every message and compares the two."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from bot.server.patches._patch import Patch


@lru_cache(maxsize=1)
def _nothing() -> dict[str, Any]:
    from rasa.shared.core.domain import Domain

    return Domain.empty().as_dict()


def _make(_original: Callable[..., bool]) -> Callable[..., bool]:
    def is_empty(self: Any) -> bool:
        return bool(self.as_dict() == _nothing())

    return is_empty


PATCH = Patch("rasa.shared.core.domain", "Domain.is_empty", "5c56c715d93a6a3b385767a9f3daf1983fd07e45f710bfd4a630f20ce02fbd4a", _make)
