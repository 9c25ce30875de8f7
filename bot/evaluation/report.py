"""A score as text for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.evaluation.asking import Verdict
from bot.evaluation.intervals import Share
from bot.evaluation.score import Score

CONFUSIONS_SHOWN = 25
IDS_SHOWN = 6


def as_text(result: Score) -> str:
    """Returns tables: sets, notes, topics that are not all right, confusions, clarifying questions, cautions."""
    blocks = [_table("Right answers by set (95 % interval)", result.sets)]
    if result.notes:
        blocks.append(_table("By note", result.notes))
    if result.macro is not None:
        weak = {topic: share for topic, share in result.topics.items() if share.right < share.total}
        perfect = len(result.topics) - len(weak)
        blocks.append(
            f"Mean over {len(result.topics)} topics of set in: {100 * result.macro:.1f} %; all right in {perfect} of them."
            + ("\n" + _table("Topics with mistakes", dict(sorted(weak.items(), key=lambda item: item[1].value))) if weak else "")
        )
    blocks.append(_confusions(result))
    asked = {name: share for name, share in result.clarified.items() if share.right}
    blocks.append(_table("Asked which topic was meant", asked) if asked else "The bot never asked which topic was meant.")
    blocks.append(_table("Messages that owe a caution and carry it", {"all sets": result.cautions}))
    return "\n\n".join(block for block in blocks if block)


def _table(heading: str, rows: Mapping[str, Share]) -> str:
    width = max(map(len, rows), default=0)
    return "\n".join([heading, *(f"  {name:<{width}}  {share}" for name, share in rows.items())])


def _confusions(result: Score) -> str:
    if not result.confusions:
        return "No wrong answer."
    shown = result.confusions[:CONFUSIONS_SHOWN]
    lines = [f"  {len(item.ids)} x {item.wanted} -> {item.got}  [{' '.join(item.ids[:IDS_SHOWN])}]" for item in shown]
    rest = len(result.confusions) - len(shown)
    return "\n".join(["Wanted -> got first", *lines, *([f"  … and {rest} more"] if rest else [])])


def as_json(result: Score, verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """Returns the score and every verdict as JSON can hold them."""
    return {
        "sets": _rows(result.sets),
        "notes": _rows(result.notes),
        "topics": _rows(result.topics),
        "macro": result.macro,
        "clarified": _rows(result.clarified),
        "cautions": as_row(result.cautions),
        "confusions": [{"wanted": item.wanted, "got": item.got, "ids": list(item.ids)} for item in result.confusions],
        "verdicts": [_verdict(item) for item in verdicts],
    }


def _verdict(item: Verdict) -> dict[str, Any]:
    judged = {"id": item.id, "set": item.set, "text": item.text, "labels": str(item.labels)}
    return {**judged, "topics": list(item.topics), "right": item.right}


def as_row(share: Share) -> dict[str, Any]:
    """Returns a share with its interval."""
    low, high = share.interval
    return {"right": share.right, "total": share.total, "share": share.value, "low": low, "high": high}


def _rows(shares: Mapping[str, Share]) -> dict[str, Any]:
    return {name: as_row(share) for name, share in shares.items()}
