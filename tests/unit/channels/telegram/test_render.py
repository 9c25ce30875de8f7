"""Answers in HTML: every word kept, every value escaped."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.telegram.outgoing import split
from bot.channels.telegram.render import Labels, render, units
from tests.telegram.strict_html import BadMarkup, visible

LABELS = Labels("Caution:", "Source:", "What is known today:")


def answer(short="Short.", detail="Detail.", caution="Take care.", publisher="NHS", year=2023, url="https://example.org/?a=1&b=2", lead=""):
    lines = [
        lead,
        "For you.",
        short,
        detail,
        "What is known today: more.",
        f"Caution: {caution} Always.",
        f"Source: the article; {publisher}, {year}. End.",
    ]
    source = {"title": "t", "publisher": publisher, "year": year, "url": url}
    part = {"short": short, "detail": detail, "cautions": [caution], "for_you": ["For you."], "sources": [source]}
    text = "\n".join(line for line in lines if line)
    return {"text": text, "metadata": {"topics": ["a/b"], "claims": ["c"], "parts": [part]}}


def squeezed(text):
    return "".join(text.replace("\u26a0\ufe0f", "").split())


def test_the_parts_of_an_answer_look_different():
    assert render(answer(lead="I <noted> it."), LABELS).html.splitlines() == [
        "I &lt;noted&gt; it.",
        "<blockquote>\u26a0\ufe0f For you.</blockquote>",
        "<b>Short.</b>",
        "",
        "Detail.",
        "",
        "<b>What is known today:</b> more.",
        "<blockquote>\u26a0\ufe0f <b>Caution:</b> Take care. Always.</blockquote>",
        '<i>Source:</i> the article; <a href="https://example.org/?a=1&amp;b=2">NHS, 2023</a>. End.',
    ]


@pytest.mark.parametrize("url", [None, "javascript:alert(1)", "tg://user?id=1", 7])
def test_only_addresses_for_a_browser_become_links(url):
    assert "<a " not in render(answer(url=url), LABELS).html


WORDS = st.text(alphabet=st.sampled_from("ab<>&\"' \u26a0\U0001f9b5;/="), min_size=1, max_size=30).filter(str.strip)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(WORDS, WORDS, WORDS, WORDS, WORDS)
def test_no_value_breaks_the_markup_and_no_word_is_lost(short, detail, caution, publisher, url):
    message = answer(short, detail, caution, publisher, url="https://" + url)
    shown = render(message, LABELS)
    assert squeezed(visible(shown.html)) == squeezed(message["text"])


def test_an_emergency_has_no_markup():
    shown = render({"text": "Call now & <go>.", "metadata": {"topics": ["safety/emergency"]}}, LABELS)
    assert (shown.text, shown.html) == ("Call now & <go>.", None)


def test_what_has_no_parts_is_escaped():
    assert render({"text": "a < b\n\nc"}, LABELS).html == "a &lt; b\n\nc"


def test_what_would_become_too_long_by_its_look_goes_out_plain():
    assert render(answer(detail="x" * 4000), LABELS).html is None


@pytest.mark.parametrize(
    "text",
    [
        "<script>",
        "<b>",
        "</b>",
        "<b><i></b></i>",
        "a & b",
        "a > b",
        '<a onclick="x">y</a>',
        "<blockquote><blockquote></blockquote></blockquote>",
    ],
)
def test_the_strict_reader_refuses(text):
    with pytest.raises(BadMarkup):
        visible(text)


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("ab. \n\U0001f9b5"), max_size=300), st.integers(min_value=10, max_value=50))
def test_pieces_fit_and_lose_nothing(text, most):
    pieces = split(text, most)
    assert all(units(piece) <= most for piece in pieces)
    assert squeezed("".join(pieces)) == squeezed(text)
