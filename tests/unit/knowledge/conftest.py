"""A small set of content, and databases to load it into: SQLite in a file, and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

from bot.knowledge.content import Content, read_content
from bot.knowledge.database import migrate, open_engine
from bot.knowledge.loader import load

FILES = {
    "topics.yml": """\
topics:
  - id: supplement/magnesium
    title: Magnesium
    question: Does magnesium help?
    related: [glossary/mineral, glossary/mineral]
    aliases: [mag pills]
    column: MG
  - id: glossary/mineral
    title: Mineral
    question: What is a mineral?
""",
    "sources.yml": """\
sources:
  - id: article#minerals
    kind: article
    title: The part on minerals
    publisher: the article
    year: null
    url: null
    seen: own-page
  - id: trial-2020
    kind: trial
    title: A trial of magnesium
    publisher: A journal
    year: 2020
    url: https://example.org/trial
    seen: copy
""",
    "cautions.yml": """\
cautions:
  - id: kidneys
    kind: contraindication
    text: Ask first if your kidneys are weak.
    sources: [trial-2020]
    reviewed_on: 2026-01-01
    review_due: 2027-01-01
  - id: stools
    kind: undesirable-effect
    text: It can make your stools loose.
    sources: [trial-2020]
    reviewed_on: 2026-01-01
    review_due: 2027-01-01
""",
    "corrections.yml": """\
corrections:
  - id: little-benefit
    verdict: unproven
    article_says: The article says that it helps.
    known_today: A trial found no change.
    certainty: moderate
    sources: [trial-2020]
    reviewed_on: 2026-01-01
    review_due: 2027-01-01
""",
    "claims/supplement.yml": """\
claims:
  - id: magnesium-relaxes
    topic: supplement/magnesium
    short: The article says it helps, but it may not.
    detail: It relaxes a muscle.
    certainty: moderate
    article_rating: likely-to-help
    sources: [article#minerals, trial-2020]
    corrections: [little-benefit]
    cautions: [kidneys, stools]
    terms: [mineral]
    reviewed_on: 2026-02-02
    review_due: 2027-02-02
    review_status: not-reviewed-by-clinician
""",
    "glossary.yml": """\
terms:
  - id: mineral
    name: mineral
    aliases: [minerals, mineral salt]
    short: A natural substance in food.
    sources: [article#minerals]
    cautions: [kidneys]
    reviewed_on: 2026-01-01
    review_due: 2027-01-01
    review_status: not-reviewed-by-clinician
""",
    "messages/answers.yml": """\
labels:
  caution: "Take care:"
steps: [one, two]
since: 2026-01-01
""",
    "conditions/pregnancy.yml": "id: pregnancy\n",
    "red_flags/chest.yml": "flags: []\n",
}


@pytest.fixture
def content_folder(tmp_path: Path) -> Path:
    """A folder of content without a mistake."""
    folder = tmp_path / "content"
    for name, body in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, encoding="utf-8")
    return folder


@pytest.fixture
def edit(content_folder: Path) -> Callable[[str, str, str], None]:
    """Replaces words in one file of the content."""

    def replace(name: str, old: str, new: str) -> None:
        body = (content_folder / name).read_text(encoding="utf-8")
        assert old in body
        (content_folder / name).write_text(body.replace(old, new, 1), encoding="utf-8")

    return replace


@pytest.fixture
def content(content_folder: Path) -> Content:
    return read_content(content_folder)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'knowledge.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """URL of an empty database of either kind."""
    if request.param == "sqlite":
        return request.getfixturevalue("sqlite_url")
    found = request.getfixturevalue("postgres_url")
    engine = open_engine(found)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return found


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """A database of either kind with tables and no rows."""
    opened = open_engine(url)
    migrate(opened)
    yield opened
    opened.dispose()


@pytest.fixture
def loaded(engine: Engine, content: Content) -> Engine:
    """A database of either kind that holds the small content."""
    load(engine, content)
    return engine
