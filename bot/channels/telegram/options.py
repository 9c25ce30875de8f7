"""What the environment says about Telegram. Without TELEGRAM_TOKEN the channel is off."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.settings import SettingsError

API_URL = "https://api.telegram.org"
WEBHOOK, POLLING = "webhook", "polling"
HOW_TO_START = "Telegram is off: set TELEGRAM_TOKEN to the token that @BotFather gave you (docs/telegram.md)."
_TOKEN = re.compile(r"([0-9]{1,20}):[A-Za-z0-9_-]{1,200}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")


@dataclass(frozen=True)
class TelegramOptions:
    """How the bot talks with Telegram.

    Attributes:
        token: of the bot; never shown.
        secret: what Telegram sends with every update to the webhook; never shown.
        api_url: the Bot API server.
        mode: WEBHOOK or POLLING.
    """

    token: str = field(repr=False)
    secret: str = field(repr=False)
    api_url: str
    mode: str

    @property
    def bot_id(self) -> int:
        """The bot's own user id, which its token begins with."""
        return int(self.token.partition(":")[0])


def read_options(environment: Mapping[str, str]) -> TelegramOptions | None:
    """Reads the options.

    Args:
        environment: as in `os.environ`.

    Returns:
        The options, or None without a token.

    Raises:
        SettingsError: if a value cannot be used. It never quotes a token or a secret.
    """
    token = environment.get("TELEGRAM_TOKEN", "").strip()
    if not token:
        return None
    if not _TOKEN.fullmatch(token):
        raise SettingsError("TELEGRAM_TOKEN is no bot token; @BotFather's look like 123456789:letters-and-digits.")
    secret = environment.get("TELEGRAM_WEBHOOK_SECRET", "").strip()
    if secret and not _SECRET.fullmatch(secret):
        raise SettingsError("TELEGRAM_WEBHOOK_SECRET must be 16 to 256 letters, digits, _ or -.")
    # Made from the token, the server and the command that registers the webhook know the same one without being told.
    secret = secret or hmac.new(token.encode(), b"telegram webhook secret", hashlib.sha256).hexdigest()
    url = (environment.get("TELEGRAM_API_URL") or API_URL).strip().rstrip("/")
    if not url.startswith(("https://", "http://")):
        raise SettingsError("TELEGRAM_API_URL must begin with https:// or http://.")
    mode = environment.get("TELEGRAM_MODE", "").strip() or WEBHOOK
    if mode not in (WEBHOOK, POLLING):
        raise SettingsError(f"TELEGRAM_MODE must be {WEBHOOK} or {POLLING}.")
    return TelegramOptions(token, secret, url, mode)
