"""The score on questions that nobody trained on must not fall. `pytest -s` shows the table."""

import pytest

from bot.evaluation.asking import Asker
from bot.evaluation.cases import read_dialogues
from bot.evaluation.report import as_text
from bot.evaluation.rest_bot import RestBot
from bot.evaluation.score import Score, score
from tests.nlu.conftest import HELDOUT

pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def result(running_bot, questions, caution_texts) -> Score:
    asker = Asker(RestBot(running_bot.url), caution_texts)
    verdicts = [*asker.questions(questions), *asker.dialogues(read_dialogues(HELDOUT / "dialogues.jsonl"))]
    running_bot.check()
    return score(verdicts)


def test_every_set_reaches_its_floor(result, floors, capsys):
    with capsys.disabled():
        print(f"\n{as_text(result)}")
    too_low = {name: str(result.sets[name]) for name, floor in floors["sets"].items() if 100 * result.sets[name].value < floor}
    assert too_low == {}


def test_every_set_has_a_floor(result, floors):
    assert set(floors["sets"]) == set(result.sets)


def test_mean_over_topics_reaches_its_floor(result, floors):
    assert 100 * result.macro >= floors["macro"]


def test_no_topic_is_lost(result, floors):
    lost = {topic: str(share) for topic, share in result.topics.items() if 100 * share.value < floors["any_topic"]}
    assert lost == {}


def test_every_fact_leaves_with_its_caution(result):
    assert result.cautions.total > 500
    assert result.cautions.right == result.cautions.total


def test_clarifying_questions_stay_rare(result, floors):
    assert 100 * result.clarified["in"].value <= floors["clarified_at_most"]
