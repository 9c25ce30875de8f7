"""What the answers learned belongs to the conversations that stand in the tree, and these stay apart from the held-out ones."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest

from bot.answers.declining import verdict
from bot.answers.follow_ups import choice
from bot.answers.learned.kinds import KINDS
from bot.evaluation.cases import read_dialogues
from bot.settings import PROJECT
from scripts.learning.digest import PLAIN_QUESTIONS, REFUSALS, declining_files, digest, talk_files

HELD_OUT = [PROJECT / "tests" / "nlu" / "heldout" / "dialogues.jsonl"]
HELD_OUT += [PROJECT / "tests" / "safety" / "heldout" / f"{name}.jsonl" for name in ("refusals", "plain_questions")]
OWN_WORDS = 6  # everybody writes "is it safe" and "how much did they take"


def _texts(path):
    """Yields what people wrote, folded so that a question mark makes nothing new."""
    for line in path.read_text(encoding="utf-8").splitlines():
        for turn in json.loads(line)["turns"]:
            text = turn if isinstance(turn, str) else turn["text"]
            yield " ".join(re.sub(r"[^\w\s]", " ", text.casefold()).split())


@pytest.mark.parametrize(("learned", "files"), [(choice.LEARNED_FILE, talk_files()), (verdict.LEARNED_FILE, declining_files())])
def test_what_was_learned_belongs_to_the_conversations_of_today(learned, files):
    kept = json.loads(learned.read_text(encoding="utf-8"))["examples"]
    assert kept == digest(files), "The conversations have changed since they were learned from. Run: make learn"


def test_held_out_conversations_are_not_learned_from():
    learned = {text for path in declining_files() for text in _texts(path)}
    held_out = [text for path in HELD_OUT for text in _texts(path)]
    assert len(held_out) > 400
    assert [text for text in held_out if len(text.split()) > OWN_WORDS and text in learned] == []


def test_conversations_have_ids_of_their_own_and_labels_that_can_be_read():
    ids = Counter(dialogue.id for path in talk_files() for dialogue in read_dialogues(path))
    assert len(ids) > 900
    assert [name for name, count in ids.items() if count > 1] == []


@pytest.mark.parametrize("path", [REFUSALS, PLAIN_QUESTIONS], ids=lambda path: path.stem)
def test_talks_that_end_in_a_judged_message_say_something(path):
    turns = [json.loads(line)["turns"] for line in path.read_text(encoding="utf-8").splitlines()]
    assert turns
    assert all(turn and all(text.strip() for text in turn) for turn in turns)


def test_every_kind_of_topic_has_a_number(content):
    assert {topic.partition("/")[0] for topic in content.topics} <= set(KINDS)
