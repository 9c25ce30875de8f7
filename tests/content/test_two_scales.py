"""The article's rating words and the certainty of GRADE are two scales, and no text takes one for the other."""

from __future__ import annotations

import re

import pytest

from bot.knowledge.content import Content
from bot.knowledge.models import CERTAINTIES
from scripts.content_wording import all_claims, answer_text

# As the article has them: the first two for links, the others for remedies.
ARTICLE_WORDS = ("weak or unproven", "strong or generally accepted", "may do some good", "likely to help")
GRADE_WORDS = re.compile(r"\b(?:high|moderate|low|very low) certainty\b", re.I)
EVIDENCE = "evidence/general"


@pytest.fixture(scope="module")
def labels(content: Content) -> dict[str, str]:
    return content.documents["messages/answers"]["certainty"]


def test_labels_of_certainty_when_read_are_grades_words_and_none_of_the_articles(labels: dict[str, str]) -> None:
    assert set(labels) == set(CERTAINTIES)
    assert {name: text for name, text in labels.items() if any(words in text for words in ARTICLE_WORDS)} == {}
    assert {name for name, text in labels.items() if not GRADE_WORDS.search(text)} == {"none-found"}
    assert all(name.replace("-", " ") in text for name, text in labels.items() if name != "none-found")


def test_answers_when_read_then_only_the_one_on_evidence_uses_the_articles_rating_words(content: Content) -> None:
    using = {claim.topic for claim in all_claims(content) if any(words in answer_text(content, claim).lower() for words in ARTICLE_WORDS)}
    assert using == {EVIDENCE}


def test_sentences_when_read_then_none_has_words_of_both_scales(content: Content) -> None:
    texts = [sentence for claim in all_claims(content) for sentence in re.split(r"(?<=[.!?])\s+", answer_text(content, claim))]
    assert [text for text in texts if GRADE_WORDS.search(text) and any(words in text.lower() for words in ARTICLE_WORDS)] == []


def test_ratings_when_compared_then_no_value_stands_on_both_scales(content: Content) -> None:
    ratings = {claim.article_rating for claim in all_claims(content)} - {None}
    assert ratings
    assert ratings.isdisjoint(CERTAINTIES)
