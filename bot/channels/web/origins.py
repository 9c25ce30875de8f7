"""Which web pages may talk to the bot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit


class OriginRule:
    """Allows the bot's own pages and the sites that the operator named."""

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        """Takes origins such as `https://clinic.example`."""
        self.allowed = frozenset(origin.lower() for origin in allowed)

    def allows(self, origin: str | None, headers: Mapping[str, str]) -> bool:
        """Returns whether a request may be answered.

        Args:
            origin: its Origin header. Browsers always send one where a page could do harm; other programs have none.
            headers: of the request; their names in lower case.
        """
        if not origin:
            return True
        if origin.lower() in self.allowed:
            return True
        parts = urlsplit(origin.lower())
        if parts.scheme not in ("http", "https") or not parts.netloc:
            return False
        host = headers.get("x-forwarded-host") or headers.get("host") or ""
        if parts.netloc != host.split(",")[0].strip().lower():
            return False
        # Behind a proxy that speaks TLS a page over plain http is not the same origin.
        return parts.scheme == "https" or headers.get("x-forwarded-proto", "http").split(",")[0].strip() != "https"
