"""The documents below content/red_flags joined into one definition, and checked before use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bot.safety.context import CUE_GROUPS, REASONS

LEVELS = ("now", "today", "soon")
PARTS = ("groups", "flags", "context", "ordinary_words", "replies")
FLAG_KEYS = frozenset({"id", "row", "level", "title", "reply_id", "phrases", "any", "even_if", "first", "needs_agreement"})
CONTEXT_KEYS = frozenset({"rewrites", "numbers", "fillers", "clause_starts", "statement_starts", "joined_words", "gap_stops", *CUE_GROUPS})


class DefinitionError(ValueError):
    """Content that cannot be used; the message names the id and what is wrong."""


def merge_documents(documents: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """In: the plain content of each file. Out: one mapping with groups, flags, context, ordinary_words, replies."""
    merged: dict[str, Any] = {"groups": {}, "flags": [], "context": {}, "ordinary_words": [], "replies": []}
    for document in documents:
        unknown = set(document) - set(PARTS)
        if unknown:
            raise DefinitionError(f"unknown part {sorted(unknown)}")
        for part in ("groups", "context"):
            twice = set(merged[part]) & set(document.get(part, {}))
            if twice:
                raise DefinitionError(f"{part} defined twice: {sorted(twice)}")
            merged[part].update(document.get(part, {}))
        for part in ("flags", "ordinary_words", "replies"):
            merged[part].extend(document.get(part, []))
    return merged


def check_definitions(definitions: Mapping[str, Any]) -> None:
    """Raise DefinitionError for a missing context part, a bad flag, a flag defined twice or a missing reply."""
    missing = CONTEXT_KEYS - set(definitions["context"])
    unknown = set(definitions["context"]) - CONTEXT_KEYS
    if missing or unknown:
        raise DefinitionError(f"context: missing {sorted(missing)}, unknown {sorted(unknown)}")
    seen: set[str] = set()
    replies = {reply["id"] for reply in definitions.get("replies", ())}
    for flag in definitions["flags"]:
        name = flag.get("id", "a flag without id")
        _check_flag(flag, name, replies)
        if name in seen:
            raise DefinitionError(f"{name}: defined twice")
        seen.add(name)


def _check_flag(flag: Mapping[str, Any], name: str, replies: set[str]) -> None:
    if unknown := set(flag) - FLAG_KEYS:
        raise DefinitionError(f"{name}: unknown field {sorted(unknown)}")
    if missing := {"id", "row", "level", "title", "reply_id"} - set(flag):
        raise DefinitionError(f"{name}: missing {sorted(missing)}")
    if flag["level"] not in LEVELS:
        raise DefinitionError(f"{name}: level must be one of {LEVELS}")
    if not flag.get("phrases") and not flag.get("any"):
        raise DefinitionError(f"{name}: needs phrases or combinations")
    if wrong := set(flag.get("even_if", ())) - REASONS:
        raise DefinitionError(f"{name}: even_if knows no {sorted(wrong)}")
    if not isinstance(flag.get("needs_agreement", False), bool):
        raise DefinitionError(f"{name}: needs_agreement must be true or false")
    if replies and flag["reply_id"] not in replies:
        raise DefinitionError(f"{name}: no reply {flag['reply_id']}")
