"""The web channel's settings."""

from __future__ import annotations

import pytest

from bot.settings import SettingsError, read_settings


def test_without_settings_only_our_own_pages_are_allowed():
    found = read_settings({"BOT_DATA_FOLDER": "/data"})
    assert found.allowed_origins == ()
    assert found.session_secret == ""
    assert found.feedback_url == "sqlite:////data/feedback.db"
    assert (found.messages_per_minute, found.messages_per_minute_from_address, found.proxies) == (30, 120, 0)


def test_origins_may_stand_between_blanks_or_commas():
    found = read_settings({"BOT_ALLOWED_ORIGINS": " https://A.example/, http://localhost:8080  https://[::1]:8443 "})
    assert found.allowed_origins == ("https://a.example", "http://localhost:8080", "https://[::1]:8443")


@pytest.mark.parametrize("origin", ["*", "clinic.example", "https://clinic.example/page", "ftp://x", "https://*.example", "https://a;b"])
def test_what_is_no_origin_is_refused(origin):
    with pytest.raises(SettingsError, match="BOT_ALLOWED_ORIGINS"):
        read_settings({"BOT_ALLOWED_ORIGINS": origin})


def test_ratings_go_where_conversations_are_unless_told_otherwise():
    assert read_settings({"TRACKER_URL": "postgresql://x/y"}).feedback_url == "postgresql://x/y"
    assert read_settings({"TRACKER_URL": "postgresql://x/y", "FEEDBACK_URL": "sqlite:///f.db"}).feedback_url == "sqlite:///f.db"
