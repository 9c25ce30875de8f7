"""The rules alone on the messages they were written against: a rule that is mended must not break another."""

from __future__ import annotations

import json
from pathlib import Path

DEVELOPMENT = Path(__file__).parents[2] / "safety" / "dev"
FEWEST_HEARD = 0.99
FEWEST_CALM = 0.99


def texts_of(name: str) -> list[str]:
    return [json.loads(line)["text"] for line in (DEVELOPMENT / name).read_text(encoding="utf-8").splitlines() if line.strip()]


def alarms(rules, text: str) -> bool:
    return any(hit.level != "soon" for hit in rules.match(text))


def test_emergencies_of_the_development_set_are_heard_by_rules_alone(rules):
    texts = texts_of("red_flags.jsonl")
    missed = [text for text in texts if not alarms(rules, text)]
    assert len(texts) > 400
    assert len(missed) <= (1 - FEWEST_HEARD) * len(texts), missed


def test_near_misses_of_the_development_set_stay_calm(rules):
    texts = texts_of("near_misses.jsonl")
    alarmed = [text for text in texts if alarms(rules, text)]
    assert len(texts) > 300
    assert len(alarmed) <= (1 - FEWEST_CALM) * len(texts), alarmed
