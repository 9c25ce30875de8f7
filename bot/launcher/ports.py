"""Whether the addresses that the servers want are free, asked before anything is started."""

from __future__ import annotations

import socket

from bot.launcher.console import LaunchError
from bot.settings import Settings


def check_ports(settings: Settings) -> None:
    """Refuses addresses that cannot be listened on.

    Raises:
        LaunchError: if one is taken, is not of this machine, or both are the same.
    """
    if settings.bot_port == settings.action_port:
        raise LaunchError(f"BOT_PORT and ACTION_SERVER_PORT are both {settings.bot_port}; each server needs its own.")
    check_port("Rasa", settings.bot_host, settings.bot_port, "BOT")
    check_port("The action server", settings.action_host, settings.action_port, "ACTION_SERVER")


def check_port(server: str, host: str, port: int, variable: str) -> None:
    """Refuses one address; `variable` is how its settings' names begin."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            # As the servers do themselves: a port whose last user has just left is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except socket.gaierror:
        raise LaunchError(f"{variable}_HOST={host} is no address.") from None
    except OSError as error:
        raise LaunchError(
            f"{server} cannot listen on {host}:{port} ({error.strerror}). Is the bot running already? "
            f"Stop what listens there, or set {variable}_HOST or {variable}_PORT."
        ) from None


def url_of(host: str, port: int) -> str:
    """The address at which a server on this machine can be asked; one that listens everywhere answers on the loopback too."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
