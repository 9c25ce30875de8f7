"""The bot without its servers: NLU and answers in this process, for measuring many variants of either."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.answers.responder import Responder
from bot.answers.understanding import Context, understanding_from_parse
from bot.channels.gate import accept
from bot.evaluation.replies import Reply
from bot.knowledge.database import open_engine
from bot.knowledge.repository import Repository
from bot.settings import PROJECT, load_settings

EMERGENCY_ACTION = "utter_emergency"
Parse = Callable[[str], Mapping[str, Any]]
ParseInTalk = Callable[[str, str | None], Mapping[str, Any]]


class LocalBot:
    """Answers single messages as the served bot does; every message begins a new conversation."""

    def __init__(self, parse: Parse, database_url: str) -> None:
        """Takes the understanding of a text, and the knowledge base to answer from."""
        self._parse = parse
        self._responder = Responder(Repository(open_engine(database_url)))
        self._actions = actions_of_intents()
        self._topics = topics_of_responses()

    def say(self, sender: str, text: str) -> Sequence[Reply]:
        """Returns the replies to one message."""
        parsed = self._parse(accept(text, sender, load_settings().max_message_length).text)
        action = self._actions.get((parsed.get("intent") or {}).get("name"), "action_answer_question")
        if action in self._topics:
            return [Reply("", self._topics[action])]
        outcome = self._outcome(action, parsed)
        return [_reply(reply) for reply in outcome.replies]

    def _outcome(self, action: str, parsed: Mapping[str, Any]) -> Any:
        about_bot = {
            "action_list_sources": self._responder.sources,
            "action_list_corrections": self._responder.corrections,
            "action_report_accuracy": self._responder.accuracy,
        }
        if action in about_bot:
            return about_bot[action](Context())
        understanding = understanding_from_parse(parsed)
        if action == "action_forget_conditions":
            return self._responder.forget_conditions(Context(), understanding=understanding)
        return self._responder.respond(understanding, Context())


def parse_with_model(model: Path) -> Parse:
    """Returns the understanding of a trained model archive, of messages out of nothing."""
    in_talk = parse_in_talk(model)
    return lambda text: in_talk(text, None)


def parse_in_talk(model: Path) -> ParseInTalk:
    """Returns the understanding of a trained model archive, of messages after an answer with a title, or after none."""
    from rasa.core.agent import Agent
    from rasa.core.channels.channel import UserMessage

    from bot.server.patches import install_all
    from bot.server.patches.conversation_context import SUBJECT

    install_all()
    processor = Agent.load(model).processor
    loop = asyncio.new_event_loop()

    def parse(text: str, subject: str | None) -> Mapping[str, Any]:
        message = UserMessage(text, metadata={SUBJECT: subject} if subject else {})
        return loop.run_until_complete(processor.parse_message(message))

    return parse


def actions_of_intents() -> dict[str, str]:
    """Returns the action that the rules give to each intent."""
    found = {}
    for path in sorted((PROJECT / "data" / "rules").glob("*.yml")):
        for rule in YAML(typ="safe").load(path.read_text(encoding="utf-8")).get("rules") or []:
            steps = rule["steps"]
            if len(steps) >= 2 and "intent" in steps[0] and "action" in steps[1]:
                found[steps[0]["intent"]] = steps[1]["action"]
    return found


def topics_of_responses() -> dict[str, tuple[str, ...]]:
    """Returns the topics that the written responses carry."""
    found = {}
    for path in sorted((PROJECT / "data" / "responses").glob("*.yml")):
        for name, variants in YAML(typ="safe").load(path.read_text(encoding="utf-8"))["responses"].items():
            found[name] = tuple((variants[0].get("metadata") or {}).get("topics") or ())
    return found


def _reply(reply: Any) -> Reply:
    account = reply.metadata()
    return Reply(reply.text, *(tuple(account.get(name) or ()) for name in ("topics", "claims", "cautions", "sources")))
