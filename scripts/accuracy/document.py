"""Writes docs/accuracy.md and content/messages/accuracy.yml from the figures in docs/measurements."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from scripts.accuracy.measurements import read

Row = Mapping[str, Any]
# What each set measures, in the order shown; the bot says those in SAID when it is asked how accurate it is.
NAMES = {
    "in": "Questions that the article answers",
    "oos": "Questions that it does not answer, said so",
    "advice": "Personal dose or diagnosis, declined with the general fact",
    "chat": "Courtesy and questions about the bot",
    "near": "Harmless questions that sound like emergencies",
    "first turns": "First messages of conversations",
    "later turns": "Follow-up messages of conversations",
    "red flags": "Emergencies, answered as such",
    "near misses": "Things that only sound like emergencies, no alarm",
    "refusals": "Pressed for a dose or diagnosis, declined",
    "plain questions": "Plain questions for a fact, not declined",
    "conditions": "What applies to the person, noted exactly",
}
SAID = ("in", "oos", "later turns", "red flags", "near misses", "refusals")
TOPICS_SHOWN = 12
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"


def percent(share: float) -> str:
    """Returns a share as people read it."""
    return f"{100 * share:.1f}"


def write_messages(path: Path) -> None:
    """Writes what the bot says when it is asked how accurate it is."""
    sets = read("heldout")
    measured = [
        {
            "name": NAMES[name],
            "right": sets[name]["right"],
            "total": sets[name]["total"],
            "share": percent(sets[name]["share"]),
            "low": percent(sets[name]["low"]),
            "high": percent(sets[name]["high"]),
            "date": sets[name]["date"],
        }
        for name in SAID
        if name in sets
    ]
    text = StringIO()
    yaml = YAML()
    yaml.width = 130
    yaml.dump({"measured": measured}, text)
    path.write_text(
        f"# Written by `make accuracy`; the same figures with more are in docs/accuracy.md.\n{text.getvalue()}", encoding="utf-8"
    )


def write_document(path: Path) -> None:
    """Puts the tables between the marks of docs/accuracy.md; the words around them are written by hand."""
    before, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    blocks = [_heldout(), _weakest(), _curves(), _pipelines(), _ablations()]
    path.write_text(f"{before}{BEGIN}\n\n{chr(10).join(block for block in blocks if block)}\n{END}{after}", encoding="utf-8")


def _heldout() -> str:
    sets = read("heldout")
    rows = [[NAMES[name], _counted(sets[name]), _range(sets[name]), sets[name]["date"]] for name in NAMES if name in sets]
    macro = sets.get("macro")
    closing = ""
    if macro:
        closing = f"\nMean over the {macro['topics']} topics of the first set, each weighing the same: {percent(macro['share'])} %."
    if "cautions" in sets:
        row = sets["cautions"]
        closing += f" Messages with a health fact that carry claim, caution and source, the caution's text included: {_counted(row)}."
    return _table("## Right answers", ("Set", "Right", "95 % range", "Measured"), rows) + f"{closing}\n"


def _weakest() -> str:
    topics = read("topics")
    weak = sorted(((row["share"], name, row) for name, row in topics.items() if row["right"] < row["total"]), key=lambda item: item[:2])[
        :12
    ]
    rows = [[f"`{name}`", _counted(row), _range(row)] for _, name, row in weak]
    return _table("## The weakest topics", ("Topic", "Right", "95 % range"), rows) if rows else ""


def _curves() -> str:
    figures = read("curves").get("ours")
    if not figures:
        return ""
    return (
        f"## Confidence and the gate\n\n"
        f"Both plots come from training alone: each of the {figures['sentences']} training sentences is judged by a model that was\n"
        f"trained without it (leave-one-out, in closed form). These sentences are harder than real questions: many were written to stand\n"
        f"on the border between two labels.\n\n"
        f"![Confidence against correctness](img/calibration.png)\n\n"
        f"Right first label: intent and topic {percent(figures['labels_right'])} %, intent alone {percent(figures['intents_right'])} %. "
        f"Expected calibration error: {figures['calibration_error']:.3f} and {figures['intent_calibration_error']:.3f}.\n\n"
        f"![Operating curve of the out-of-scope gate](img/gate.png)\n\n"
        f"The gate's threshold, {figures['gate_threshold']:.3f}, is where {percent(figures['kept_inside'])} % of the sentences inside "
        f"pass;\n{percent(figures['caught_outside'])} % of those outside are stopped there "
        f"(area under the curve {figures['gate_auc']:.3f}). The threshold is computed from training sentences alone. "
        f"Measured on {figures['date']}.\n"
    )


def _pipelines() -> str:
    rows = [
        [
            name,
            _counted(row["inside"]),
            _range(row["inside"]),
            _counted(row["outside"]),
            f"{row['auc']:.3f}",
        ]
        for name, row in read("pipelines").items()
    ]
    head = ("Pipeline", "Intent right, inside", "95 % range", "Outside, caught", "AUC of outside")
    return _table("## Beside other pipelines", head, rows) if rows else ""


def _ablations() -> str:
    kept = read("ablations")
    sets = ("in", "oos", "advice", "chat", "near")
    rows = [[name, percent(row["macro"]), *(percent(row[group]["share"]) for group in sets if group in row)] for name, row in kept.items()]
    return _table("## What each part is worth", ("Variant", "mean over topics", *sets), rows) if rows else ""


def _counted(row: Row) -> str:
    return f"{percent(row['share'])} % ({row['right']} of {row['total']})"


def _range(row: Row) -> str:
    return f"{percent(row['low'])} to {percent(row['high'])}"


def _table(heading: str, head: tuple[str, ...], rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(cells) + " |" for cells in (head, ["---"] * len(head), *rows)]
    return "\n".join([heading, "", *lines, ""])
