"""Learns anew what the answers decide by examples: `make learn`.

Reads the labelled conversations in conversations/ with the trained model, and writes which topic a follow-up is about
(bot/answers/follow_ups/choice.json) and whether a message is declined (bot/answers/declining/verdict.json).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from tqdm import tqdm

from bot.answers.declining import signs as declining_signs
from bot.answers.declining import verdict
from bot.answers.follow_ups import choice
from bot.answers.follow_ups import signs as follow_up_signs
from bot.answers.responder import Responder
from bot.answers.turn import Shelf
from bot.evaluation.cases import CaseError, Dialogue, read_dialogues
from bot.knowledge.database import open_engine
from bot.knowledge.repository import KnowledgeUnavailable, Repository
from bot.launcher.preparing import MODELS
from bot.launcher.staleness import read_current
from bot.settings import PROJECT, load_settings
from scripts.accuracy.local_bot import parse_in_talk
from scripts.learning import choosing, declining
from scripts.learning.digest import declining_files, digest, talk_files
from scripts.learning.walk import Step, Walk


def main() -> int:
    """Returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="model archive; default: the one that `make train` made last")
    current = read_current(MODELS)
    model = parser.parse_args().model or (current.path if current else None)
    if model is None:
        print("There is no model to understand the conversations with. Train one: make train", file=sys.stderr)
        return 1
    try:
        shelf = Responder(Repository(open_engine(load_settings().database_url))).shelf()
        talks = list(chain.from_iterable(map(read_dialogues, talk_files())))
    except (CaseError, KnowledgeUnavailable) as error:
        print(error, file=sys.stderr)
        return 1
    walk = Walk(parse_in_talk(model), shelf)
    steps = _walked(walk, talks)
    _learn_choice(steps, shelf)
    # The verdict sees what was decided before it, so the choice is learned first.
    choice.forget_learned()
    _learn_verdict([*steps, *_walked(walk, declining.pressing_talks())], shelf)
    return 0


def _walked(walk: Walk, talks: Sequence[Dialogue]) -> list[Step]:
    return list(walk.through(tqdm(talks, desc="Reading conversations", unit="talk")))


def _learn_choice(steps: Sequence[Step], shelf: Shelf) -> None:
    examples = list(choosing.examples_of(steps, shelf.catalogue))
    print(f"Topics of follow-ups: {len(examples)} messages. Learning ...")
    _write(choice.LEARNED_FILE, talk_files(), follow_up_signs.NAMES, choosing.learn_choice(examples))
    print(f"Of conversations left out, {choosing.share_right(examples):.1%} of the messages are chosen right.")


def _learn_verdict(steps: Sequence[Step], shelf: Shelf) -> None:
    examples = list(declining.examples_of(steps, shelf.catalogue))
    print(f"Declining: {len(examples)} messages. Learning ...")
    _write(verdict.LEARNED_FILE, declining_files(), declining_signs.NAMES, declining.learn_verdict(examples))
    declined, plain = declining.shares_right(examples)
    print(f"Of conversations left out, {declined:.1%} of those to be declined are, {plain:.1%} of the others are not.")


def _write(path: Path, files: Sequence[Path], names: Sequence[str], learned: Mapping[str, Any]) -> None:
    """Writes one tree a line, so that a change can be looked at."""
    parts = {"examples": digest(files), "signs": list(names), "base": learned["base"]}
    trees = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in learned["trees"])
    head = ",\n".join(f'"{key}": {json.dumps(value)}' for key, value in parts.items())
    path.write_text("{" + head + f',\n"trees": [\n{trees}\n]' + "}\n", encoding="utf-8")
    print(f"Written: {path.relative_to(PROJECT)}")


if __name__ == "__main__":
    sys.exit(main())
