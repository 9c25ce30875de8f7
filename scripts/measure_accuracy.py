"""Measures a running bot on the held-out sets and writes docs/accuracy.md and what the bot says of itself: `make accuracy`."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from bot.evaluation.asking import Asker, Verdict
from bot.evaluation.cases import CaseError, read_dialogues, read_questions
from bot.evaluation.intervals import Share
from bot.evaluation.report import as_row, as_text
from bot.evaluation.rest_bot import BotUnreachable, RestBot
from bot.evaluation.score import score
from bot.knowledge.content import ContentError
from bot.settings import PROJECT, SettingsError
from scripts.accuracy import document, safety_sets
from scripts.accuracy.measurements import HELDOUT, keep, replace_all
from scripts.evaluate import bot_url, caution_texts, show_progress


def measure(bot: RestBot) -> None:
    """Asks everything and keeps the figures."""
    today = date.today().isoformat()
    asker = Asker(bot, caution_texts(), show_progress)
    verdicts = asker.questions(read_questions(HELDOUT / "questions.jsonl")) + _dialogues(asker, HELDOUT / "dialogues.jsonl")
    result = score(verdicts)
    shares = dict(result.sets)
    shares["red flags"] = safety_sets.red_flags(asker)
    shares["near misses"] = safety_sets.near_misses(asker)
    shares["refusals"] = safety_sets.refusals(bot, show_progress)
    shares["plain questions"] = safety_sets.plain_questions(bot, show_progress)
    shares["conditions"] = safety_sets.conditions(bot, show_progress)
    shares["cautions"] = result.cautions
    replace_all("heldout", {name: _dated(share, today) for name, share in shares.items()})
    replace_all("topics", {name: as_row(share) for name, share in result.topics.items()})
    keep("heldout", "macro", {"share": result.macro, "topics": len(result.topics), "date": today})
    print(as_text(result))
    for name, share in shares.items():
        print(f"{name:<18} {share}")


def _dialogues(asker: Asker, path: Path) -> list[Verdict]:
    return asker.dialogues(read_dialogues(path)) if path.is_file() else []


def _dated(share: Share, today: str) -> dict[str, object]:
    return {**as_row(share), "date": today}


def main(arguments: list[str] | None = None) -> int:
    """Returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="measure_accuracy", description="Measures a running bot (BOT_URL, or where `make run` starts it)."
    )
    parser.add_argument("--compare", action="store_true", help="train and compare the other pipelines too, for about half an hour")
    parser.add_argument("--write-only", action="store_true", help="measure nothing, write the documents from the figures that were kept")
    options = parser.parse_args(arguments)
    try:
        if not options.write_only:
            bot = RestBot(bot_url())
            bot.check()
            measure(bot)
    except (BotUnreachable, CaseError, ContentError, SettingsError) as error:
        print(error, file=sys.stderr)
        return 1
    if options.compare:
        # Loads all of Rasa, which measuring does not need.
        from scripts import compare_pipelines

        compare_pipelines.main([])
    document.write_messages(PROJECT / "content" / "messages" / "accuracy.yml")
    document.write_document(PROJECT / "docs" / "accuracy.md")
    print("Written: docs/accuracy.md, content/messages/accuracy.yml. The bot says the new figures after: make content")
    return 0


if __name__ == "__main__":
    sys.exit(main())
