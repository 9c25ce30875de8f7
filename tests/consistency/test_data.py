"""Training data, content and held-out questions agree, and stay apart."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter

import pytest

from bot.server.emergency import load_replies
from bot.settings import PROJECT
from tests.e2e.talking import environment

ENOUGH_EXAMPLES = 15
ENOUGH_HELD_OUT = 3
HELD_OUT = sorted((PROJECT / "tests" / "nlu" / "heldout").glob("questions*.jsonl"))
DEV_QUESTIONS = PROJECT.parent / "shared" / "questions-dev.jsonl"
# Topics with fewer examples, and why.
FEWER_EXAMPLES: dict[str, str] = {}
_LABELS = re.compile(r"[|+]")


def _lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _folded(text: str) -> str:
    """Returns a text as it is compared: letters and digits, so that a question mark makes no new question."""
    return " ".join(re.sub(r"[^\w\s]", " ", text.casefold()).split())


def _is_long(text: str) -> bool:
    """Whether a text is somebody's own words: everybody writes "hi" and "thanks", and "what is a diuretic"."""
    return len(_folded(text).split()) > 4


@pytest.fixture(scope="module")
def training_texts(nlu_blocks):
    return {_folded(text) for block in nlu_blocks if "intent" in block for text in block["texts"]}


@pytest.fixture(scope="module")
def held_out():
    return [line for path in HELD_OUT for line in _lines(path)]


def test_every_topic_of_the_training_data_is_in_the_content(examples_of_topic, content):
    replies = {f"red-flag/{name}" for name in load_replies(PROJECT / "content" / "red_flags")}
    assert set(examples_of_topic) - set(content.topics) - replies == set()


def test_every_topic_of_the_content_can_be_asked_about(examples_of_topic, content):
    few = {topic: examples_of_topic[topic] for topic in content.topics if examples_of_topic[topic] < ENOUGH_EXAMPLES}
    assert set(few) == set(FEWER_EXAMPLES), few


def test_every_intent_has_enough_examples(nlu_blocks):
    examples = Counter()
    for block in nlu_blocks:
        if "intent" in block:
            examples[block["intent"]] += len(set(block["texts"]))
    assert {intent: count for intent, count in examples.items() if count < ENOUGH_EXAMPLES} == {}


def test_no_example_stands_for_two_labels(nlu_blocks):
    labels: dict[str, set[tuple[str, str | None]]] = {}
    for block in nlu_blocks:
        if "intent" in block:
            label = (block["intent"], (block.get("metadata") or {}).get("topic"))
            for text in filter(None, map(_folded, block["texts"])):
                labels.setdefault(text, set()).add(label)
    assert {text: found for text, found in labels.items() if len(found) > 1} == {}


def test_every_topic_is_held_out_at_least_three_times(held_out, content, training_texts):
    """Only questions count that are not in the training data. A word that is reported under another topic's id is counted there."""
    fresh = [line for line in held_out if _folded(line["text"]) not in training_texts]
    asked = Counter(topic for line in fresh for topic in set(_LABELS.split(line["labels"])))
    reported = [topic.id for topic in content.topics.values() if topic.belongs_to is None]
    assert reported
    assert {topic: asked[topic] for topic in reported if asked[topic] < ENOUGH_HELD_OUT} == {}


def test_held_out_labels_exist(held_out, content):
    others = {"safety/emergency", "safety/personal-advice", "out-of-scope", "clarify", "any"}
    labels = {label for line in held_out for label in _LABELS.split(line["labels"])}
    unknown = {label for label in labels if label not in content.topics and label not in others and not label.startswith("chat/")}
    assert unknown == set()


def test_held_out_questions_are_not_trained_on(held_out, training_texts):
    assert [line["text"] for line in held_out if _is_long(line["text"]) and _folded(line["text"]) in training_texts] == []


def test_most_held_out_questions_are_new_whatever_their_length(held_out, training_texts):
    """Short ones may coincide; a score over many that do would say nothing."""
    known = [line["text"] for line in held_out if _folded(line["text"]) in training_texts]
    assert len(known) <= 0.02 * len(held_out), f"{len(known)} of {len(held_out)}: {known[:30]}"


def test_held_out_ids_stand_once(held_out):
    assert [name for name, count in Counter(line["id"] for line in held_out).items() if count > 1] == []


def test_names_are_what_the_content_says():
    done = subprocess.run(
        [sys.executable, "-m", "scripts.make_lookups", "--check"],
        cwd=PROJECT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_names_mean_topics_of_the_content(nlu_blocks, content):
    synonyms = {block["synonym"] for block in nlu_blocks if "synonym" in block}
    assert synonyms
    assert synonyms - set(content.topics) == set()


def test_dev_questions_are_in_no_file_of_the_repository(training_texts, held_out, capsys):
    """The questions of the shared folder measure the bot. Where they are not on this machine, only the file's absence is stated."""
    if not DEV_QUESTIONS.is_file():
        with capsys.disabled():
            print(f"\n{DEV_QUESTIONS} is not on this machine: leakage of dev questions was not checked.")
        assert not list(PROJECT.rglob("questions-dev.jsonl"))
        return
    dev = {_folded(line["text"]) for line in _lines(DEV_QUESTIONS)}
    assert dev
    long = {text for text in dev if _is_long(text)}
    assert sorted(long & training_texts) == []
    assert sorted(long & {_folded(line["text"]) for line in held_out}) == []
    assert not list((PROJECT / "tests").rglob("questions-dev*"))
    for path in [
        *(PROJECT / "tests").rglob("*.jsonl"),
        *(PROJECT / "tests" / "e2e").rglob("*.yml"),
        *(PROJECT / "tests" / "stories").rglob("*.yml"),
    ]:
        body = f" {_folded(path.read_text(encoding='utf-8'))} "
        # Inside a file a question of a few words may be part of a longer one.
        assert [text for text in long if len(text.split()) > 8 and f" {text} " in body] == [], path
