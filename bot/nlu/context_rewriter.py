"""Graph component: a short message is also read together with the subject of the last answer."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.component import StoredComponent, text_of
from bot.nlu.encoder.vocabulary import english_words
from bot.nlu.keys import IN_CONTEXT
from bot.nlu.pronouns import put_in_context
from bot.nlu.spelling import WORD
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
            if isinstance(subject, str) and subject and _says_something(text_of(message)):
                message.set(IN_CONTEXT, put_in_context(text_of(message), subject))
        return messages


def _says_something(text: str) -> bool:
    """Whether a text has an English word: "asdf" or an emoji with a subject beside it would only be that subject again."""
    return any(len(word) > 1 and word in english_words() for word in WORD.findall(text.lower()))
