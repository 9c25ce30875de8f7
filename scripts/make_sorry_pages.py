"""Writes what nginx says when no process of the bot can be reached, from the channels' own texts: deploy/nginx/pages."""

from __future__ import annotations

import json
import sys
from typing import Any

from bot.channels import texts
from bot.channels.account import LISTS
from bot.settings import PROJECT

FOLDER = PROJECT / "deploy" / "nginx" / "pages"


def pages() -> dict[str, Any]:
    """Returns the body of every page by its file's name, in the form in which each channel answers."""
    made: dict[str, Any] = {}
    for ending, name in (("", "apology"), ("-busy", "busy")):
        said = texts.message(name)
        account = {key: said.get(key, []) for key in LISTS}
        made[f"rest{ending}.json"] = [{"text": said["text"], "metadata": account}]
        shown = {"text": said["text"], "quick_replies": [], "metadata": account}
        error = "too_fast" if ending else "failed"
        made[f"web{ending}.json"] = {"ok": False, "error": error, "retry_after": 5, "messages": [shown]}
    return made


def main() -> int:
    """Writes the pages; returns 0."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, body in pages().items():
        (FOLDER / name).write_text(json.dumps(body, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
