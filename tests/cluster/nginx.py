"""nginx with the very files of deploy/nginx; only addresses, ports and limits are the test's own."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from bot.settings import PROJECT
from tests.services import Service, program

FILES = PROJECT / "deploy" / "nginx"
# Every name that the template may use; the container's entry point fills in the same.
NAMES = frozenset(
    [
        "NGINX_LISTEN",
        "NGINX_LOCAL_RESOLVERS",
        "RASA_SERVERS",
        "MESSAGES_PER_SECOND",
        "MESSAGES_BURST",
        "SOCKETS_PER_ADDRESS",
        "SORRY_FOLDER",
        "TELEGRAM_SERVER",
    ]
)


def render(template: str, values: dict[str, str]) -> str:
    """Fills in the names as `envsubst` does, and fails at one that has no value."""
    return re.sub(r"\$\{([A-Z_]+)\}", lambda match: match[0] if match[1] not in NAMES else values[match[1]], template)


class Nginx(Service):
    """The balancer in front of some Rasa processes."""

    name = "nginx"

    def __init__(self, rasa_ports: Sequence[int], messages_per_second: int = 100_000) -> None:
        """Writes the configuration."""
        super().__init__()
        servers = [f"server 127.0.0.1:{port} max_fails=1 fail_timeout=2s;" for port in rasa_ports]
        values = {
            "NGINX_LISTEN": f"127.0.0.1:{self.port}",
            "NGINX_LOCAL_RESOLVERS": "127.0.0.1",
            "RASA_SERVERS": " ".join(servers),
            "MESSAGES_PER_SECOND": str(messages_per_second),
            "MESSAGES_BURST": "1000" if messages_per_second > 100 else "5",
            "SOCKETS_PER_ADDRESS": "50",
            "TELEGRAM_SERVER": f"127.0.0.1:{rasa_ports[0]}",
            "SORRY_FOLDER": str(self.folder / "pages"),
        }
        bot = render((FILES / "templates" / "bot.conf.template").read_text(encoding="utf-8"), values)
        frame = (FILES / "nginx.conf").read_text(encoding="utf-8")
        # "/tmp/" first: the folder is below it.
        for place, own in (
            ("/tmp/", f"{self.folder}/"),
            ("/etc/nginx/conf.d", str(self.folder)),
            ("/dev/stdout", f"{self.folder}/access.log"),
        ):
            frame = frame.replace(place, own)
        (self.folder / "pages").mkdir()
        self._give_away(self.folder / "pages")
        for page in (FILES / "pages").iterdir():
            self._write(f"pages/{page.name}", page.read_text(encoding="utf-8"))
        self._write("bot.conf", bot)
        self._write("nginx.conf", frame)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def command(self) -> Sequence[str | Path]:
        """Returns the program and its arguments."""
        return [program("nginx"), "-p", self.folder, "-c", self.folder / "nginx.conf", "-g", "daemon off;"]

    def check(self) -> subprocess.CompletedProcess[str]:
        """Lets nginx itself check the configuration."""
        return subprocess.run([*self.command()[:-2], "-t"], capture_output=True, text=True, check=False, **self._as_owner())

    def _write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        self._give_away(path)
