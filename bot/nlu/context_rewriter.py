"""Graph component: a short message is also read together with the subject of the last answer."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.component import StoredComponent, text_of
from bot.nlu.keys import IN_CONTEXT
from bot.nlu.pronouns import put_in_context
from bot.server.patches.conversation_context import SUBJECT


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class ContextRewriter(StoredComponent):
    """Sets IN_CONTEXT where the conversation has a subject (bot.server.patches.conversation_context) and the message is short."""

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leaves training examples alone: they have no conversation."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Rewrites each message that may point back."""
        for message in messages:
            subject = (message.get("metadata") or {}).get(SUBJECT)
            if isinstance(subject, str) and subject:
                message.set(IN_CONTEXT, put_in_context(text_of(message), subject))
        return messages
