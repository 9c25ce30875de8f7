"""Journeys: a conversation lasts, moves, ends."""

from __future__ import annotations

import signal
import time

from playwright.sync_api import expect

from tests.browser.chat import NO_WEBSOCKETS, ChatPage, rows

QUESTION = "what is a diuretic?"


def test_it_survives_a_reload_and_stays_open(chat):
    words = chat.ask(QUESTION).locator(".short").first.inner_text()
    chat.page.reload()
    chat.ready()
    expect(chat.questions).to_have_count(1)
    expect(chat.last.locator(".short").first).to_have_text(words)
    expect(chat.last.locator(".caution")).to_be_visible()


def test_it_survives_going_to_another_page_of_the_site(chat, bot):
    chat.ask(QUESTION)
    chat.page.goto(f"{bot.url}/chat")
    chat.ready()
    expect(chat.questions.last).to_contain_text(QUESTION)
    chat.tap(chat.page.get_by_role("group", name="Suggested questions").get_by_role("button").first)


def test_it_survives_a_restart_of_the_server_and_says_so(chat, bot):
    chat.ask(QUESTION)
    bot.rasa.stop()
    expect(chat.page.get_by_text("No connection. I keep trying")).to_be_visible()
    chat.field.fill("what is an electrolyte?")
    chat.field.press("Enter")
    expect(chat.questions.last).to_contain_text("Waiting to be sent")
    bot.rasa.start()
    bot.wait()
    expect(chat.page.get_by_text("Connected again.")).to_be_visible(timeout=20000)
    expect(chat.last.locator(".asked")).to_contain_text("lectrolyte", timeout=20000)
    expect(chat.questions).to_have_count(2)
    chat.page.reload()
    chat.ready()
    expect(chat.questions).to_have_count(2)


def test_start_over_forgets_but_goes_on(chat):
    chat.ask("I have kidney disease. Can I take magnesium?")
    chat.menu("Start over")
    expect(chat.log).to_contain_text("Started over")
    expect(chat.questions).to_have_count(0)
    expect(chat.page.get_by_role("group", name="Noted about you")).to_be_hidden()
    expect(chat.ask("does magnesium help?").locator(".for-you")).to_have_count(0)
    chat.page.reload()
    chat.ready()
    expect(chat.questions).to_have_count(1)


def test_delete_removes_every_row(chat, bot):
    chat.ask(QUESTION)
    sender = chat.sender()
    assert rows(bot, sender) > 5
    chat.menu("Delete my conversation")
    expect(chat.page.get_by_role("alertdialog")).to_contain_text("cannot be undone")
    chat.page.get_by_role("button", name="Delete", exact=True).click()
    expect(chat.log).to_contain_text("Nothing of the conversation is left")
    assert rows(bot, sender) == 0
    assert chat.sender() != sender
    expect(chat.questions).to_have_count(0)
    chat.ask(QUESTION)
    assert rows(bot, sender) == 0


def test_delete_can_be_thought_over(chat, bot):
    chat.ask(QUESTION)
    chat.menu("Delete my conversation")
    chat.page.get_by_role("button", name="Keep it").click()
    expect(chat.questions).to_have_count(1)
    assert rows(bot, chat.sender()) > 5


def test_the_text_to_take_along_has_the_cautions(chat, bot):
    chat.ask("does magnesium help?")
    with chat.page.expect_download() as download:
        chat.menu("Save as text")
    text = download.value.path().read_text(encoding="utf-8")
    (said,) = bot.say("does magnesium help?")
    assert download.value.suggested_filename == "leg-cramp-chat.txt"
    assert "does magnesium help?" in text
    for part in said["metadata"]["parts"]:
        for caution in part["cautions"]:
            assert caution in text
    assert "https://" in text


def test_two_windows_show_the_same_conversation(chat, open_page):
    other = ChatPage(open_page(context=chat.page.context)).open()
    chat.ask(QUESTION)
    expect(other.questions.last).to_contain_text(QUESTION)
    expect(other.last.locator(".caution")).to_be_visible()
    other.menu("Delete my conversation")
    other.page.get_by_role("button", name="Delete", exact=True).click()
    expect(chat.questions).to_have_count(0)


def test_a_forged_session_opens_a_new_empty_one(chat, open_page):
    chat.ask(QUESTION)
    sender = chat.sender()
    thief = ChatPage(open_page())
    forged = sender.removeprefix("web-") + "." + "0" * 64
    thief.page.evaluate("(token) => localStorage.setItem(`night-cramp-chat ${location.origin}`, token)", forged)
    thief.open()
    expect(thief.questions).to_have_count(0)
    assert thief.sender() != sender


def test_while_the_bot_thinks_it_says_so(chat, bot):
    bot.action_server.signal(signal.SIGSTOP)
    try:
        chat.field.fill("does stretching help?")
        chat.field.press("Enter")
        expect(chat.page.get_by_text("Looking it up")).to_be_visible()
    finally:
        bot.action_server.signal(signal.SIGCONT)
    expect(chat.last.locator(".caution").first).to_be_visible()
    expect(chat.page.get_by_text("Looking it up")).to_be_hidden()


def test_when_no_answer_can_be_made_there_is_a_message(chat, bot):
    bot.action_server.signal(signal.SIGSTOP)
    try:
        answer = chat.ask(QUESTION)
        expect(answer).to_contain_text("Sorry, something went wrong")
    finally:
        bot.action_server.signal(signal.SIGCONT)
        time.sleep(1)
    expect(chat.ask(QUESTION).locator(".caution")).to_be_visible()


def test_without_websockets_it_goes_on_over_plain_http(open_page, bot):
    page = open_page("/chat")
    page.add_init_script(NO_WEBSOCKETS)
    page.reload()
    chat = ChatPage(page).ready()
    expect(chat.ask(QUESTION).locator(".caution")).to_be_visible()
    page.reload()
    chat.ready()
    expect(chat.questions).to_have_count(1)
    chat.menu("Delete my conversation")
    sender = chat.sender()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(chat.log).to_contain_text("Nothing of the conversation is left")
    assert rows(bot, sender) == 0
