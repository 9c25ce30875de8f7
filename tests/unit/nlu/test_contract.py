"""What every component of config.yml keeps to."""

from __future__ import annotations

import copy

import pytest
from rasa.engine.graph import GraphComponent
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import ACTION_NAME, INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message

from tests.unit.nlu.conftest import NAMES, component_class, message, plain_data, shown

TEXTS = ["does magnesim help and what about milk?", "hello", "I need an ambulance", "who won the football match", "zinc", "🙂", "x" * 2000]


@pytest.mark.parametrize("name", NAMES)
def test_component_is_rasas_kind_of_component(name):
    assert issubclass(component_class(name), GraphComponent)
    assert name.startswith("bot.nlu."), "a component that is not ours needs a contract test of its own"


@pytest.mark.parametrize("name", NAMES)
def test_component_when_loaded_again_understands_the_same(name, trained, loaded):
    assert component_class(name) is type(loaded.up_to(name)[-1])
    for text in TEXTS:
        assert shown(loaded.read(text, name)) == shown(trained.read(text, name))


@pytest.mark.parametrize("name", NAMES)
def test_component_leaves_a_message_alone_that_it_knows_nothing_about(name, loaded):
    component = loaded.up_to(name)[-1]
    for data in ({ACTION_NAME: ACTION_LISTEN_NAME}, {INTENT: "greet"}):
        unknown = Message(dict(data))
        assert component.process([unknown]) == [unknown]
        assert unknown.data == data
        assert unknown.features == []


@pytest.mark.parametrize("name", NAMES)
def test_component_answers_as_many_messages_as_it_got(name, loaded):
    component = loaded.up_to(name)[-1]
    assert component.process([]) == []
    pair = [message("hello"), message("does magnesium help")]
    assert component.process(pair) == pair


@pytest.mark.parametrize("name", NAMES)
def test_component_understands_a_message_the_same_alone_and_among_others(name, loaded):
    alone = loaded.read(TEXTS[0], name)
    together = [message(text) for text in TEXTS]
    for component in loaded.up_to(name):
        together = component.process(together)
    assert shown(together[0]) == shown(alone)


@pytest.mark.parametrize("name", NAMES)
def test_component_never_changes_the_text(name, loaded):
    for text in TEXTS:
        assert loaded.read(text, name).get("text") == text


@pytest.mark.parametrize("name", [name for name in NAMES if hasattr(component_class(name), "validate_config")])
def test_component_that_checks_its_configuration_accepts_its_defaults(name):
    kind = component_class(name)
    kind.validate_config(copy.deepcopy(kind.get_default_config()))


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("bot.nlu.sentence_classifier.SentenceClassifier", {"keep_inside": 1.5}),
        ("bot.nlu.sentence_classifier.SentenceClassifier", {"keep_inside": True}),
        ("bot.nlu.sentence_classifier.SentenceClassifier", {"penalty": 0}),
        ("bot.nlu.sentence_classifier.SentenceClassifier", {"sharpness": -1}),
        ("bot.nlu.sentence_classifier.SentenceClassifier", {"spelling": "much"}),
        ("bot.nlu.red_flag_guard.RedFlagGuard", {"threshold": 2}),
        ("bot.nlu.red_flag_guard.RedFlagGuard", {"threshold": "0.5"}),
        ("bot.nlu.red_flag_guard.RedFlagGuard", {"ask_threshold": -0.1}),
        ("bot.nlu.red_flag_guard.RedFlagGuard", {"agree_threshold": 1.5}),
    ],
)
def test_component_refuses_a_number_that_cannot_work(name, wrong):
    kind = component_class(name)
    with pytest.raises(InvalidConfigException, match=next(iter(wrong))):
        kind.validate_config({**kind.get_default_config(), **wrong})


def test_pipeline_on_our_kind_of_data_finds_intent_topic_and_name(loaded):
    found = loaded.read("does magnesium help")
    assert found.get(INTENT)["name"] == "ask_supplement"
    assert found.get("questions")[0]["topics"][0]["topic"] == "supplement/magnesium"
    assert [item["value"] for item in found.get("entities")] == ["supplement/magnesium"]
    assert [item["confidence"] for item in found.get(INTENT_RANKING_KEY)] == sorted(
        (item["confidence"] for item in found.get(INTENT_RANKING_KEY)), reverse=True
    )


def test_pipeline_on_plain_data_finds_intents_and_nothing_else(plain):
    again = plain.load_again()
    for pipeline in (plain, again):
        for text, intent in (("fly me to Paris", "book_flight"), ("is it raining", "weather"), ("play a song", "play_music")):
            found = pipeline.read(text)
            ranking = {item["name"]: item["confidence"] for item in found.get(INTENT_RANKING_KEY)}
            assert max((name for name in ranking if name != "nlu_fallback"), key=ranking.get) == intent
            assert found.get("questions") is None
            assert found.get("entities") in (None, [])


def test_pipeline_on_plain_data_knows_every_training_sentence(plain):
    for item in plain_data().intent_examples:
        assert plain.read(item.get("text")).get(INTENT)["name"] == item.get(INTENT)


def test_pipeline_on_plain_data_raises_no_red_flag(plain):
    assert plain.read("I have chest pain and cannot breathe").get("red_flag") is None
