"""Which routes are for people on the same machine only, and how that is kept."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from typing import Any

METRICS = "BOT_METRICS_ROUTE"


def is_loopback(host: str) -> bool:
    """Returns whether a host name or address means this machine only."""
    name = host.strip("[]")
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def is_offered(variable: str, host: str, environment: Mapping[str, str]) -> bool:
    """Returns whether a route is opened.

    Args:
        variable: the route's: 1 opens it on any host, 0 nowhere; else it is open where the server listens to its own machine only.
        host: where the server listens.
        environment: as in `os.environ`.
    """
    wish = environment.get(variable, "").strip()
    return wish == "1" or (wish != "0" and is_loopback(host))


def names_this_machine(request: Any) -> bool:
    """Returns whether a request was sent to a name of this machine: a web page may point a name of its own at 127.0.0.1."""
    host = request.host or ""
    return is_loopback(host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host)


def add_metrics_route(app: Any, host: str, environment: Mapping[str, str]) -> None:
    """Adds `GET /metrics` to a Sanic server, where it is offered."""
    if not is_offered(METRICS, host, environment):
        return
    any_host = environment.get(METRICS, "").strip() == "1"

    from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
    from sanic import response

    async def metrics(request: Any) -> Any:
        if not any_host and not names_this_machine(request):
            return response.json({"error": "ask from this machine"}, status=403)
        return response.raw(generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    app.add_route(metrics, "/metrics", name="metrics")
