"""How topics relate."""

from __future__ import annotations

import pytest

from bot.answers.catalogue import OVERVIEW_OF_GROUP, Catalogue, about_same, group, slug

SMALL = Catalogue.of(["glossary/diuretic", "cause/diuretics", "supplement/potassium", "glossary/potassium", "relief/general"])


def test_group_and_slug_split_at_the_slash():
    assert (group("cause/diuretics"), slug("cause/diuretics")) == ("cause", "diuretics")
    assert (group("clarify"), slug("clarify")) == ("clarify", "")


@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        ("cause/diuretics", "glossary/diuretic"),
        ("supplement/potassium", "glossary/potassium"),
        ("relief/general", None),
        ("glossary/diuretic", "glossary/diuretic"),
    ],
)
def test_definition_of_finds_the_word_in_either_number(topic, expected):
    assert SMALL.definition_of(topic) == expected


@pytest.mark.parametrize(
    ("topic", "wanted", "expected"),
    [
        ("glossary/potassium", "supplement", "supplement/potassium"),
        ("glossary/diuretic", "cause", "cause/diuretics"),
        ("relief/general", "cause", None),
    ],
)
def test_same_thing_looks_into_the_wanted_group(topic, wanted, expected):
    assert SMALL.same_thing(topic, wanted) == expected


@pytest.mark.parametrize(
    ("topic", "name", "expected"),
    [
        ("supplement/magnesium", "supplement/magnesium", True),
        ("supplement/magnesium", "glossary/magnesium", True),
        ("cause/diuretics", "glossary/diuretic", True),
        ("supplement/magnesium", "supplement/calcium", False),
    ],
)
def test_about_same_compares_the_thing(topic, name, expected):
    assert about_same(topic, name) is expected


def test_overview_of_every_topic_of_the_content_exists(catalogue):
    for topic in catalogue.topics:
        assert catalogue.overview_of(topic) in catalogue.topics
        assert group(topic) in OVERVIEW_OF_GROUP, f"{topic}: its group has no overview"


def test_overview_of_an_unknown_group_is_the_article_as_a_whole():
    assert SMALL.overview_of("nonsense/x") == "overview/cause-unknown"


def test_terms_and_definitions_of_the_content_exist(catalogue):
    for topic, terms in catalogue.terms_of.items():
        assert set(terms) <= catalogue.topics
        assert catalogue.definition_of(topic) in catalogue.topics | {None}
