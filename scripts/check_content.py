"""Checks `content/` without loading it: fields, ids, reviews, lengths, reading grade, copied words. `make check-content`."""

from __future__ import annotations

import statistics
import sys

from bot.knowledge.content import KINDS, ContentError, read_content
from bot.settings import PROJECT, SettingsError, load_settings
from scripts.content_wording import MAX_GRADE, MAX_MEDIAN_GRADE, RUN, copied_runs, grades

ARTICLE = PROJECT.parent / "shared" / "article.txt"


def main() -> int:
    """Returns the exit code: 0 when nothing has to be mended."""
    try:
        content = read_content(load_settings().content_folder)
    except (ContentError, SettingsError) as error:
        print(error, file=sys.stderr)
        return 1
    of_claims = grades(content)
    problems = [f"claim {name}: reading grade {grade:.1f}, at most {MAX_GRADE}" for name, grade in of_claims.items() if grade > MAX_GRADE]
    if (median := statistics.median(of_claims.values())) > MAX_MEDIAN_GRADE:
        problems.append(f"all answers: median reading grade {median:.1f}, at most {MAX_MEDIAN_GRADE}")
    article = ARTICLE.read_text(encoding="utf-8") if ARTICLE.exists() else ""
    problems += [f"{place}: {RUN} words in a row from the article: {run!r}" for place, run in copied_runs(content, article)]
    if problems:
        print(f"The wording has {len(problems)} mistake(s):", *problems, sep="\n  ", file=sys.stderr)
        return 1
    counts = ", ".join(f"{len(getattr(content, kind))} {kind}" for kind in KINDS)
    copied = "no copied words" if article else f"copied words not checked, as {ARTICLE} is not here"
    print(f"Content {content.version} is in order: {counts}; reading grade {median:.1f}, worst {max(of_claims.values()):.1f}; {copied}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
