"""Session ids that only this server can make: nobody can guess, forge or borrow another person's conversation."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from pathlib import Path
from typing import Any

_TOKEN = re.compile(r"([0-9a-f]{32})\.([0-9a-f]{64})")
_FILE = "session-secret"
SENDER_PREFIX = "web-"
MIN_SECRET = 16


class WeakSecret(ValueError):
    """The secret in the environment is too short to protect anybody."""


def load_secret(given: str, folder: Path) -> bytes:
    """Returns the key that signs session ids.

    Args:
        given: SESSION_SECRET of the environment, or an empty text.
        folder: where a random one is kept when none is given, so that a restart keeps the sessions.

    Raises:
        WeakSecret: if the given one is shorter than MIN_SECRET characters.
    """
    if given:
        if len(given) < MIN_SECRET:
            raise WeakSecret(f"SESSION_SECRET must have at least {MIN_SECRET} characters")
        return given.encode()
    path = folder / _FILE
    folder.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        kept = path.read_text(encoding="ascii").strip()
        if len(kept) >= MIN_SECRET:
            return kept.encode()
        path.unlink()
        return load_secret(given, folder)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(made := secrets.token_hex(32))
    return made.encode()


class Sessions:
    """Issues session ids and reads them back."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def issue(self) -> str:
        """Returns a new session id: 128 random bits and their signature."""
        number = secrets.token_hex(16)
        return f"{number}.{self._sign(number)}"

    def sender(self, token: Any) -> str | None:
        """Returns the conversation that a session id opens, or None if it is none of ours."""
        match = _TOKEN.fullmatch(token) if isinstance(token, str) and len(token) < 200 else None
        if not match or not hmac.compare_digest(match[2], self._sign(match[1])):
            return None
        return SENDER_PREFIX + match[1]

    def _sign(self, number: str) -> str:
        return hmac.new(self._secret, number.encode(), hashlib.sha256).hexdigest()
