"""The rules alone on the messages they were written against: a rule that is mended must not break another."""

from __future__ import annotations

import json
from pathlib import Path

from ruamel.yaml import YAML

from bot.settings import PROJECT

DEVELOPMENT = Path(__file__).parents[2] / "safety" / "dev"
FEWEST_HEARD = 0.99
FEWEST_CALM = 0.99


# Sets of before are training data of the second layer now.
RETIRED = {"red_flags.jsonl": "alarm_red_*.yml", "near_misses.jsonl": "alarm_calm_*.yml"}


def texts_of(name: str) -> list[str]:
    present = [json.loads(line)["text"] for line in (DEVELOPMENT / name).read_text(encoding="utf-8").splitlines() if line.strip()]
    files = sorted((PROJECT / "data" / "nlu").glob(RETIRED[name]))
    blocks = [block for path in files for block in YAML(typ="safe").load(path.read_text(encoding="utf-8"))["nlu"]]
    return present + [line.removeprefix("- ") for block in blocks for line in block["examples"].splitlines()]


def alarms(rules, text: str) -> bool:
    return any(hit.level != "soon" for hit in rules.match(text))


def test_emergencies_of_the_development_set_are_heard_by_rules_alone(rules):
    texts = texts_of("red_flags.jsonl")
    missed = [text for text in texts if not alarms(rules, text)]
    assert len(texts) > 1600
    assert len(missed) <= (1 - FEWEST_HEARD) * len(texts), missed


def test_near_misses_of_the_development_set_stay_calm(rules):
    texts = texts_of("near_misses.jsonl")
    alarmed = [text for text in texts if alarms(rules, text)]
    assert len(texts) > 1200
    assert len(alarmed) <= (1 - FEWEST_CALM) * len(texts), alarmed
