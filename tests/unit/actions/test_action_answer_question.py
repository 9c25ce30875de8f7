from __future__ import annotations

from actions.action_answer_question import ActionAnswerQuestion

MG = "supplement/magnesium"


def test_question_is_answered_and_its_topic_remembered(run):
    said = run(ActionAnswerQuestion(), "ask_supplement", "does magnesium help", [(MG, 0.97)])
    assert said.messages[0]["topics"] == [MG]
    assert said.messages[0]["cautions"]
    assert said.slots == {"topics": [MG]}


def test_follow_up_is_answered_from_what_is_remembered(run):
    said = run(ActionAnswerQuestion(), "ask_why", "why", slots={"topics": [MG]})
    assert said.messages[0]["topics"] == [MG]
    assert said.events == []


def test_tapped_choice_is_answered_and_the_offer_dropped(run):
    said = run(ActionAnswerQuestion(), "choose_topic", "/choose_topic", tap=MG, slots={"options": [MG, "supplement/calcium"]})
    assert said.messages[0]["topics"] == [MG]
    assert said.slots == {"topics": [MG], "options": []}


def test_doubt_is_asked_about_and_the_offer_remembered(run):
    said = run(ActionAnswerQuestion(), "ask_supplement", "the stuff for legs", [(MG, 0.20), ("supplement/calcium", 0.19)])
    assert said.messages[0]["topics"] == ["clarify"]
    assert said.slots == {"options": [MG, "supplement/calcium"]}
    assert [button["payload"] for button in said.messages[0]["buttons"]] == [
        '/choose_topic{"topic": "supplement/magnesium"}',
        '/choose_topic{"topic": "supplement/calcium"}',
    ]


def test_condition_is_remembered(run):
    said = run(ActionAnswerQuestion(), "report_condition", "I have kidney disease")
    assert said.slots["conditions"]
    assert said.messages[0]["claims"] == []


def test_emergency_that_stands_is_answered_with_no_fact(run):
    said = run(ActionAnswerQuestion(), "ask_supplement", "does magnesium help", [(MG, 0.97)], slots={"is_emergency": True})
    assert said.messages[0]["topics"] == ["safety/emergency"]
    assert said.messages[0]["claims"] == []
    assert said.events == []
