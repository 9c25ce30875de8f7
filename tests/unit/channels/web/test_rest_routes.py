"""The conversation over plain HTTP, and the pages."""

from __future__ import annotations

import gzip

import pytest

from bot.channels.web.pages import PATHS, content_policy

BASE = "/webhooks/web"


async def open_session(http, **headers):
    return (await http.post(f"{BASE}/session", json={}, headers=headers)).json()["session_id"]


async def test_a_whole_conversation(web, rasa):
    http = (await web()).http
    token = await open_session(http)
    answer = (await http.post(f"{BASE}/webhook", json={"session_id": token, "message": "hello"})).json()
    assert answer["ok"]
    assert [message["text"] for message in answer["messages"]] == ["An answer.\n\nWith a second paragraph."]
    again = (await http.post(f"{BASE}/session", json={"session_id": token})).json()
    assert [message["from"] for message in again["messages"]] == ["user", "bot"]
    assert (await http.post(f"{BASE}/start_over", json={"session_id": token})).json()["ok"]
    assert (await http.post(f"{BASE}/session", json={"session_id": token})).json()["messages"] == []
    gone = (await http.post(f"{BASE}/delete", json={"session_id": token})).json()
    assert gone["ok"]
    assert await rasa.tracker_store.retrieve_full_tracker(rasa.seen[0].sender_id) is None


@pytest.mark.parametrize("path", ["session", "webhook", "start_over", "delete", "feedback"])
async def test_what_is_no_request_is_told_so(web, path):
    http = (await web()).http
    for body in (b"", b"{", b"[]", b"3", b'"x"', b"null", b"\xff", b"[" * 50_000, b'{"a": "' + b"x" * 70_000 + b'"}'):
        answer = await http.post(f"{BASE}/{path}", content=body)
        assert answer.status_code == 400
        assert answer.json() == {"ok": False, "error": "not_a_request"}


@pytest.mark.parametrize("path", ["webhook", "start_over", "delete", "feedback"])
async def test_without_a_session_nothing_is_done(web, rasa, path):
    answer = await (await web()).http.post(f"{BASE}/{path}", json={"session_id": "0" * 32, "message": "x", "rating": "up"})
    assert answer.status_code == 401
    assert rasa.seen == []


async def test_origins_over_http(web):
    http = (await web()).http
    for origin, status in (("https://clinic.example", 200), ("https://evil.example", 403), ("null", 403)):
        answer = await http.post(f"{BASE}/session", content=b"{}", headers={"Origin": origin, "Content-Type": "text/plain"})
        assert answer.status_code == status
        assert answer.headers.get("access-control-allow-origin") == (origin if status == 200 else None)
        assert "Origin" in answer.headers["vary"]


async def test_too_fast_is_a_429(web):
    http = (await web(WEB_MESSAGES_PER_MINUTE="1")).http
    token = await open_session(http)
    answers = [await http.post(f"{BASE}/webhook", json={"session_id": token, "message": "hello"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert answers[1].json()["messages"][0]["text"]
    rating = {"session_id": token, "rating": "up"}
    ratings = [(await http.post(f"{BASE}/feedback", json=rating)).status_code for _ in range(2)]
    assert ratings == [200, 429]


async def test_health_and_pages(web):
    http = (await web()).http
    assert (await http.get(f"{BASE}/")).json() == {"status": "ok"}
    for path in PATHS:
        answer = await http.get(path)
        assert answer.status_code == 200, path
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-encoding"] == "gzip"
        again = await http.get(path, headers={"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        plain = await http.get(path, headers={"Accept-Encoding": "identity"})
        assert plain.content == answer.content
        assert "content-encoding" not in plain.headers


async def test_a_browser_at_the_root_is_shown_the_chat(web):
    answer = await (await web()).http.get("/", headers={"Accept": "text/html"})
    assert answer.status_code == 302
    assert answer.headers["location"] == "/chat"


def test_the_policy_names_who_may_frame_us_and_nobody_else():
    policy = content_policy(["https://clinic.example"])
    assert "frame-ancestors 'self' https://clinic.example" in policy
    assert "unsafe" not in policy


def test_the_widget_is_small_enough():
    from bot.channels.web.pages import STATIC, WIDGET

    assert len(gzip.compress((STATIC / WIDGET).read_bytes(), 9)) <= 30 * 1024
