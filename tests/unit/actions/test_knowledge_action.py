"""What all actions share."""

from __future__ import annotations

import importlib
import inspect

import pytest
from rasa_sdk import Action

from actions import knowledge_action
from actions.action_answer_question import ActionAnswerQuestion
from actions.knowledge_action import KnowledgeAction
from bot.settings import PROJECT

FILES = sorted(path.stem for path in (PROJECT / "actions").glob("action_*.py"))


def _action(file: str) -> Action:
    module = importlib.import_module(f"actions.{file}")
    (found,) = [kind for _, kind in inspect.getmembers(module, inspect.isclass) if kind.__module__ == module.__name__]
    return found()


@pytest.mark.parametrize("file", FILES)
def test_action_carries_the_name_of_its_file(file):
    action = _action(file)
    assert action.name() == file
    assert type(action).__name__ == "".join(part.title() for part in file.split("_"))
    assert isinstance(action, KnowledgeAction)


@pytest.mark.parametrize("file", FILES)
def test_action_without_a_knowledge_base_apologises_and_forgets_nothing(run, use_database, tmp_path, file):
    use_database(f"sqlite:///{tmp_path / 'empty.db'}")
    said = run(_action(file), slots={"topics": ["diet/water"], "conditions": ["pregnancy"]})
    assert said.responses == ["utter_apology"]
    assert said.texts == []
    assert said.events == []


@pytest.mark.parametrize("file", FILES)
def test_action_says_texts_with_an_account_and_no_response(run, file):
    said = run(_action(file))
    assert said.responses == []
    assert said.messages
    for message in said.messages:
        assert message["text"].strip()
        assert message["topics"]
        assert message["content_version"]
        assert {"claims", "cautions", "sources"} <= set(message)


def test_shared_action_cannot_be_used_itself():
    with pytest.raises(TypeError, match="abstract"):
        KnowledgeAction()


def test_responder_is_opened_once(run, use_database, knowledge_url):
    use_database(knowledge_url)
    assert knowledge_action.responder() is knowledge_action.responder()


def test_broken_program_is_not_taken_for_a_missing_knowledge_base(run, monkeypatch):
    """Any other error goes up: the action server logs it, and Rasa apologises."""

    def broken(self, tracker, context):
        raise RuntimeError("a bug")

    monkeypatch.setattr(ActionAnswerQuestion, "outcome", broken)
    with pytest.raises(RuntimeError, match="a bug"):
        run(ActionAnswerQuestion())
