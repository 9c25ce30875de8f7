"""Slips in the typing may cost a few answers, no more. NLU and answers run in this process: a thousand messages in seconds."""

import random
from dataclasses import replace

import pytest

from bot.evaluation.asking import Asker
from bot.evaluation.intervals import Share
from scripts.accuracy.local_bot import LocalBot, parse_with_model
from tests.nlu.perturbations import PERTURBATIONS
from tests.servers import current_model

pytestmark = pytest.mark.timeout(900)
SEED = 20261123


@pytest.fixture(scope="module")
def inside(questions):
    return [question for question in questions if question.set == "in"]


@pytest.fixture(scope="module")
def asker(running_bot):
    # The parse keeps the model's own spelling and gate: only the network is left out.
    return Asker(LocalBot(parse_with_model(current_model()), running_bot.settings.database_url), {})


@pytest.fixture(scope="module")
def plain(asker, inside):
    return {verdict.id: verdict.right for verdict in asker.questions(inside)}


@pytest.mark.parametrize("name", PERTURBATIONS)
def test_slips_cost_little(name, asker, inside, plain, floors, capsys):
    chance = random.Random(SEED)
    slipped = [replace(question, text=PERTURBATIONS[name](question.text, chance)) for question in inside]
    changed = [after for before, after in zip(inside, slipped, strict=True) if after.text != before.text]
    right = {verdict.id: verdict.right for verdict in asker.questions(changed)}
    before = Share.of(plain.values())
    after = Share.of(right.get(name, value) for name, value in plain.items())
    with capsys.disabled():
        print(f"\n{name}: {len(changed)} of {len(inside)} changed; {before} -> {after}")
    lost = [question for question in changed if plain[question.id] and not right[question.id]]
    for question in lost:
        print(f"{question.id}: {question.text}")
    assert changed
    assert 100 * (before.value - after.value) <= floors["robustness_drop"]


def test_slips_are_the_same_in_every_run(inside):
    def slipped():
        chance = random.Random(SEED)
        return [change(question.text, chance) for change in PERTURBATIONS.values() for question in inside[:20]]

    assert slipped() == slipped()
