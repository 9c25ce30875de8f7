"""The order of the text, and that no claim ever leaves without its caution."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.compose import MAX_LENGTH, Composer, all_sources, reported_topic
from bot.answers.reply import Button
from bot.answers.turn import STARTING_POINTS
from tests.unit.answers.builders import caution, claim, correction, source, topic

TELEGRAM_LIMIT = 4096


def _assert_safe(reply, answered):
    """Every claim has its cautions in the text and in the account, whatever else the reply holds."""
    account = reply.metadata()
    assert account["claims"]
    assert account["cautions"]
    assert account["sources"]
    known = {claim.id: claim for topic in answered for claim in topic.claims}
    for claim_id in account["claims"]:
        for expected in known[claim_id].cautions:
            assert expected.text in reply.text
            assert expected.id in account["cautions"]
    assert "\n\n" not in reply.text
    assert len(reply.buttons) <= 4


def test_answer_puts_answer_detail_today_caution_source_in_this_order(composer, messages):
    given_topic = topic("supplement/magnesium", claim(corrections=(correction(),)))
    lines = composer.answer([given_topic]).text.split("\n")
    assert lines[0] == "It may not help."
    assert lines[1] == "It relaxes a muscle."
    assert lines[2] == f"{messages('labels.known_today')} A trial found no change."
    assert lines[3].startswith(f"{messages('labels.caution')} Ask first if your kidneys are weak.")
    assert lines[4].startswith(messages("labels.source"))
    assert len(lines) == 5


def test_answer_without_detail_or_correction_leaves_no_empty_line(composer):
    lines = composer.answer([topic("supplement/magnesium", claim(detail=""))]).text.split("\n")
    assert len(lines) == 3
    assert all(line.strip() for line in lines)


def test_answer_with_conditions_puts_their_lines_before_the_claim(composer):
    text = composer.answer([topic()], condition_lines=[["With kidney disease, do not take it."]]).text
    assert text.startswith("With kidney disease, do not take it.\nIt may not help.")


def test_answer_with_a_lead_starts_with_it(composer):
    reply = composer.answer([topic()], lead="I cannot decide that.", lead_topics=("safety/personal-advice",))
    assert reply.text.startswith("I cannot decide that.\nIt may not help.")
    assert reply.topics == ("safety/personal-advice", "supplement/magnesium")


def test_answer_to_two_questions_holds_both_with_their_own_cautions(composer):
    first = topic("supplement/magnesium", claim("a", cautions=(caution("one", "The first caution."),)))
    second = topic("diet/water", claim("b", "diet/water", short="Drink.", cautions=(caution("two", "The second caution."),)))
    text = composer.answer([first, second]).text
    assert text.index("It may not help.") < text.index("The first caution.") < text.index("Drink.") < text.index("The second caution.")


def test_answer_when_a_second_topic_does_not_fit_leaves_it_out_whole(composer):
    long = topic("diet/water", claim("b", "diet/water", detail="word " * 750, cautions=(caution("two", "The second caution."),)))
    reply = composer.answer([topic(), long])
    assert reply.metadata()["claims"] == ["relaxes"]
    assert reply.topics == ("supplement/magnesium",)
    assert "The second caution." not in reply.text


def test_answer_with_further_short_claims_adds_them_with_their_cautions(composer):
    more = claim("more", short="It also matters.", cautions=(caution("stools", "It loosens stools."),))
    reply = composer.answer([topic("supplement/magnesium", claim(), more)])
    assert reply.metadata()["claims"] == ["relaxes", "more"]
    assert reply.text.index("It also matters.") < reply.text.index("Ask first if your kidneys") < reply.text.index("It loosens stools.")


def test_answer_with_a_further_claim_that_is_too_long_keeps_the_main_one(composer):
    reply = composer.answer([topic("supplement/magnesium", claim(), claim("long", detail="word " * 400))])
    assert reply.metadata()["claims"] == ["relaxes"]


def test_answer_when_more_is_asked_starts_with_the_next_claim(composer):
    two = topic("supplement/magnesium", claim(), claim("more", short="It also matters."))
    assert composer.answer([two], rest=True).metadata()["claims"][0] == "more"
    assert composer.answer([topic()], rest=True).metadata()["claims"] == ["relaxes"]


def test_answer_names_certainty_and_sources_of_corrections(composer, messages):
    reply = composer.answer([topic("supplement/magnesium", claim(corrections=(correction(),), sources=(source(kind="article"),)))])
    assert f"{messages('labels.article')}; A journal, 2020." in reply.text
    assert messages("certainty.low") in reply.text
    assert reply.metadata()["certainty"] == "low"
    assert reply.metadata()["sources"] == ["trial-2020", "better"]


def test_answer_of_a_source_without_a_year_says_so(composer, messages):
    reply = composer.answer([topic("supplement/magnesium", claim(sources=(source(year=None),)))])
    assert f"A journal, {messages('labels.no_year')}" in reply.text


def test_answer_of_a_word_that_belongs_elsewhere_reports_the_topic_of_the_contract(composer):
    word = topic("glossary/iu", belongs_to="supplement/vitamin-e")
    assert composer.answer([word]).topics == ("supplement/vitamin-e",)
    assert reported_topic(topic("glossary/iu")) == "glossary/iu"


def test_answer_with_a_button_of_its_own_offers_no_button_twice(composer, messages):
    doctor = Button(messages("see_doctor.button"), '/ask_topic{"topic": "safety/see-doctor"}')
    reply = composer.answer([topic("medication/quinine", related=("safety/see-doctor", "diet/water"))], extra_buttons=(doctor,))
    assert [button.payload for button in reply.buttons] == [doctor.payload, '/ask_topic{"topic": "diet/water"}']


def test_parts_of_an_answer_hold_the_cautions_of_each_claim(composer):
    part = composer.answer([topic()], condition_lines=[["For you."]]).metadata()["parts"][0]
    assert part["cautions"] == ["Ask first if your kidneys are weak."]
    assert part["for_you"] == ["For you."]
    assert part["sources"][0]["publisher"] == "A journal"


def test_all_sources_with_one_in_claim_and_correction_lists_it_once():
    shared = source("shared")
    assert [item.id for item in all_sources(claim(sources=(shared,), corrections=(correction(sources=(shared,)),)))] == ["shared"]


def test_plain_text_states_no_fact(composer):
    account = composer.plain("Hello.", ("chat/greet",)).metadata()
    assert account["claims"] == account["cautions"] == account["sources"] == []
    assert "certainty" not in account


def test_corrections_over_several_messages_close_each_with_the_cautions(composer, messages):
    many = [correction(f"c{number}", "known " * 60) for number in range(20)]
    replies = composer.corrections(many, topic("evidence/general"))
    assert len(replies) > 1
    for reply in replies:
        _assert_safe(reply, [topic("evidence/general")])
        assert messages("corrections.caution") in reply.text
        assert len(reply.text) <= MAX_LENGTH
    assert all(f"\n{number}. " in "".join("\n" + reply.text for reply in replies) for number in range(1, 21))


def test_every_topic_of_the_content_is_answered_with_its_caution(composer, topics):
    for one in topics:
        for rest in (False, True):
            reply = composer.answer([one], rest=rest)
            _assert_safe(reply, [one])
            assert len(reply.text) <= TELEGRAM_LIMIT, one.id
            assert reply.topics == (reported_topic(one),)


def test_every_topic_with_every_condition_at_once_keeps_its_caution(composer, topics, book):
    everything = tuple(book._conditions)
    for one in topics:
        reply = composer.answer([one], condition_lines=[book.lines(everything, one.name.column)])
        _assert_safe(reply, [one])


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_topics_together_keep_every_caution(data, composer, topics, book):
    chosen = data.draw(st.lists(st.sampled_from(topics), min_size=1, max_size=4, unique_by=lambda one: one.id))
    conditions = data.draw(st.lists(st.sampled_from(sorted(book._conditions)), max_size=4, unique=True))
    reply = composer.answer(
        chosen,
        condition_lines=[book.lines(conditions, one.name.column) for one in chosen],
        lead=data.draw(st.sampled_from(["", "I cannot decide that."])),
        rest=data.draw(st.booleans()),
    )
    _assert_safe(reply, chosen)
    answered = {claim.id for claim in chosen[0].claims} & set(reply.metadata()["claims"])
    assert answered, "the first question must always be answered"


# Words as content holds them: the schema strips them and refuses blank lines.
_WORDS = st.lists(
    st.text(st.characters(whitelist_categories=("L", "N", "P", "S"), blacklist_characters="\x85"), min_size=1, max_size=12),
    min_size=1,
    max_size=30,
).map(" ".join)


@st.composite
def _claims(draw):
    cautions = [caution(f"c{number}", text) for number, text in enumerate(draw(st.lists(_WORDS, min_size=1, max_size=4)))]
    corrections = [correction(f"k{number}", text) for number, text in enumerate(draw(st.lists(_WORDS, max_size=2)))]
    return claim(draw(st.uuids()).hex, "diet/water", draw(_WORDS), draw(st.just("") | _WORDS), tuple(cautions), tuple(corrections))


@settings(max_examples=150, deadline=None)
@given(
    claims=st.lists(_claims(), min_size=1, max_size=4, unique_by=lambda one: one.id), lines=st.lists(_WORDS, max_size=3), rest=st.booleans()
)
def test_any_claims_keep_every_caution(claims, lines, rest, messages):
    made = topic("diet/water", *claims)
    reply = Composer(messages, "v").answer([made], condition_lines=[lines], rest=rest)
    _assert_safe(reply, [made])
    *_, last_but_one, last = reply.text.split("\n")
    assert last_but_one.startswith(messages("labels.caution"))
    assert last.startswith(messages("labels.source"))


@pytest.mark.parametrize("starting_point", STARTING_POINTS)
def test_starting_points_are_topics_of_the_content(starting_point, catalogue):
    assert starting_point in catalogue.topics
