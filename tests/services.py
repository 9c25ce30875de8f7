"""Real servers of other people for tests: PostgreSQL, Redis and nginx on free ports of this machine, which can be killed and come back."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

START_LIMIT = 30.0


class Service(ABC):
    """A server in a folder of its own."""

    name = "service"
    # How it is asked to end at once, but in good order.
    gentle = signal.SIGTERM

    def __init__(self) -> None:
        """Prepares the folder; nothing runs yet."""
        self.folder = Path(tempfile.mkdtemp(prefix=f"night-cramp-{self.name}-"))
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        # PostgreSQL refuses to run as root, and nobody else needs to.
        self._owner = unprivileged_user() if os.getuid() == 0 else None
        self._give_away(self.folder)

    @property
    def log(self) -> Path:
        """Where it writes what it has to say; a pipe would stop a server that nobody reads."""
        return self.folder / "log"

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The running process."""
        assert self._process is not None, f"{self.name} does not run"
        return self._process

    def start(self) -> None:
        """Starts it, the first time or again, and returns when it answers."""
        with self.log.open("ab") as output:
            self._give_away(self.log)
            self._process = subprocess.Popen(self.command(), cwd=self.folder, stdout=output, stderr=output, **self._as_owner())
        deadline = time.monotonic() + START_LIMIT
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"{self.name} did not start:\n{self.log.read_text(errors='replace')[-3000:]}", pytrace=False)
            time.sleep(0.05)

    def kill(self) -> None:
        """Ends it as `kill -9` does."""
        self.process.kill()
        self.process.wait()

    def pause(self) -> None:
        """Makes it hang: it keeps its connections and answers nothing."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Ends the pause."""
        self._signal(signal.SIGCONT)

    def stop(self) -> None:
        """Ends it for good and removes its folder."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(self.gentle)
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _signal(self, number: signal.Signals) -> None:
        """Signals the server and the processes that it started."""
        children = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False).stdout.split()
        for process in [self.process.pid, *map(int, children)]:
            with suppress(ProcessLookupError):
                os.kill(process, number)

    @abstractmethod
    def command(self) -> Sequence[str | Path]:
        """Returns the program and its arguments."""

    def answers(self) -> bool:
        """Returns whether somebody listens on its port."""
        with socket.socket() as probe:
            probe.settimeout(1)
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def _as_owner(self) -> dict[str, object]:
        return {"user": self._owner.pw_uid, "group": self._owner.pw_gid, "extra_groups": []} if self._owner else {}

    def _give_away(self, path: Path) -> None:
        if self._owner is not None:
            os.chown(path, self._owner.pw_uid, self._owner.pw_gid)


class Postgres(Service):
    """PostgreSQL with one empty database.

    Attributes:
        durable: whether it waits for the disk. What is committed survives `kill -9` either way, only not a fall of the whole machine.
    """

    name = "postgres"
    gentle = signal.SIGINT

    def __init__(self, durable: bool = False) -> None:
        """Makes the files of an empty server."""
        super().__init__()
        self._durable = durable
        self._programs = _postgres_programs()
        options = ["-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
        made = subprocess.run(
            [self._programs / "initdb", "-D", self.folder / "data", *options],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            **self._as_owner(),
        )
        assert made.returncode == 0, f"initdb failed:\n{made.stdout}{made.stderr}"

    @property
    def url(self) -> str:
        """SQLAlchemy URL of the database."""
        return f"postgresql+psycopg2://postgres@127.0.0.1:{self.port}/postgres"

    def command(self) -> Sequence[str | Path]:
        """Returns the program and its arguments."""
        settings = ["listen_addresses=127.0.0.1", f"fsync={'on' if self._durable else 'off'}"]
        options = [part for setting in settings for part in ("-c", setting)]
        return [self._programs / "postgres", "-D", self.folder / "data", "-p", str(self.port), "-k", self.folder, *options]

    def answers(self) -> bool:
        """Returns whether it answers a query; it listens before it does."""
        engine = create_engine(self.url, future=True, connect_args={"connect_timeout": 2})
        try:
            with engine.connect() as connection:
                return connection.execute(text("SELECT 1")).scalar() == 1
        except Exception:
            return False
        finally:
            engine.dispose()

    def kill(self) -> None:
        """Ends the server and every process of it, as a machine that is switched off does."""
        self._signal(signal.SIGKILL)
        self.process.wait()
        (self.folder / "data" / "postmaster.pid").unlink(missing_ok=True)


class Redis(Service):
    """Redis that keeps nothing on disk, as deploy/ runs it."""

    name = "redis"

    @property
    def url(self) -> str:
        """Its URL."""
        return f"redis://127.0.0.1:{self.port}/0"

    def command(self) -> Sequence[str | Path]:
        """Returns the program and its arguments."""
        return [program("redis-server"), "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]


def program(name: str) -> str:
    """Returns a program's path; without it the test fails with what to do."""
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if found is None:
        pytest.fail(f"{name} is missing. Run scripts/ensure_{name.partition('-')[0]}.sh", pytrace=False)
    return found


def free_port() -> int:
    """Returns a port that nobody listens on now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def unprivileged_user() -> pwd.struct_passwd:
    """Returns a user who is not root."""
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    pytest.fail("PostgreSQL does not run as root, and there is no user 'postgres' or 'nobody' to run it as.")


def _postgres_programs() -> Path:
    """Returns the folder with initdb and postgres: where Debian keeps them, the newest first, else from PATH."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    folders += [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    pytest.fail("The programs of PostgreSQL are missing. Run scripts/ensure_postgres.sh or: apt-get install postgresql")
