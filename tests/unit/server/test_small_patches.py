"""The faults that take a few lines each: payloads, blank lines, model paths, the shell's stream, event types."""

from __future__ import annotations

import asyncio
import json

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.channels.console import CmdlineInput
from rasa.core.policies.rule_policy import RulePolicy
from rasa.exceptions import ModelNotFound
from rasa.nlu.classifiers.regex_message_handler import RegexMessageHandler
from rasa.shared.core.events import ActionExecuted, Event, UserUttered
from rasa.shared.nlu.training_data.message import Message

from bot.server.patches.model_path import missing_on_command_line


def _intent(text, domain):
    (message,) = RegexMessageHandler().process([Message({"text": text})], domain)
    return (message.get("intent") or {}).get("name")


@pytest.mark.parametrize("text", ["/restart", "/report_red_flag", '/greet{"mood": "x"}', "/greet@0.1", "/nosuch", "hello"])
def test_typed_intents_stay_text(text, domain):
    assert _intent(text, domain) is None


@pytest.mark.parametrize("text", ["/greet", ' /greet{"topic": "diet/water"} '])
def test_what_buttons_send_is_an_intent(text, domain):
    assert _intent(text, domain) == "greet"


async def test_blank_lines_do_not_tear_a_text_on_rasas_own_channels():
    output = CollectingOutputChannel()
    await output.send_response("a", {"text": "Claim.\n\nCaution."})
    assert [message["text"] for message in output.messages] == ["Claim.\n\nCaution."]


def test_a_missing_model_is_not_replaced_by_its_neighbour(tmp_path):
    (tmp_path / "other.tar.gz").write_bytes(b"")
    with pytest.raises(ModelNotFound, match="missing.tar.gz"):
        Agent.load(tmp_path / "missing.tar.gz")


def test_a_folder_still_means_its_newest_model(tmp_path):
    (tmp_path / "broken.tar.gz").write_bytes(b"this is no archive")
    with pytest.raises(ModelNotFound, match="can not be loaded"):
        Agent.load(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "missing"),
    [
        (["/venv/bin/rasa", "run", "-m", "no/such.tar.gz"], "no/such.tar.gz"),
        (["/venv/bin/rasa", "shell", "--model=no/such.tar.gz"], "no/such.tar.gz"),
        (["/site-packages/rasa/__main__.py", "run", "--model", "no/such.tar.gz"], "no/such.tar.gz"),
        (["/venv/bin/rasa", "run", "-m", "."], None),
        (["/venv/bin/rasa", "run"], None),
        (["/venv/bin/rasa", "train", "-m", "no/such"], None),
        (["/venv/bin/pytest", "run", "-m", "no/such"], None),
        ([], None),
    ],
)
def test_the_model_named_on_rasas_command_line_must_exist(arguments, missing):
    assert missing_on_command_line(arguments) == missing


def test_a_missing_model_on_the_command_line_stops_rasa(monkeypatch, tmp_path):
    monkeypatch.setattr("sys.argv", ["/venv/bin/rasa", "run", "-m", "no/such.tar.gz"])
    with pytest.raises(SystemExit, match="no/such.tar.gz"):
        Agent.load(tmp_path)


async def _shell(handler, text, sender="a"):
    """What `rasa shell` gets for a line, up to the end of the stream."""
    queue: asyncio.Queue = asyncio.Queue()
    await CmdlineInput.on_message_wrapper(handler, text, queue, sender, "cmdline", None)
    lines = []
    while (line := await asyncio.wait_for(queue.get(), 2)) != "DONE":
        lines.append(line)
    return lines


async def test_a_reply_comes_whole_in_the_shell():
    async def handler(message):
        await message.output_channel.send_response("a", {"text": "Claim.\n\nCaution."})

    (line,) = await _shell(handler, "hello")
    assert line["text"] == "Claim.\n\nCaution."


@pytest.mark.parametrize(("text", "sender"), [("hello", "a"), ("x" * 5000, "a"), (None, "a"), ("hello", "no id")])
async def test_the_shell_always_gets_an_end_and_an_answer(text, sender):
    async def handler(_message):
        raise RuntimeError("down")

    (line,) = await _shell(handler, text, sender)
    assert line["text"]


def test_event_types_are_found_as_rasa_finds_them():
    assert Event.resolve_by_type("user") is Event.resolve_by_type("user") is UserUttered
    assert Event.resolve_by_type("action") is ActionExecuted
    assert Event.resolve_by_type("nonsense", UserUttered) is UserUttered
    assert Event.resolve_by_type("topic") is None
    with pytest.raises(ValueError, match="nonsense"):
        Event.resolve_by_type("nonsense")


def test_a_rule_is_read_once_and_each_caller_has_its_own_list(monkeypatch):
    key = '[{"prev_action": {"action_name": "action_listen"}}, {"user": {"intent": "a rule for this test"}}]'
    first = RulePolicy._rule_key_to_state(key)
    assert first == json.loads(key)
    first.clear()
    monkeypatch.setattr("rasa.core.policies.rule_policy.json.loads", lambda _text: pytest.fail("it is read again"))
    assert len(RulePolicy._rule_key_to_state(key)) == 2
