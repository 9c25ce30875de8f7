"""Whether a message is in another language."""

import pytest

from bot.answers.language import is_foreign


@pytest.mark.parametrize("text", ["me duele la pierna por la noche", "nachts habe ich immer Krämpfe im Bein", "今天天气怎么样"])
def test_is_foreign_when_the_text_is_in_another_language_then_it_is(text):
    assert is_foreign(text)


@pytest.mark.parametrize("text", ["does pickle juice do owt", "what about ma wee bairn", "jet lag tips", "???", "😀"])
def test_is_foreign_when_the_text_is_dialect_or_no_words_then_it_is_not(text):
    assert not is_foreign(text)
