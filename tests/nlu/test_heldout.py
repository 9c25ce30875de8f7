"""The score on questions that nobody trained on must not fall. `pytest -s` shows the table."""

import pytest

from bot.evaluation.asking import Asker
from bot.evaluation.cases import read_dialogues
from bot.evaluation.report import as_text
from bot.evaluation.rest_bot import RestBot
from bot.evaluation.score import Score, score
from tests.nlu.conftest import FOLDER

pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def asker(running_bot, caution_texts) -> Asker:
    return Asker(RestBot(running_bot.url), caution_texts)


@pytest.fixture(scope="module")
def result(asker, running_bot, questions) -> Score:
    found = score(asker.questions(questions))
    running_bot.check()
    return found


def too_low(result: Score, floors: dict[str, float]) -> dict[str, str]:
    return {name: str(share) for name, share in result.sets.items() if 100 * share.value < floors[name]}


def test_every_set_reaches_its_floor(result, floors, capsys):
    with capsys.disabled():
        print(f"\n{as_text(result)}")
    assert set(result.sets) == set(floors["sets"])
    assert too_low(result, floors["sets"]) == {}


def test_mean_over_topics_reaches_its_floor(result, floors):
    assert 100 * result.macro >= floors["macro"]


def test_no_topic_is_lost(result, floors):
    lost = {topic: str(share) for topic, share in result.topics.items() if 100 * share.value < floors["any_topic"]}
    assert lost == {}


def test_every_fact_leaves_with_its_caution(result):
    assert result.cautions.total > 400
    assert result.cautions.right == result.cautions.total


def test_clarifying_questions_stay_rare(result, floors):
    assert 100 * result.clarified["in"].value <= floors["clarified_at_most"]


def test_conversations_reach_their_floor(asker, running_bot, floors, capsys):
    found = score(asker.dialogues(read_dialogues(FOLDER / "heldout" / "dialogues.jsonl")))
    running_bot.check()
    with capsys.disabled():
        print(f"\nConversations\n{as_text(found)}")
    assert too_low(found, floors["conversations"]) == {}
    assert found.cautions.right == found.cautions.total
