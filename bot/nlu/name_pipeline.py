"""The spaCy pipeline that finds names: tokenizer, lemma lookups, entity ruler. Built here, saved with the model, never downloaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import spacy
from spacy.language import Language

RULER = "entity_ruler"


def build_pipeline(names: Mapping[str, Sequence[str]]) -> Language:
    """Builds the pipeline.

    Args:
        names: for each entity type the names that mean it, any case.

    Returns:
        A pipeline whose entities carry the entity type as label. Names match by lemma, so "water pills" is found by "water pill".
    """
    nlp = spacy.blank("en")
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    nlp.initialize()
    ruler = nlp.add_pipe(RULER, config={"phrase_matcher_attr": "LEMMA", "overwrite_ents": True})
    # The first of two equal patterns wins, so a name given under two types keeps the first one's label.
    seen: set[str] = set()
    patterns = []
    for label, phrases in names.items():
        for phrase in phrases:
            lowered = phrase.lower().strip()
            if lowered and lowered not in seen:
                seen.add(lowered)
                patterns.append({"label": label, "pattern": lowered})
    ruler.add_patterns(patterns)
    return nlp


def lemma_key(nlp: Language, phrase: str) -> str:
    """Returns the phrase as the ruler compares it: lower case, lemmas joined by a space."""
    return " ".join(token.lemma_ for token in nlp(phrase.lower().strip()))
