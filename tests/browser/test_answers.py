"""Journeys: asking, and reading what comes."""

from __future__ import annotations

import json
import re

from playwright.sync_api import expect

from tests.browser.chat import ratings

MAGNESIUM = "does magnesium help?"


def test_the_first_message_says_what_it_is_and_what_is_kept(chat):
    first = chat.answers.first
    expect(first).to_contain_text("I am a chatbot, not a person and not a doctor")
    expect(first).to_contain_text("leg cramps at night")
    expect(first).to_contain_text("kept on this site's server")
    expect(first).to_contain_text("delete the conversation at any time")


def test_an_answer_has_all_its_parts_in_one_bubble(chat):
    answer = chat.ask(MAGNESIUM)
    bubble = answer.locator(".bubble")
    expect(bubble).to_have_count(1)
    expect(bubble.locator(".asked")).to_contain_text("You asked about: Magnesium")
    expect(bubble.locator(".short").first).not_to_be_empty()
    expect(bubble.locator(".caution").first).to_contain_text("Caution")
    expect(bubble.locator(".caution").last).to_contain_text("General information, not a diagnosis.")
    expect(bubble).to_contain_text(re.compile("How sure this is today: .+certainty"))
    expect(bubble.locator("time")).to_have_attribute("datetime", re.compile(r"\d{4}-\d\d-\d\d"))
    assert answer.locator(".stamp").get_attribute("datetime")


def test_the_caution_shown_is_the_caution_of_the_bot(chat, bot):
    chat.ask(MAGNESIUM)
    (said,) = bot.say(MAGNESIUM)
    shown = chat.last.inner_text()
    for part in said["metadata"]["parts"]:
        for caution in part["cautions"]:
            assert caution in shown


def test_sources_are_links_that_give_nothing_away(chat, bot):
    answer = chat.ask(MAGNESIUM)
    (said,) = bot.say(MAGNESIUM)
    known = {source["url"] for part in said["metadata"]["parts"] for source in part["sources"]}
    links = answer.locator(".sources a")
    assert links.count() >= 1
    for link in links.all():
        assert link.get_attribute("href") in known
        assert link.get_attribute("rel") == "noopener noreferrer"
        assert link.get_attribute("target") == "_blank"
    assert answer.locator("a").count() == links.count()


def test_detail_comes_on_demand(chat):
    answer = chat.ask(MAGNESIUM)
    detail = answer.locator("details").first
    expect(detail.locator("p")).to_be_hidden()
    detail.locator("summary").click()
    expect(detail.locator("p")).to_be_visible()


def test_a_term_is_defined_by_a_tap(chat):
    answer = chat.ask(MAGNESIUM)
    definition = chat.tap(answer.locator("button.term").first)
    expect(chat.questions.last).to_contain_text("mean?")
    expect(definition.locator(".caution")).to_be_visible()


def test_a_quick_reply_asks_with_its_words(chat):
    chat.ask(MAGNESIUM)
    group = chat.page.get_by_role("group", name="Suggested questions")
    button = group.get_by_role("button").first
    words = button.inner_text()
    chat.tap(button)
    expect(chat.questions.last).to_contain_text(words)
    assert "/ask" not in chat.log.inner_text()


def test_not_what_i_meant_is_one_tap(chat):
    answer = chat.ask(MAGNESIUM)
    other = chat.tap(answer.get_by_role("button", name="Not what I meant"))
    expect(other).not_to_contain_text("You asked about: Magnesium")


def test_a_condition_becomes_a_chip_and_goes_with_a_tap(chat):
    chat.ask("I have kidney disease. Can I take magnesium?")
    chips = chat.page.get_by_role("group", name="Noted about you")
    expect(chips.get_by_role("button")).to_have_count(1)
    chat.tap(chips.get_by_role("button").first)
    expect(chips).to_be_hidden()
    answer = chat.ask(MAGNESIUM)
    expect(answer.locator(".for-you")).to_have_count(0)


def test_thumbs_up_is_kept_with_answer_and_content_version_and_nothing_else(chat, bot):
    answer = chat.ask("what is a diuretic?")
    answer.get_by_role("button", name="Helpful", exact=True).click()
    expect(answer.get_by_role("status")).to_contain_text("kept without anything about you")
    expect(answer.get_by_role("button", name="Helpful", exact=True)).to_have_attribute("aria-pressed", "true")
    row = ratings(bot)[-1]
    assert row["rating"] == "up"
    assert row["topics"].startswith("glossary/diuretic")
    assert row["claims"]
    assert row["content_version"]
    assert set(row) == {"id", "day", "channel", "topics", "claims", "content_version", "rating", "reason"}
    assert chat.sender().removeprefix("web-") not in json.dumps(row)


def test_thumbs_down_asks_why_and_keeps_one_row(chat, bot):
    before = len(ratings(bot))
    answer = chat.ask("what is an electrolyte?")
    answer.get_by_role("button", name="Not helpful").click()
    answer.get_by_role("group", name="What was wrong with it?").get_by_role("button", name="Hard to understand").click()
    expect(answer.get_by_role("status")).to_contain_text("Thank you")
    found = ratings(bot)
    assert len(found) == before + 1
    assert (found[-1]["rating"], found[-1]["reason"]) == ("down", "hard-to-understand")


def test_an_emergency_looks_different_and_its_number_can_be_tapped(chat, picture):
    answer = chat.ask("I have chest pain and I cannot breathe")
    urgent = answer.locator(".bubble.urgent")
    expect(urgent).to_contain_text("Urgent")
    call = urgent.get_by_role("link", name="Call 112")
    expect(call).to_have_attribute("href", "tel:112")
    assert call.bounding_box()["height"] >= 44
    picture(chat.page, "emergency")
    expect(chat.ask(MAGNESIUM).locator(".bubble.urgent")).to_be_visible()
    chat.tap(chat.page.get_by_role("group", name="Suggested questions").get_by_role("button").first)
    expect(chat.ask(MAGNESIUM).locator(".caution").first).to_be_visible()


def test_what_the_bot_does_not_know_is_said(chat):
    answer = chat.ask("who won the football match yesterday?")
    expect(answer).to_contain_text("I can only answer")
    expect(answer.get_by_role("button", name="Not helpful")).to_be_visible()
