"""Session ids: only the server makes them."""

from __future__ import annotations

import stat

import pytest

from bot.channels.web.sessions import Sessions, WeakSecret, load_secret


@pytest.fixture
def sessions():
    return Sessions(b"a secret of this test")


def test_every_session_is_new_and_opens_its_own_conversation(sessions):
    tokens = {sessions.issue() for _ in range(50)}
    assert len({sessions.sender(token) for token in tokens}) == 50
    assert all(sessions.sender(token).startswith("web-") for token in tokens)


def test_a_changed_or_foreign_session_id_opens_nothing(sessions):
    token = sessions.issue()
    number, sign = token.split(".")
    other = sessions.issue().split(".")
    forged = [
        f"{other[0]}.{sign}",
        f"{number}.{other[1]}",
        f"{number}.{'0' * 64}",
        number,
        f".{sign}",
        token + "0",
        token.upper(),
        f" {token}",
    ]
    assert [sessions.sender(one) for one in forged] == [None] * len(forged)
    assert Sessions(b"another secret").sender(token) is None


@pytest.mark.parametrize("value", [None, "", 7, [], {}, b"x", "x" * 100_000, "ä" * 32 + "." + "b" * 64])
def test_what_is_no_session_id_opens_nothing(sessions, value):
    assert sessions.sender(value) is None


def test_a_made_secret_is_kept_for_its_owner_only(tmp_path):
    folder = tmp_path / "new"
    first = load_secret("", folder)
    assert load_secret("", folder) == first
    assert len(first) == 64
    assert stat.S_IMODE((folder / "session-secret").stat().st_mode) == 0o600


def test_a_broken_secret_file_is_made_anew(tmp_path):
    (tmp_path / "session-secret").write_text("", encoding="ascii")
    assert len(load_secret("", tmp_path)) == 64


def test_a_given_secret_is_used_and_a_short_one_refused(tmp_path):
    assert load_secret("long enough to be one", tmp_path) == b"long enough to be one"
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(WeakSecret):
        load_secret("short", tmp_path)
