"""States of the chat that everyone must be able to use."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.chat import NO_WEBSOCKETS, ChatPage
from tests.browser.running import RunningBot

STATES = ("closed", "open", "answer", "long answer", "chips", "rating", "emergency", "error", "offline", "menu", "delete", "page")


def reach(state: str, chat: ChatPage, bot: RunningBot) -> None:
    """Brings a page with the chat into a state."""
    if state == "closed":
        expect(chat.launcher).to_be_visible()
        return
    if state == "page":
        chat.ready().ask("does magnesium help?")
        return
    chat.open()
    if state == "answer":
        chat.ask("what is a diuretic?")
    elif state == "long answer":
        chat.ask("does magnesium help? does stretching help?")
        chat.last.locator("summary").first.click()
    elif state == "chips":
        chat.ask("I have kidney disease. Can I take magnesium?")
    elif state == "rating":
        chat.ask("does magnesium help?").get_by_role("button", name="Not helpful").click()
        expect(chat.last.get_by_role("group", name="What was wrong with it?")).to_be_visible()
    elif state == "emergency":
        chat.ask("I have chest pain and I cannot breathe")
    elif state == "error":
        chat.field.fill("x" * 1001)
        expect(chat.page.get_by_text("characters too many")).to_be_visible()
    elif state == "offline":
        go_offline(chat)
    elif state == "menu":
        chat.page.get_by_role("button", name="More", exact=True).click()
    elif state == "delete":
        chat.menu("Delete my conversation")


def go_offline(chat: ChatPage) -> None:
    """Cuts the connection the way a lost network does: a new page cannot reach the bot."""
    chat.page.add_init_script(NO_WEBSOCKETS)
    chat.page.route("**/webhooks/web/**", lambda route: route.abort())
    chat.page.reload()
    expect(chat.page.get_by_text("No connection. I keep trying")).to_be_visible()
    chat.field.fill("does magnesium help?")
    chat.field.press("Enter")
    expect(chat.questions.last).to_contain_text("Waiting to be sent")
