"""The bot on several processes, as deploy/ runs it, on this machine: PostgreSQL, Redis, nginx, two Rasa processes, two action servers."""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import create_engine, text

from bot.launcher.children import Child, Children
from tests.cluster.nginx import Nginx
from tests.servers import current_model, free_ports
from tests.services import Postgres, Redis

START_LIMIT = 90.0


class Cluster:
    """Everything, started and ready.

    Attributes:
        rasa_urls: of the two Rasa processes, past nginx.
        action_urls: of the two action servers.
    """

    def __init__(self, folder: Path) -> None:
        """Starts everything; what cannot start fails the test with its log."""
        ports = free_ports(4)
        self.rasa_urls = [f"http://127.0.0.1:{port}" for port in ports[:2]]
        self.action_urls = [f"http://127.0.0.1:{port}" for port in ports[2:]]
        self._folder = folder
        self.postgres, self.redis, self.nginx = Postgres(), Redis(), Nginx(ports[:2])
        self._children = Children(self._environment())
        self._running: dict[str, Child] = {}
        try:
            for service in (self.postgres, self.redis, self.nginx):
                service.start()
            self._engine = create_engine(self.postgres.url, future=True, pool_pre_ping=True)
            self._load_content()
            for number in range(2):
                self.start(f"actions-{number}")
                self.start(f"rasa-{number}")
            self.wait_until_ready()
        except BaseException:
            self.stop()
            raise

    def _environment(self) -> dict[str, str]:
        """What every process gets; deploy/compose.yml sets the same names."""
        return {
            "DATABASE_URL": self.postgres.url,
            "TRACKER_URL": self.postgres.url,
            "FEEDBACK_URL": self.postgres.url,
            "REDIS_URL": self.redis.url,
            "ACTION_SERVERS": " ".join(url.removeprefix("http://") for url in self.action_urls),
            "SESSION_SECRET": secrets.token_hex(16),
            "BOT_HOST": "127.0.0.1",
            "ACTION_SERVER_HOST": "127.0.0.1",
            "BOT_PROXIES": "1",
            "LOG_FORMAT": "json",
            "WEB_MESSAGES_PER_MINUTE": "60",
            "WEB_MESSAGES_PER_MINUTE_FROM_ADDRESS": "100000",
        }

    def _load_content(self) -> None:
        command = [sys.executable, "-m", "scripts.load_content"]
        subprocess.run(command, env={**os.environ, **self._environment()}, check=True, stdout=subprocess.DEVNULL)

    def start(self, name: str) -> None:
        """Starts one process, the first time or again; does not wait for it."""
        kind, _, number = name.partition("-")
        url = (self.rasa_urls if kind == "rasa" else self.action_urls)[int(number)]
        own = {"BOT_DATA_FOLDER": str(self._folder / name)}
        if kind == "rasa":
            command = [sys.executable, "-m", "bot.server", "--model", str(current_model())]
            own["BOT_PORT"] = url.rpartition(":")[2]
        else:
            command = [sys.executable, "-m", "bot.action_server"]
            own["ACTION_SERVER_PORT"] = url.rpartition(":")[2]
        self._running[name] = self._children.start(name, command, self.log(name), own)

    def kill(self, name: str) -> None:
        """Ends one process as `kill -9` does."""
        process = self._running[name].process
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def log(self, name: str) -> Path:
        """Where a process writes."""
        return self._folder / f"{name}.log"

    def wait_until_ready(self) -> None:
        """Returns when all four processes say that they are ready."""
        deadline = time.monotonic() + START_LIMIT
        rasas = {f"rasa-{number}": url for number, url in enumerate(self.rasa_urls)}
        for name, url in {**rasas, **{f"actions-{number}": url for number, url in enumerate(self.action_urls)}}.items():
            while not _is_ready(url):
                if self._running[name].process.poll() is not None or time.monotonic() > deadline:
                    code = self._running[name].process.poll()
                    pytest.fail(f"{name} is not ready (exit code {code}):\n{self._running[name].last_lines()}", pytrace=False)
                time.sleep(0.2)

    def logs(self) -> str:
        """Everything that the four processes wrote since they were last started."""
        return "\n".join(self.log(name).read_text(encoding="utf-8", errors="replace") for name in self._running)

    def events(self) -> Mapping[str, list[dict[str, Any]]]:
        """Returns the events of every conversation, oldest first."""
        found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        with self._engine.connect() as connection:
            for sender, data in connection.execute(text("SELECT sender_id, data FROM events ORDER BY id")):
                found[sender].append(json.loads(data))
        return found

    def stop(self) -> None:
        """Ends everything."""
        self._children.stop(grace=3)
        for service in (self.nginx, self.redis, self.postgres):
            service.stop()


def _is_ready(url: str) -> bool:
    try:
        return httpx.get(f"{url}/health/ready", timeout=10, trust_env=False).status_code == 200
    except httpx.TransportError:
        return False
