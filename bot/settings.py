"""Everything that the environment decides, read once into one frozen object. Imports nothing of ours."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


class SettingsError(ValueError):
    """An environment variable has a value that cannot be used."""


@dataclass(frozen=True)
class Settings:
    """The process's settings.

    Attributes:
        content_folder: where the health content is.
        cache_folder: where files made from packages are kept; may be deleted at any time.
        data_folder: where the embedded databases are.
        database_url: SQLAlchemy URL of the knowledge base.
        tracker_url: SQLAlchemy URL of the conversations.
        bot_host, bot_port: where Rasa listens.
        action_host, action_port: where the action server listens.
        action_servers: host and port of every action server that Rasa may ask; the one above if none are named.
        action_timeout: seconds that Rasa waits for the action server before it apologises.
        encoder_threads: threads for one sentence.
        max_message_length: characters of one message.
        allowed_origins: web pages that may embed the chat, beside the bot's own.
        session_secret: signs the session ids of the web chat; empty for one that is made and kept in the data folder.
        feedback_url: SQLAlchemy URL of what people thought of answers.
        messages_per_minute: of one web conversation.
        messages_per_minute_from_address: of one address on the web.
        proxies: how many proxies of the operator's stand before the bot.
        redis_url: keeps locks and limits for several processes; empty for one process, which keeps its own.
        turns_at_once: messages that one Rasa process thinks about at the same time.
        turns_waiting: messages that wait for that; further ones are asked to come again.
        log_format: `text` or `json`.
        model_id: of the model that must be loaded; empty for any.
    """

    content_folder: Path
    cache_folder: Path
    data_folder: Path
    database_url: str
    tracker_url: str
    bot_host: str
    bot_port: int
    action_host: str
    action_port: int
    action_servers: tuple[tuple[str, int], ...]
    action_timeout: float
    encoder_threads: int
    max_message_length: int
    allowed_origins: tuple[str, ...]
    session_secret: str
    feedback_url: str
    messages_per_minute: float
    messages_per_minute_from_address: float
    proxies: int
    redis_url: str
    turns_at_once: int
    turns_waiting: int
    log_format: str
    model_id: str


_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?|https?://\[[0-9a-f:]+\](:[0-9]{1,5})?")


def _origins(environment: Mapping[str, str]) -> tuple[str, ...]:
    origins = tuple(part.lower().rstrip("/") for part in environment.get("BOT_ALLOWED_ORIGINS", "").replace(",", " ").split())
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise SettingsError(f"BOT_ALLOWED_ORIGINS lists origins such as https://clinic.example, not {origin!r}.")
    return origins


def _servers(environment: Mapping[str, str], host: str, port: int) -> tuple[tuple[str, int], ...]:
    found = []
    for part in environment.get("ACTION_SERVERS", "").replace(",", " ").split():
        name, colon, number = part.rpartition(":")
        if not colon or not name or not number.isdigit() or not 0 < int(number) < 65536:
            raise SettingsError(f"ACTION_SERVERS lists addresses such as actions:5055, not {part!r}.")
        found.append((name, int(number)))
    return tuple(found) or ((host, port),)


def _redis(environment: Mapping[str, str]) -> str:
    url = environment.get("REDIS_URL", "").strip()
    if url and not re.match(r"(redis|rediss|unix)://", url):
        # Not the value: it may hold a password.
        raise SettingsError("REDIS_URL must begin with redis://, rediss:// or unix://.")
    return url


def _log_format(environment: Mapping[str, str]) -> str:
    form = environment.get("LOG_FORMAT", "").strip() or "text"
    if form not in ("text", "json"):
        raise SettingsError(f"LOG_FORMAT must be text or json, not {form!r}.")
    return form


def _number(environment: Mapping[str, str], name: str, default: float, low: float, high: float) -> float:
    text = environment.get(name, "").strip()
    if not text:
        return default
    try:
        value = float(text)
    except ValueError:
        raise SettingsError(f"{name} must be a number, not {text!r}.") from None
    if not low <= value <= high:
        raise SettingsError(f"{name} must be between {low:g} and {high:g}, not {text}.")
    return value


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Reads the settings.

    Args:
        environment: names and values, as in `os.environ`; `.env.example` lists the names.

    Raises:
        SettingsError: if a value cannot be used.
    """
    data = Path(environment.get("BOT_DATA_FOLDER") or PROJECT / "var")
    action_host = environment.get("ACTION_SERVER_HOST") or "127.0.0.1"
    action_port = int(_number(environment, "ACTION_SERVER_PORT", 5055, 1, 65535))
    return Settings(
        content_folder=Path(environment.get("BOT_CONTENT_FOLDER") or PROJECT / "content"),
        cache_folder=Path(environment.get("BOT_CACHE_FOLDER") or PROJECT / ".cache"),
        data_folder=data,
        database_url=environment.get("DATABASE_URL") or f"sqlite:///{data / 'knowledge.db'}",
        tracker_url=environment.get("TRACKER_URL") or f"sqlite:///{data / 'conversations.db'}",
        bot_host=environment.get("BOT_HOST") or "127.0.0.1",
        bot_port=int(_number(environment, "BOT_PORT", 5005, 1, 65535)),
        action_host=action_host,
        action_port=action_port,
        action_servers=_servers(environment, action_host, action_port),
        action_timeout=_number(environment, "ACTION_TIMEOUT_SECONDS", 4.0, 0.05, 60),
        encoder_threads=int(_number(environment, "ENCODER_THREADS", 1, 1, 64)),
        max_message_length=int(_number(environment, "MAX_MESSAGE_LENGTH", 1000, 1, 10000)),
        allowed_origins=_origins(environment),
        session_secret=environment.get("SESSION_SECRET", ""),
        feedback_url=environment.get("FEEDBACK_URL") or environment.get("TRACKER_URL") or f"sqlite:///{data / 'feedback.db'}",
        messages_per_minute=_number(environment, "WEB_MESSAGES_PER_MINUTE", 30, 1, 100000),
        messages_per_minute_from_address=_number(environment, "WEB_MESSAGES_PER_MINUTE_FROM_ADDRESS", 120, 1, 100000),
        proxies=int(_number(environment, "BOT_PROXIES", 0, 0, 10)),
        redis_url=_redis(environment),
        turns_at_once=int(_number(environment, "TURNS_AT_ONCE", 8, 1, 1000)),
        turns_waiting=int(_number(environment, "TURNS_WAITING", 300, 0, 100000)),
        log_format=_log_format(environment),
        model_id=environment.get("MODEL_ID", "").strip(),
    )


@lru_cache(maxsize=1)
def load_settings() -> Settings:
    """Returns this process's settings; the environment is read once."""
    return read_settings(os.environ)
