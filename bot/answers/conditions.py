"""What a person's own conditions change in an answer. It shows published cautions; it computes no risk and no dose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.answers.messages import Messages
from bot.safety import ConditionRules, strictest

NOTHING = "."


@dataclass(frozen=True)
class Condition:
    """One condition, as content has it."""

    id: str
    name: str
    chip: str
    acknowledgement: str
    line: str
    marks: Mapping[str, str]


class ConditionBook:
    """The conditions of one edition."""

    def __init__(self, documents: Mapping[str, Mapping[str, Any]], context: Mapping[str, Any]) -> None:
        """Takes the documents of `content/conditions` by name, and the words that turn a mention around (`content/red_flags/context`)."""
        merged: dict[str, Any] = {"conditions": [], "owners": {}, "ordinary_words": [], **context}
        self._sentences: dict[str, Mapping[str, str]] = {}
        for document in documents.values():
            merged["conditions"] += document.get("conditions", [])
            merged["owners"].update(document.get("owners", {}))
            for group in document.get("mark_texts", []):
                self._sentences.update(dict.fromkeys(group["columns"], group))
        ordered = sorted(merged["conditions"], key=lambda condition: condition["order"])
        self._conditions = {item["id"]: _condition(item) for item in ordered}
        self._rules = ConditionRules({**merged, "conditions": ordered})

    def stated(self, text: str) -> tuple[str, ...]:
        """Returns the ids of the conditions that a message says of the person it is about."""
        return self._rules.find(text) if text.strip() else ()

    def mentioned(self, text: str) -> tuple[str, ...]:
        """Returns the ids of the conditions that a message names at all, whoever has them ("forget the kidneys")."""
        return self._rules.mentioned(text) if text.strip() else ()

    def acknowledgement(self, conditions: Iterable[str], messages: Messages) -> str:
        """Returns the sentences that show that conditions were noted."""
        known = [self._conditions[condition].acknowledgement for condition in conditions if condition in self._conditions]
        return " ".join([*known, messages("conditions.noted")]) if known else ""

    def chips(self, conditions: Iterable[str]) -> list[dict[str, str]]:
        """Returns the conditions as a screen shows them."""
        return [{"id": condition, "label": self._conditions[condition].chip} for condition in conditions if condition in self._conditions]

    def lines(self, conditions: Sequence[str], column: str | None) -> tuple[str, ...]:
        """Returns the sentences for a topic, the strictest mark first; of equal marks the one noted first.

        Args:
            conditions: ids.
            column: the topic's column of the matrix, or None where no condition changes it.
        """
        known = [self._conditions[condition] for condition in conditions if condition in self._conditions]
        if column is None or not known:
            return ()
        marked = [(condition.marks.get(column, NOTHING), condition) for condition in known]
        worst = strictest(mark for mark, _ in marked)
        sentences: list[str] = []
        for mark in ("X", "!", "c"):
            for condition in (condition for given, condition in marked if given == mark):
                if mark == worst:
                    sentences.append(self._sentences[column][mark].format(condition=condition.name))
                sentences.append(condition.line)
        return tuple(dict.fromkeys(sentences))


def _condition(item: Mapping[str, Any]) -> Condition:
    return Condition(item["id"], item["name"], item["chip"], item["acknowledgement"], item["line"], item["marks"])
