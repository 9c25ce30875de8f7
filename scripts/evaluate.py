"""Scores a running bot: `make evaluate QUESTIONS=file.jsonl DIALOGUES=file.jsonl`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from bot.evaluation.asking import Asker
from bot.evaluation.cases import CaseError, read_dialogues, read_questions
from bot.evaluation.report import as_json, as_text
from bot.evaluation.rest_bot import BotUnreachable, RestBot
from bot.evaluation.score import score
from bot.knowledge.content import ContentError, read_content
from bot.launcher.ports import url_of
from bot.settings import SettingsError, load_settings


def show_progress(done: int, total: int) -> None:
    """Counts on one line of a terminal, every tenth in a log."""
    if sys.stderr.isatty():
        print(f"\r{done}/{total}", end="\n" if done == total else "", file=sys.stderr, flush=True)
    elif done == total or done % max(1, total // 10) == 0:
        print(f"{done}/{total}", file=sys.stderr, flush=True)


def bot_url() -> str:
    """Returns BOT_URL, or where a bot with this environment's settings listens."""
    settings = load_settings()
    return os.environ.get("BOT_URL", "").strip() or url_of(settings.bot_host, settings.bot_port)


def caution_texts() -> dict[str, str]:
    """Returns the cautions' texts by id, from the content's files."""
    return {name: caution.text for name, caution in read_content(load_settings().content_folder).cautions.items()}


def main(arguments: list[str] | None = None) -> int:
    """Returns the exit code: 0 when there is a score, whatever it is."""
    parser = argparse.ArgumentParser(prog="evaluate", description="Scores a running bot (BOT_URL, or where `make run` starts it).")
    parser.add_argument("--questions", type=Path, help='lines of {"id", "text", "labels", "set"}')
    parser.add_argument("--dialogues", type=Path, help='lines of {"id", "turns": [{"text", "labels"}]}')
    parser.add_argument("--json", type=Path, help="write the score and every verdict here")
    options = parser.parse_args(arguments)
    if not options.questions and not options.dialogues:
        print("Name what to ask: make evaluate QUESTIONS=file.jsonl (and DIALOGUES=file.jsonl)", file=sys.stderr)
        return 2
    try:
        questions = read_questions(options.questions) if options.questions else []
        dialogues = read_dialogues(options.dialogues) if options.dialogues else []
        bot = RestBot(bot_url())
        bot.check()
        asker = Asker(bot, caution_texts(), show_progress)
        verdicts = [*asker.questions(questions), *asker.dialogues(dialogues)]
    except (CaseError, BotUnreachable, ContentError, SettingsError) as error:
        print(error, file=sys.stderr)
        return 1
    result = score(verdicts)
    if options.json:
        options.json.write_text(json.dumps(as_json(result, verdicts), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(as_text(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
