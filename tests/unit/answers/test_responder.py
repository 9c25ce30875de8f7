"""Whole answers from a real knowledge base."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine

from bot.answers.responder import Responder
from bot.answers.understanding import Context
from bot.channels.gate import read_command
from bot.knowledge.content import read_content
from bot.knowledge.database import migrate, open_engine
from bot.knowledge.loader import load
from bot.knowledge.repository import KnowledgeUnavailable, Repository
from bot.settings import PROJECT
from tests.unit.answers.builders import question, tapped, understood

MG = "supplement/magnesium"
ASK_MG = understood("does magnesium help", "ask_supplement", (MG, 0.97))


def _only(outcome):
    assert len(outcome.replies) == 1
    return outcome.replies[0]


def test_question_is_answered_with_caution_and_remembered(responder, repository):
    outcome = responder.respond(ASK_MG, Context())
    reply = _only(outcome)
    assert reply.topics == (MG,)
    assert repository.topic(MG).claims[0].cautions[0].text in reply.text
    assert outcome.context == Context(topics=(MG,))
    assert reply.metadata()["content_version"] == repository.version()


def test_two_questions_are_answered_in_one_message(responder):
    parts = (question("ask_supplement", (MG, 0.97)), question("ask_diet", ("diet/dairy", 0.97)))
    reply = _only(responder.respond(understood("does magnesium help and does milk", "ask_supplement", (MG, 0.97), parts=parts), Context()))
    assert reply.topics == (MG, "diet/dairy")


def test_condition_stated_is_noted_and_put_before_the_next_answer(responder, messages):
    outcome = responder.respond(understood("I have kidney disease", "report_condition"), Context())
    reply = _only(outcome)
    assert outcome.context.conditions
    assert messages("conditions.noted") in reply.text
    assert reply.metadata()["claims"] == []
    after = _only(responder.respond(ASK_MG, outcome.context))
    without = _only(responder.respond(ASK_MG, Context()))
    assert after.text.endswith(without.text)
    assert len(after.text) > len(without.text)
    assert "kidney" in after.text.split("\n")[0]
    assert after.metadata()["conditions"][0]["id"] == outcome.context.conditions[0]


def test_condition_stated_within_a_question_is_noted_and_answered(responder, messages):
    asked = understood("I have kidney disease, does magnesium help?", "ask_supplement", (MG, 0.97))
    outcome = responder.respond(asked, Context())
    reply = _only(outcome)
    assert reply.topics == (MG,)
    assert messages("conditions.noted") in reply.text
    assert outcome.context.conditions


def test_condition_stated_twice_is_acknowledged_once(responder, messages):
    first = responder.respond(understood("I have kidney disease", "report_condition"), Context())
    asked = understood("I have kidney disease, does magnesium help?", "ask_supplement", (MG, 0.97))
    again = responder.respond(asked, first.context)
    assert again.context.conditions == first.context.conditions
    assert messages("conditions.noted") not in _only(again).text


def test_conditions_are_forgotten_when_asked(responder, messages):
    outcome = responder.forget_conditions(Context(topics=(MG,), conditions=("pregnancy",)))
    assert outcome.context == Context(topics=(MG,))
    assert _only(outcome).text == messages("conditions.forgotten")
    assert _only(responder.forget_conditions(Context())).text == messages("conditions.nothing")


def test_doubt_offers_the_topics_and_remembers_them(responder, messages):
    outcome = responder.respond(understood("the stuff for legs", "ask_supplement", (MG, 0.20), ("supplement/calcium", 0.19)), Context())
    reply = _only(outcome)
    assert reply.topics == ("clarify",)
    assert reply.metadata()["options"] == list(outcome.context.options) == [MG, "supplement/calcium"]
    assert [read_command(button.payload) for button in reply.buttons] == [
        f'/choose_topic{{"topic": "{topic}"}}' for topic in outcome.context.options
    ]
    chosen = responder.respond(tapped(MG, "choose_topic"), outcome.context)
    assert _only(chosen).topics == (MG,)
    assert chosen.context.options == ()


def test_advice_is_declined_first_and_the_facts_follow(responder, messages):
    reply = _only(responder.respond(understood("should I take magnesium", "ask_supplement", (MG, 0.97)), Context()))
    assert reply.text.startswith(messages("advice.decline"))
    assert reply.topics == ("safety/personal-advice", MG)
    assert reply.metadata()["claims"]
    assert reply.buttons[0].title == messages("see_doctor.button")
    assert len({button.payload for button in reply.buttons}) == len(reply.buttons)


def test_advice_on_a_medicine_offers_the_doctor_once(responder):
    reply = _only(responder.respond(understood("should I take quinine", "ask_personal_advice", ("medication/quinine", 0.97)), Context()))
    assert [button.payload for button in reply.buttons].count('/ask_topic{"topic": "safety/see-doctor"}') == 1


def test_outside_says_so_and_keeps_the_topic_for_later(responder, messages):
    outcome = responder.respond(understood("who won the game", "nlu_fallback"), Context(topics=(MG,)))
    reply = _only(outcome)
    assert reply.topics == ("out-of-scope",)
    assert messages("out_of_scope.sorry") in reply.text
    assert reply.metadata()["claims"] == []
    assert reply.buttons
    assert outcome.context.topics == (MG,)


def test_follow_up_with_nothing_before_offers_starting_points(responder, messages):
    reply = _only(responder.respond(understood("why", "ask_why"), Context()))
    assert reply.text == messages("follow_up.about_what")
    assert len(reply.buttons) == 4


def test_tap_on_a_topic_that_is_gone_is_unknown(responder):
    assert _only(responder.respond(tapped("supplement/nonsense"), Context())).topics == ("out-of-scope",)


@pytest.mark.parametrize(
    "message", [ASK_MG, tapped(MG), understood("I have kidney disease", "report_condition"), understood("x", "nlu_fallback")]
)
def test_emergency_that_stands_gives_no_tip(responder, message, messages):
    context = Context(topics=("relief/general",), is_emergency=True)
    outcome = responder.respond(message, context)
    reply = _only(outcome)
    assert reply.topics == ("safety/emergency",)
    assert reply.text == messages("careful.still")
    assert [button.payload for button in reply.buttons] == ["/confirm_safe"]
    assert reply.metadata()["claims"] == []
    assert outcome.context == context


def test_every_topic_can_be_tapped(responder, topics):
    for topic in topics:
        outcome = responder.respond(tapped(topic.id), Context())
        account = _only(outcome).metadata()
        assert account["claims"]
        assert account["cautions"]
        assert account["sources"]
        assert outcome.context.topics == (topic.id,)


def test_sources_name_the_article_and_the_main_ones(responder, repository, messages):
    reply = _only(responder.sources(Context()))
    ids = repository.document("messages/answers")["sources"]["main"]
    assert len(reply.text.split("\n")) == 1 + len(ids)
    assert reply.text.startswith(messages("sources.intro"))
    assert reply.topics == ("chat/bot",)


def test_corrections_are_all_listed(responder, repository):
    outcome = responder.corrections(Context(topics=(MG,), options=(MG,)))
    text = "\n".join(reply.text for reply in outcome.replies)
    for correction in repository.corrections():
        assert " ".join(correction.known_today.split()) in text
    assert outcome.context == Context(topics=(MG,))


def test_accuracy_shows_what_was_measured_or_says_that_nothing_was(responder, repository, messages):
    text = _only(responder.accuracy(Context())).text
    measured = repository.documents("messages/").get("messages/accuracy", {}).get("measured", ())
    assert text.startswith(messages("accuracy.intro") if measured else messages("accuracy.not_measured"))
    for figure in measured:
        assert messages("accuracy.line", **figure) in text


def test_new_edition_is_served_at_the_next_question(tmp_path):
    content = read_content(PROJECT / "content")
    engine = open_engine(f"sqlite:///{tmp_path / 'knowledge.db'}")
    migrate(engine)
    load(engine, content)
    responder = Responder(Repository(engine))
    before = _only(responder.respond(tapped(MG), Context()))
    main = next(claim for claim in content.claims.values() if claim.topic == MG)
    main.short = "An editor rewrote this line."
    content.digest, content.version = "changed", "2099-01-01.changed"
    load(engine, content)
    after = _only(responder.respond(tapped(MG), Context()))
    assert "An editor rewrote this line." not in before.text
    assert "An editor rewrote this line." in after.text
    assert after.content_version == "2099-01-01.changed"
    engine.dispose()


def test_unreadable_knowledge_base_is_told_apart_from_an_unknown_topic(tmp_path):
    with pytest.raises(KnowledgeUnavailable):
        Responder(Repository(create_engine(f"sqlite:///{tmp_path / 'empty.db'}", future=True))).respond(ASK_MG, Context())
