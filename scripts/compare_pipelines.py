"""Trains our pipeline, variants of it and stock ones side by side, and keeps the figures for docs/accuracy.md. Takes a while.

`python -m scripts.compare_pipelines` does all; `--only` picks parts by words of their names. Each result is kept as soon as it is there.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import Any

from bot.evaluation.cases import read_questions
from bot.nlu.sentence_classifier import SentenceClassifier
from bot.settings import PROJECT, load_settings
from scripts.accuracy import ablations, comparison, curves, pipelines
from scripts.accuracy.measurements import HELDOUT, keep

OURS = "Ours (config.yml)"


def main(arguments: list[str] | None = None) -> int:
    """Returns the exit code."""
    parser = argparse.ArgumentParser(prog="compare_pipelines", description=__doc__)
    parser.add_argument("--only", nargs="+", default=[""], help="words of the names of what is to be measured")
    words = [word.lower() for word in parser.parse_args(arguments).only]
    questions = read_questions(HELDOUT / "questions.jsonl")
    database = load_settings().database_url
    pipelines.remember_vectors()

    def note(kind: str, name: str, figures: dict[str, Any]) -> None:
        keep(kind, name, {"date": date.today().isoformat(), **figures})
        print(f"{kind}: {name}: {figures}", flush=True)

    def wanted(name: str) -> bool:
        return any(word in name.lower() for word in words)

    if wanted("ours"):
        ours, run = curves.record_training(lambda: ablations.trained_variant(pipelines.our_pipeline()))
        curves.draw(run, PROJECT / "docs" / "img")
        note("curves", "ours", run.figures())
        note("pipelines", OURS, comparison.figures(ours, questions))
        note("ablations", "as it is", ablations.figures(ours.parse, questions, database))
        for name, parse in ablations.parses_without(ours).items():
            note("ablations", name, ablations.figures(parse, questions, database))
    for name, pipeline in comparison.PIPELINES.items():
        if wanted(name):
            note("pipelines", name, comparison.measure(pipeline, questions))
    defaults = SentenceClassifier.get_default_config()
    settings = next(part for part in pipelines.our_pipeline() if part["name"].endswith(ablations.CLASSIFIER))
    for name, pipeline in ablations.pipelines_to_train({**defaults, **settings}).items():
        if wanted(name):
            note("ablations", name, ablations.figures(ablations.trained_variant(pipeline).parse, questions, database))
    return 0


if __name__ == "__main__":
    sys.exit(main())
