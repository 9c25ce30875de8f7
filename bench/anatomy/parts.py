"""The parts of a turn in our Rasa process, and the functions that are each of them."""

from __future__ import annotations

import importlib

from bench.anatomy.stopwatch import Stopwatch

# Part, module, function. A part's time is its own: what it calls counts for the part called.
PARTS = (
    ("HTTP: the server", "sanic.app", "Sanic.handle_request"),
    ("channel: gate, account", "bot.channels.rest", "take_turn"),
    ("Rasa: around the turn", "rasa.core.processor", "MessageProcessor.handle_message"),
    ("tracker: reading", "bot.server.tracker_store", "BoundedTrackerStore.retrieve"),
    ("tracker: writing", "bot.server.tracker_store", "BoundedTrackerStore.save"),
    ("understanding: Rasa's graph", "rasa.core.processor", "MessageProcessor.parse_message"),
    ("understanding: red flags", "bot.nlu.red_flag_detector", "RedFlagDetector.process"),
    ("understanding: spelling", "bot.nlu.spelling_corrector", "SpellingCorrector.process"),
    ("understanding: names", "bot.nlu.name_extractor", "NameExtractor.process"),
    ("understanding: questions", "bot.nlu.question_splitter", "QuestionSplitter.process"),
    ("understanding: context", "bot.nlu.context_rewriter", "ContextRewriter.process"),
    ("understanding: sentence vectors", "bot.nlu.sentence_featurizer", "SentenceFeaturizer.process"),
    ("understanding: intent and topic", "bot.nlu.sentence_classifier", "SentenceClassifier.process"),
    ("understanding: red-flag guard", "bot.nlu.red_flag_guard", "RedFlagGuard.process"),
    ("dialogue: Rasa's graph", "rasa.core.processor", "MessageProcessor.predict_next_with_tracker_if_should"),
    ("dialogue: rules", "rasa.core.policies.rule_policy", "RulePolicy.predict_action_probabilities"),
    ("action: Rasa's side", "rasa.core.actions.action", "RemoteAction.run"),
    ("action: request and action server", "bot.server.action_servers", "ActionServers.request"),
    ("session start", "rasa.core.processor", "MessageProcessor._update_tracker_session"),
    ("slots from the message", "rasa.core.actions.action", "ActionExtractSlots.run"),
)


def install(watch: Stopwatch) -> None:
    """Lets a stopwatch count every part in this process."""
    for part, module, function in PARTS:
        owner = importlib.import_module(module)
        *path, name = function.split(".")
        for step in path:
            owner = getattr(owner, step)
        watch.wrap(owner, name, part)
