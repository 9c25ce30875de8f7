"""Whether a message that was not understood is in another language."""

from __future__ import annotations

import re
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

ENGLISH = "en"
SURE = 0.95  # a short English message with odd words stays below it for every other language
# Fewer languages than the library knows: on three words it would else find rare ones everywhere.
LANGUAGES = [
    *("en", "es", "fr", "de", "it", "pt", "nl", "pl", "tr", "sv", "da", "fi", "no", "cs", "sk", "hu", "ro", "bg", "el", "ru", "uk", "sr"),
    *("hr", "he", "ar", "fa", "ur", "hi", "bn", "ta", "te", "th", "vi", "id", "ms", "zh", "ja", "ko", "sw", "sq", "lt", "lv", "et"),
]


# Words that only English has: dialect and slang around them ("does it do owt") is still English.
_ENGLISH_WORD = re.compile(r"\b(?:does|what|how|the|why|should|would|which|when|where|with|from|you|my|about|help)\b", re.I)


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier


def is_foreign(text: str) -> bool:
    """Returns whether a text is surely in a language other than English."""
    if not any(character.isalpha() for character in text) or _ENGLISH_WORD.search(text):
        return False
    language, share = _identifier().classify(text)
    return language != ENGLISH and float(share) >= SURE
