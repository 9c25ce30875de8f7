"""Which intents are right for a question whose right topics are known."""

from __future__ import annotations

from collections import defaultdict

from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.evaluation.labels import Labels
from bot.nlu.keys import TOPIC_METADATA

FALLBACK = "nlu_fallback"
OUTSIDE = "out_of_scope"
# Topics of the answer contract that no training block names.
_OF_CONTRACT = {
    "out-of-scope": {OUTSIDE, FALLBACK},
    "safety/emergency": {"report_red_flag"},
    "safety/personal-advice": {"ask_personal_advice"},
    "chat/greet": {"greet"},
    "chat/goodbye": {"goodbye"},
    "chat/thanks": {"thank"},
    "chat/help": {"ask_help"},
    "chat/bot": {"ask_identity", "ask_sources", "ask_corrections", "ask_accuracy"},
    "chat/feedback": {"give_feedback"},
}


class RightIntents:
    """Reads from the training data under which intents each topic is asked about."""

    def __init__(self, data: TrainingData) -> None:
        self._intents: dict[str, set[str]] = defaultdict(set)
        for example in data.intent_examples:
            metadata = (example.get("metadata") or {}).get("intent") or {}
            if isinstance(metadata, dict) and metadata.get(TOPIC_METADATA):
                self._intents[metadata[TOPIC_METADATA]].add(example.get("intent"))
        for topic, intents in _OF_CONTRACT.items():
            self._intents[topic] |= intents

    def of(self, labels: Labels) -> set[str]:
        """Returns the intents that count as right: those of any accepted topic of any part, as a classifier names one only."""
        found = {intent for part in labels.parts for topic in part for intent in self._intents.get(topic, ())}
        # A topic is also asked about when advice is; that alone makes such an intent right only where advice is a label.
        advice = any("safety/personal-advice" in part for part in labels.parts)
        return found if advice else found - {"ask_personal_advice"}
