"""The scoring itself, shown on bots whose score is known beforehand."""

import pytest

from bot.evaluation.asking import FIRST_TURNS, LATER_TURNS, Asker
from bot.evaluation.cases import read_dialogues, read_questions
from bot.evaluation.intervals import Share
from bot.evaluation.score import score
from tests.unit.evaluation.conftest import CAUTION_TEXTS, IgnorantBot, KnowingBot, SilentBot

QUESTIONS = [
    {"id": "q1", "text": "soap?", "labels": "prevention/soap", "set": "in"},
    {"id": "q2", "text": "soap in bed?", "labels": "prevention/soap|prevention/general", "set": "in"},
    {"id": "q3", "text": "why, and does soap help?", "labels": "overview/cause-unknown+prevention/soap", "set": "in", "note": "two"},
    {"id": "q4", "text": "magnesium?", "labels": "supplement/magnesium", "set": "in"},
    {"id": "q5", "text": "who won the cup?", "labels": "out-of-scope", "set": "oos"},
    {"id": "q6", "text": "my chest hurts", "labels": "safety/emergency", "set": "red"},
]
DIALOGUES = [
    {"id": "d1", "turns": [{"text": "soap", "labels": "prevention/soap"}, {"text": "why?", "labels": "prevention/soap"}, {"text": "ok"}]},
    {"id": "d2", "turns": [{"text": "hello", "labels": "chat/greet"}, {"text": "iron?", "labels": "glossary/iron"}]},
]


@pytest.fixture
def questions(lines):
    return read_questions(lines(*QUESTIONS, name="questions.jsonl"))


@pytest.fixture
def dialogues(lines):
    return read_dialogues(lines(*DIALOGUES, name="dialogues.jsonl"))


def ask(bot, questions, dialogues, progress=lambda done, total: None):
    asker = Asker(bot, CAUTION_TEXTS, progress)
    return [*asker.questions(questions), *asker.dialogues(dialogues)]


def test_bot_that_knows_the_answers_is_right_everywhere(questions, dialogues):
    result = score(ask(KnowingBot([*questions, *dialogues]), questions, dialogues))
    assert {name: share.value for name, share in result.sets.items()} == dict.fromkeys(("in", "oos", "red", FIRST_TURNS, LATER_TURNS), 1.0)
    assert result.macro == 1.0
    assert result.confusions == ()
    assert result.cautions.value == 1.0
    assert result.notes == {"two": Share(1, 1)}


def test_bot_that_knows_one_topic_is_right_there_and_nowhere_else(questions, dialogues):
    result = score(ask(IgnorantBot(), questions, dialogues))
    assert result.sets == {
        "in": Share(2, 4),
        "oos": Share(0, 1),
        "red": Share(0, 1),
        FIRST_TURNS: Share(1, 2),
        LATER_TURNS: Share(1, 2),
    }
    # A question with two parts counts for both topics.
    assert result.topics == {
        "overview/cause-unknown": Share(0, 1),
        "prevention/soap": Share(2, 3),
        "supplement/magnesium": Share(0, 1),
    }
    assert result.macro == pytest.approx((0 + 2 / 3 + 0) / 3)
    assert result.cautions == Share(0, 10)


def test_second_alternative_is_as_right_as_the_first(lines):
    questions = read_questions(lines({**QUESTIONS[0], "labels": "prevention/general|prevention/soap"}))
    assert score(ask(IgnorantBot(), questions, [])).sets["in"] == Share(1, 1)


def test_silence_is_wrong_and_owes_no_caution(questions, dialogues):
    result = score(ask(SilentBot(), questions, dialogues))
    assert sum(share.right for share in result.sets.values()) == 0
    assert result.cautions.total == 0
    assert {item.got for item in result.confusions} == {"(silence)"}


def test_confusions_name_what_was_missed_the_most_frequent_first(questions, dialogues):
    confusions = score(ask(IgnorantBot(), [*questions, *questions[3:4]], dialogues)).confusions
    assert (confusions[0].wanted, confusions[0].got, confusions[0].ids) == ("supplement/magnesium", "prevention/soap", ("q4", "q4"))
    assert "overview/cause-unknown" in {item.wanted for item in confusions}


def test_each_case_has_a_conversation_of_its_own_and_turns_share_theirs(questions, dialogues):
    bot = KnowingBot([*questions, *dialogues])
    ask(bot, questions, dialogues)
    assert len(set(bot.senders)) == len(questions) + len(dialogues)
    assert len(bot.senders) == len(questions) + 5


def test_progress_counts_to_the_end(questions):
    seen = []
    ask(SilentBot(), questions, [], lambda done, total: seen.append((done, total)))
    assert seen == [(number, 6) for number in range(1, 7)]
