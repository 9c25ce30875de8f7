import pytest

from bot.evaluation.cases import CaseError, read_dialogues, read_questions

GOOD = {"id": "q1", "text": "soap?", "labels": "prevention/soap", "set": "in"}


def test_questions_are_read(lines):
    question = read_questions(lines(GOOD, "", {**GOOD, "id": "q2", "note": "near-miss"}))[1]
    assert (question.id, question.text, str(question.labels), question.set, question.note) == (
        "q2",
        "soap?",
        "prevention/soap",
        "in",
        "near-miss",
    )


def test_set_red_is_an_emergency_whatever_the_labels(lines):
    assert str(read_questions(lines({**GOOD, "labels": "relief/general", "set": "red"}))[0].labels) == "safety/emergency"


def test_dialogue_turn_without_labels_is_kept_unjudged(lines):
    dialogue = read_dialogues(lines({"id": "d1", "turns": [{"text": "hi"}, {"text": "why?", "labels": "a/x"}]}))[0]
    assert [turn.labels is None for turn in dialogue.turns] == [True, False]


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        ("{", "Expecting"),
        ("[]", "must be a JSON object"),
        ({**GOOD, "id": "q2", "text": " "}, "'text' must be a text"),
        ({**GOOD, "id": "q2", "labels": "Soap!"}, "labels must be topics"),
        ({"id": "q2", "text": "soap?"}, "'labels' must be a text"),
        (GOOD, "'q1' stands there twice"),
    ],
)
def test_bad_line_is_refused_with_its_number(lines, bad, problem):
    with pytest.raises(CaseError, match=r"cases\.jsonl:3: ") as refusal:
        read_questions(lines(GOOD, "", bad))
    assert problem in str(refusal.value)


def test_every_bad_line_is_named(lines):
    with pytest.raises(CaseError) as refusal:
        read_questions(lines("{", GOOD, "nonsense"))
    assert ":1:" in str(refusal.value)
    assert ":3:" in str(refusal.value)


@pytest.mark.parametrize("turns", [None, [], ["hi"], [{"text": ""}], [{"text": "hi", "labels": "?"}]])
def test_bad_dialogue_is_refused(lines, turns):
    with pytest.raises(CaseError, match=r":1: .*turn"):
        read_dialogues(lines({"id": "d1", "turns": turns}))


def test_missing_and_empty_files_are_refused(lines, tmp_path):
    with pytest.raises(CaseError, match="cannot be read"):
        read_questions(tmp_path / "nowhere.jsonl")
    with pytest.raises(CaseError, match="holds no line"):
        read_questions(lines(""))
