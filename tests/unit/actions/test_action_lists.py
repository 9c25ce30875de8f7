"""The actions that list things: corrections, sources, accuracy."""

from __future__ import annotations

from actions.action_list_corrections import ActionListCorrections
from actions.action_list_sources import ActionListSources
from actions.action_report_accuracy import ActionReportAccuracy
from bot.knowledge.content import read_content
from bot.settings import PROJECT


def test_every_correction_is_listed_once(run):
    said = run(ActionListCorrections())
    listed = [name for message in said.messages for name in message["corrections"]]
    assert set(listed) == set(read_content(PROJECT / "content").corrections)
    assert all(message["cautions"] for message in said.messages)


def test_sources_are_about_the_bot_and_state_no_fact(run):
    message = run(ActionListSources()).messages[0]
    assert message["topics"] == ["chat/bot"]
    assert message["claims"] == []
    assert message["buttons"]


def test_accuracy_is_about_the_bot(run):
    message = run(ActionReportAccuracy()).messages[0]
    assert message["topics"] == ["chat/bot"]
    assert message["claims"] == []


def test_lists_drop_an_offer_that_stood(run):
    for action in (ActionListCorrections(), ActionListSources(), ActionReportAccuracy()):
        assert run(action, slots={"topics": ["diet/water"], "options": ["diet/water"]}).slots == {"options": []}
