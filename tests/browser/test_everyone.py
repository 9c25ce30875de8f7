"""Journeys: by keyboard, by ear, on a small screen, in the dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.chat import ChatPage
from tests.browser.states import STATES, reach

LONG = "does magnesium help? and what about calcium, and stretching?"
RUN_AXE = """async () => {
  const found = await axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] });
  return found.violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.map((node) => node.html).join(' | ').slice(0, 400)}`);
}"""
# Everything that can be tapped, unless it stands within a sentence (WCAG 2.5.8).
SMALL_TARGETS = """() => [...document.querySelector('night-cramp-chat').shadowRoot.querySelectorAll('button, a, summary, textarea')]
  .filter((element) => element.checkVisibility() && !element.classList.contains('term'))
  .map((element) => [element.textContent || element.getAttribute('aria-label'), element.getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24).map(([name, box]) => `${name} ${box.width}x${box.height}`)"""
WIDE = """() => { const root = document.querySelector('night-cramp-chat').shadowRoot;
  return [document.documentElement, root.querySelector('.panel'), root.querySelector('.log')]
    .map((one) => one.scrollWidth - one.clientWidth) }"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(open_page, bot, axe, state, scheme):
    chat = ChatPage(open_page("/chat" if state == "page" else "/demo", color_scheme=scheme))
    reach(state, chat, bot)
    chat.page.evaluate(axe)
    assert chat.page.evaluate(RUN_AXE) == []


def test_the_whole_way_by_keyboard(open_page):
    chat = ChatPage(open_page("/demo"))
    page = chat.page
    chat.launcher.focus()
    page.keyboard.press("Enter")
    chat.ready()
    assert chat.focused() == "TEXTAREA"
    page.keyboard.type("what is a diuretic?")
    page.keyboard.press("Enter")
    expect(chat.last.locator(".caution")).to_be_visible()
    assert chat.focused() == "TEXTAREA"
    page.keyboard.press("Shift+Tab")
    assert "reply" in chat.focused()
    before = chat.answers.count()
    page.keyboard.press("Enter")
    expect(chat.answers).to_have_count(before + 1)
    assert chat.focused() == "TEXTAREA"
    page.keyboard.press("Escape")
    expect(chat.log).to_be_hidden()
    assert chat.focused() == "launcher"


def test_the_menu_by_keyboard(chat):
    page = chat.page
    page.get_by_role("button", name="More", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Start over")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="More", exact=True)).to_be_focused()
    expect(chat.log).to_be_visible()
    chat.menu("Delete my conversation")
    expect(page.get_by_role("button", name="Keep it")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="More", exact=True)).to_be_focused()


def test_everything_in_an_answer_can_be_reached_by_tab(chat):
    chat.ask("does magnesium help?")
    chat.log.focus()
    seen = set()
    for _ in range(40):
        chat.page.keyboard.press("Tab")
        seen.add(chat.focused())
        if "TEXTAREA" in seen:
            break
    assert {"link", "term", "SUMMARY", "A", "thumb", "reply", "TEXTAREA"} <= seen


def test_answer_and_caution_are_one_utterance_in_the_log(chat):
    expect(chat.log).not_to_have_attribute("aria-live", "off")  # silent for a moment, so that an old talk is not read out
    chat.page.evaluate("""() => {
      window.said = [];
      const log = document.querySelector('night-cramp-chat').shadowRoot.querySelector('[role=log]');
      const note = (change) => change.addedNodes.forEach((node) => node.closest?.('[aria-live=off]') || window.said.push(node.textContent));
      new MutationObserver((changes) => changes.forEach(note)).observe(log, { childList: true, subtree: true });
    }""")
    chat.ask("does magnesium help?")
    said = chat.page.evaluate("() => window.said")
    assert len(said) == 2
    assert said[0].startswith("You: ")
    assert said[1].startswith("Chatbot: ")
    assert "Caution" in said[1]
    assert "How sure" in said[1]


def test_history_is_not_read_out_again(chat):
    chat.ask("what is a diuretic?")
    chat.page.reload()
    assert chat.page.evaluate(
        """() => new Promise((done) => { const log = document.querySelector('night-cramp-chat').shadowRoot.querySelector('[role=log]');
        new MutationObserver(() => done(log.getAttribute('aria-live'))).observe(log, { childList: true });
        if (log.children.length > 1) done(log.getAttribute('aria-live')) })"""
    ) in ("off", None)
    expect(chat.log).not_to_have_attribute("aria-live", "off")


def test_targets_are_large_enough(chat):
    chat.ask("does magnesium help?")
    chat.last.get_by_role("button", name="Not helpful").click()
    assert chat.page.evaluate(SMALL_TARGETS) == []
    chat.ask("I have chest pain and I cannot breathe")
    assert chat.page.evaluate(SMALL_TARGETS) == []


@pytest.mark.parametrize(("width", "height"), [(320, 568), (320, 256)])
def test_small_screens_and_400_percent_zoom(open_page, width, height):
    chat = ChatPage(open_page("/demo", viewport={"width": width, "height": height})).open()
    chat.ask("does magnesium help?")
    assert chat.page.evaluate(WIDE) == [0, 0, 0]
    chat.ask("Donaudampfschifffahrtsgesellschaft" * 12)
    assert chat.page.evaluate(WIDE) == [0, 0, 0]
    chat.field.scroll_into_view_if_needed()
    expect(chat.field).to_be_in_viewport()
    chat.page.get_by_role("button", name="Close the chat").click()
    expect(chat.launcher).to_be_in_viewport()


def test_on_a_small_screen_the_focus_stays_in_the_chat(open_page):
    chat = ChatPage(open_page("/demo", viewport={"width": 320, "height": 600})).open()
    for key in ("Tab", "Shift+Tab"):
        for _ in range(12):
            chat.page.keyboard.press(key)
            assert chat.focused() != ""


def test_on_a_phone(open_page, picture):
    phone = {"viewport": {"width": 390, "height": 780}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}
    chat = ChatPage(open_page("/demo", **phone))
    chat.launcher.tap()
    chat.ready()
    # The keyboard would hide what the chat says first.
    assert chat.focused() == "H2"
    box = chat.page.get_by_role("dialog").bounding_box()
    assert (box["x"], box["y"], box["width"]) == (0, 0, 390)
    chat.ask("does magnesium help?")
    chat.page.get_by_role("group", name="Suggested questions").get_by_role("button").first.tap()
    assert chat.focused() == "log"
    expect(chat.last.locator(".caution").first).to_be_attached()
    picture(chat.page, "mobile")


def test_above_the_phones_keyboard_the_field_stays_in_sight(open_page):
    chat = ChatPage(open_page("/demo", viewport={"width": 390, "height": 780}, is_mobile=True, has_touch=True)).open()
    chat.ask("does magnesium help?")
    chat.page.set_viewport_size({"width": 390, "height": 400})
    expect(chat.field).to_be_in_viewport(ratio=1)
    expect(chat.log).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_of_light_and_dark(open_page, picture, scheme):
    chat = ChatPage(open_page("/demo", color_scheme=scheme, viewport={"width": 1000, "height": 860})).open()
    chat.ask("I have kidney disease. Can I take magnesium?")
    chat.ask("what is a diuretic?")
    background = chat.page.get_by_role("dialog").evaluate("(panel) => getComputedStyle(panel).backgroundColor")
    assert (background == "rgb(255, 255, 255)") == (scheme == "light")
    picture(chat.page, scheme)


def test_forced_colours_and_more_contrast(open_page):
    chat = ChatPage(open_page("/demo", forced_colors="active", contrast="more")).open()
    answer = chat.ask("I have chest pain and I cannot breathe")
    border = answer.locator(".bubble").evaluate("(bubble) => getComputedStyle(bubble).borderTopWidth")
    assert border == "3px"


def test_nothing_moves_for_those_who_do_not_want_it(open_page):
    chat = ChatPage(open_page("/demo", reduced_motion="reduce")).open()
    assert chat.log.evaluate("(log) => getComputedStyle(log).scrollBehavior") == "auto"
    moving = """() => [...document.querySelector('night-cramp-chat').shadowRoot.querySelectorAll('*')]
      .filter((one) => [null, '::before'].some((part) => getComputedStyle(one, part).animationName !== 'none')).length"""
    assert chat.page.evaluate(moving) == 0


def test_on_a_page_from_right_to_left(open_page, allowed_site):
    chat = ChatPage(open_page("/?dir=rtl", site=allowed_site.url))
    assert chat.launcher.bounding_box()["x"] < 100
    chat.open()
    answer = chat.ask("what is a diuretic?")
    assert answer.locator(".bubble").evaluate("(bubble) => getComputedStyle(bubble).direction") == "ltr"
    close, field = chat.page.get_by_role("button", name="Close the chat").bounding_box(), chat.field.bounding_box()
    assert close["x"] < field["x"] + field["width"] / 2
    assert chat.page.evaluate(WIDE)[1:] == [0, 0]
