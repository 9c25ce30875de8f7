"""A small set of content, and databases to load it into: SQLite in a file, and a PostgreSQL server of our own."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
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


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """URL of a PostgreSQL server that lives as long as the tests run."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="night-cramp-postgres-"))
    # PostgreSQL refuses to run as root.
    owner = _unprivileged_user() if os.getuid() == 0 else None
    if owner is not None:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    as_owner = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
    options = {"cwd": folder, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, **as_owner}
    data = folder / "data"
    made = subprocess.run(
        [programs / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"],
        check=False,
        **options,
    )
    assert made.returncode == 0, f"initdb failed:\n{made.stdout}"
    port = _free_port()
    # A file, not a pipe: a server that logs much must not stop because nobody reads.
    log = folder / "log"
    log.touch()
    if owner is not None:
        os.chown(log, owner.pw_uid, owner.pw_gid)
    with log.open("w") as output:
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, "-p", str(port), "-k", folder, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"],
            **{**options, "stdout": output},
        )
    try:
        _wait(server, port, log)
        yield f"postgresql+psycopg2://postgres@127.0.0.1:{port}/postgres"
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        shutil.rmtree(folder, ignore_errors=True)


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


def _programs() -> Path:
    """Returns the folder with initdb and postgres: where Debian keeps them, the newest first, else from PATH."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    folders += [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    pytest.fail("The programs of PostgreSQL are missing. Run scripts/ensure_postgres.sh or: apt-get install postgresql")


def _unprivileged_user() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    pytest.fail("PostgreSQL does not run as root, and there is no user 'postgres' or 'nobody' to run it as.")


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def _wait(server: subprocess.Popen, port: int, log: Path) -> None:
    """Returns when the server answers a query."""
    engine = open_engine(f"postgresql+psycopg2://postgres@127.0.0.1:{port}/postgres")
    end = time.monotonic() + 30
    while True:
        try:
            with engine.connect() as connection:
                connection.execute(text("SELECT 1"))
            engine.dispose()
            return
        except Exception as error:
            if server.poll() is not None or time.monotonic() > end:
                pytest.fail(f"PostgreSQL did not start: {error}\n{log.read_text()}")
            time.sleep(0.1)
