"""Journeys: other sites, hostile words, and what the pages may load."""

from __future__ import annotations

import urllib.request

import pytest
from playwright.sync_api import expect

from tests.browser.chat import ChatPage, plant

HOSTILE = [
    '<script>window.hacked=1</script><img src=x onerror="window.hacked=1">',
    "javascript:window.hacked=1",
    "{{constructor.constructor('window.hacked=1')()}} ${window.hacked=1}",
    "\u202eevil\u202c txt \u2066x",
    "W" * 900,
    "\U0001f9b5" * 400,
]


def test_a_site_that_was_allowed_can_embed_it(open_page, allowed_site):
    chat = ChatPage(open_page("/", site=allowed_site.url)).open()
    expect(chat.ask("what is a diuretic?").locator(".caution")).to_be_visible()
    chat.page.reload()
    chat.ready()
    expect(chat.questions).to_have_count(1)


def test_a_site_that_was_allowed_can_embed_it_without_websockets(open_page, allowed_site):
    chat = ChatPage(open_page("/?transport=rest", site=allowed_site.url)).open()
    expect(chat.ask("what is a diuretic?").locator(".caution")).to_be_visible()


def test_a_site_that_was_not_allowed_reaches_nothing(open_page, strange_site):
    chat = ChatPage(open_page("/", site=strange_site.url))
    chat.launcher.click()
    expect(chat.page.get_by_text("No connection. I keep trying")).to_be_visible()
    chat.page.wait_for_timeout(3000)
    expect(chat.page.get_by_text("No connection. I keep trying")).to_be_visible()
    assert chat.page.evaluate("() => Object.keys(localStorage).length") == 0


@pytest.mark.parametrize("words", HOSTILE, ids=["html", "link", "template", "direction", "long word", "emoji"])
def test_hostile_words_of_a_person_do_no_harm(chat, words):
    before = chat.answers.count()
    chat.field.fill(words)
    chat.field.press("Enter")
    expect(chat.answers).to_have_count(before + 1)
    harmless(chat)
    chat.page.reload()
    chat.ready()
    expect(chat.questions).to_have_count(1)
    harmless(chat)


def test_hostile_words_of_the_server_do_no_harm(chat, bot):
    chat.ask("what is a diuretic?")
    for words in HOSTILE:
        part = {"short": words, "detail": words, "cautions": [words], "terms": [{"name": words, "topic": words}], "known_today": [words]}
        sources = [{"title": words, "url": "javascript:window.hacked=1"}, {"title": words, "url": "https://ok.example/"}]
        plant(bot, chat.sender(), words, topics=["x"], claims=["x"], title=words, parts=[{**part, "sources": sources, "certainty": words}])
        plant(bot, chat.sender(), words, topics=["safety/emergency"], phone_numbers=["112", "javascript:window.hacked=1", words])
    chat.page.reload()
    chat.ready()
    expect(chat.answers).to_have_count(2 + 2 * len(HOSTILE))
    harmless(chat)
    links = chat.log.locator("a").evaluate_all("(links) => [...new Set(links.map((link) => new URL(link.href).protocol))]")
    assert set(links) <= {"https:", "tel:"}


def test_a_megabyte_is_refused_before_and_after_the_server(chat):
    page = chat.page
    page.evaluate(
        "() => { const field = document.querySelector('night-cramp-chat').shadowRoot.querySelector('textarea');"
        " field.value = 'long '.repeat(210000); field.dispatchEvent(new Event('input')) }"
    )
    expect(page.get_by_text("characters too many")).to_be_visible()
    chat.field.press("Enter")
    expect(chat.questions).to_have_count(0)
    status = page.evaluate(
        "async () => { const body = JSON.stringify({ message: 'x'.repeat(1000000) });"
        " return (await fetch('/webhooks/web/webhook', { method: 'POST', body })).status }"
    )
    assert status in (400, 413)
    chat.field.fill("")
    expect(chat.ask("what is a diuretic?").locator(".caution")).to_be_visible()


@pytest.mark.parametrize("path", ["/chat", "/demo"])
def test_our_pages_allow_nothing_inline_and_nobody_else(bot, path):
    with urllib.request.urlopen(bot.url + path) as answer:
        policy, html = answer.headers["Content-Security-Policy"], answer.read().decode()
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "<style" not in html
    assert "style=" not in html
    assert "onclick" not in html


def test_the_policy_is_in_force(open_page):
    page = open_page("/chat")
    ChatPage(page).ready()
    blocked = page.evaluate("""() => new Promise((done) => {
      document.addEventListener('securitypolicyviolation', (event) => { event.stopImmediatePropagation(); done(event.effectiveDirective) });
      try { document.body.innerHTML = '<p>x</p>' } catch { done('require-trusted-types-for') }
    })""")
    assert blocked == "require-trusted-types-for"


def test_opening_the_address_of_make_run_shows_the_chat(open_page):
    page = open_page("/")
    assert page.url.endswith("/chat")
    expect(ChatPage(page).ready().ask("what is a diuretic?").locator(".caution")).to_be_visible()


def test_nothing_is_asked_of_the_server_before_the_chat_is_opened(open_page):
    asked = []
    page = open_page("/demo")
    page.on("websocket", lambda socket: asked.append(socket.url))
    page.reload()
    page.wait_for_timeout(1000)
    assert asked == []


def test_a_site_themes_it(open_page):
    chat = ChatPage(open_page("/demo"))
    chat.page.evaluate("() => document.querySelector('night-cramp-chat').style.setProperty('--ncc-accent', 'rgb(91, 42, 134)')")
    assert chat.launcher.evaluate("(button) => getComputedStyle(button).backgroundColor") == "rgb(91, 42, 134)"


def test_a_site_brings_its_own_words(open_page):
    page = open_page("/demo")
    page.evaluate(
        "() => { document.querySelector('night-cramp-chat').strings = { launcher: 'Frag mich', language: 'de', send: 'Senden' } }"
    )
    page.get_by_role("button", name="Frag mich").click()
    expect(page.get_by_role("button", name="Senden")).to_be_visible()


def harmless(chat: ChatPage) -> None:
    """Nothing ran, nothing was made into an element, nothing turned or widened the page."""
    assert chat.page.evaluate("() => window.hacked") is None
    assert chat.log.locator("script, img, iframe").count() == 0
    assert "\u202e" not in chat.last.inner_text()
    widths = """() => { const root = document.querySelector('night-cramp-chat').shadowRoot;
      return [root.querySelector('.log'), root.querySelector('.panel')].map((one) => one.scrollWidth - one.clientWidth) }"""
    assert chat.page.evaluate(widths) == [0, 0]
