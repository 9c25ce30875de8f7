"""The running bot, a real Chromium and pages of other sites, for journeys that a person could make."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bot.settings import PROJECT
from tests.browser.chat import ChatPage
from tests.browser.chromium import FLAGS, find_chromium
from tests.browser.running import RunningBot, start_bot
from tests.browser.sites import HostSite


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, without a head."""
    path = find_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def allowed_site() -> Iterator[HostSite]:
    """A site of somebody else that the operator allowed."""
    with HostSite() as site:
        yield site


@pytest.fixture(scope="session")
def strange_site() -> Iterator[HostSite]:
    """A site of somebody else that nobody allowed."""
    with HostSite() as site:
        yield site


@pytest.fixture(scope="session")
def bot(tmp_path_factory: pytest.TempPathFactory, allowed_site: HostSite) -> Iterator[RunningBot]:
    """The real bot: Rasa, the action server and a knowledge base of its own."""
    extra = {
        "BOT_ALLOWED_ORIGINS": allowed_site.url,
        "WEB_MESSAGES_PER_MINUTE": "1000",
        "WEB_MESSAGES_PER_MINUTE_FROM_ADDRESS": "5000",
        "ACTION_TIMEOUT_SECONDS": "3",
    }
    running = start_bot(tmp_path_factory.mktemp("browser"), extra=extra)
    allowed_site.bot_url = running.url
    yield running
    running.stop()


@pytest.fixture(scope="session", autouse=True)
def tell_sites(bot: RunningBot, strange_site: HostSite) -> None:
    """Every site embeds the same bot."""
    strange_site.bot_url = bot.url


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core's source, from the widget's own packages."""
    path = PROJECT / "widget" / "node_modules" / "axe-core" / "axe.min.js"
    assert path.is_file(), "axe-core is missing: run 'npm ci' in widget/ (make test does)"
    return path.read_text(encoding="utf-8")


@pytest.fixture
def open_page(chromium: Browser, bot: RunningBot, allowed_site: HostSite, strange_site: HostSite) -> Iterator[Callable[..., Page]]:
    """Opens a page in a browser profile of its own, and at the end fails if it broke or asked anybody but the bot and the test's sites."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []
    own = {urlsplit(address).netloc for address in (bot.url, allowed_site.url, strange_site.url)}

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: problems.append(f"the page broke: {error}"))
        page.on("request", lambda request: check(request.url))
        page.on("websocket", lambda socket: check(socket.url))
        page.on("console", lambda line: problems.append(line.text) if "Content Security Policy" in line.text else None)

    def check(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("blob", "data", "about") and parts.netloc not in own:
            problems.append(f"a third party was asked: {url}")

    def start(path: str = "/demo", site: str = "", context: BrowserContext | None = None, **options: object) -> Page:
        if context is None:
            context = chromium.new_context(**{"viewport": {"width": 1000, "height": 800}, "locale": "en-GB", **options})
            context.set_default_timeout(15000)
            contexts.append(context)
        page = context.new_page()
        watch(page)
        page.goto((site or bot.url) + path)
        return page

    yield start
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture
def chat(open_page: Callable[..., Page]) -> ChatPage:
    """The chat, opened on the demo page."""
    return ChatPage(open_page()).open()


@pytest.fixture(scope="session")
def picture() -> Callable[[Page, str], None]:
    """Takes a picture into results/img, and into docs/img with UPDATE_SCREENSHOTS=1."""
    folder = PROJECT / ("docs" if os.environ.get("UPDATE_SCREENSHOTS") == "1" else "results") / "img"
    folder.mkdir(parents=True, exist_ok=True)

    def take(page: Page, name: str) -> None:
        page.wait_for_timeout(400)
        page.screenshot(path=Path(folder) / f"widget-{name}.png")

    return take
