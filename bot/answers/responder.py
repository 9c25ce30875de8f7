"""Answers a message: decides, reads the records, composes. What a custom action calls, and nothing else of ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.answers.buttons import choice_button, payload, topic_button
from bot.answers.catalogue import Catalogue
from bot.answers.compose import Composer
from bot.answers.conditions import ConditionBook
from bot.answers.decision import Answer, AskWhatAbout, Clarify, Decision, OutOfScope
from bot.answers.language import is_foreign
from bot.answers.messages import Messages
from bot.answers.reply import Button, Reply
from bot.answers.resolve import resolve
from bot.answers.understanding import Context, Understanding
from bot.knowledge.records import Topic, TopicName
from bot.knowledge.repository import Repository

PERSONAL_ADVICE = "safety/personal-advice"
OUT_OF_SCOPE = "out-of-scope"
CLARIFY = "clarify"
HELP = "chat/help"
ABOUT_BOT = "chat/bot"
EMERGENCY = "safety/emergency"
# Offered when a follow-up has nothing to follow.
STARTING_POINTS = ("relief/general", "overview/cause-unknown", "prevention/general", "supplement/general")


@dataclass(frozen=True)
class Outcome:
    """What to say, and what to remember."""

    replies: tuple[Reply, ...]
    context: Context


class Responder:
    """Answers from one knowledge base."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._books = lru_cache(maxsize=2)(self._read_books)

    def _read_books(self, _version: str) -> tuple[Messages, Catalogue, ConditionBook]:
        names = self._repository.names()
        words: dict[str, object] = {}
        for document in self._repository.documents("messages/").values():
            words.update(document)
        terms = {name.id: self._terms(name.id) for name in names}
        book = ConditionBook(self._repository.documents("conditions/"), self._repository.document("red_flags/context"))
        return Messages(words), Catalogue(frozenset(terms), terms), book

    def _terms(self, topic_id: str) -> tuple[str, ...]:
        topic = self._repository.topic(topic_id)
        return tuple(term.topic_id for claim in topic.claims for term in claim.terms if term.topic_id != topic_id) if topic else ()

    def respond(self, understanding: Understanding, context: Context) -> Outcome:
        """Answers a message.

        Args:
            understanding: of the message.
            context: of the session so far.

        Returns:
            The replies and the context after them.

        Raises:
            bot.knowledge.repository.KnowledgeUnavailable: if the knowledge base cannot be read.
        """
        version = self._repository.version()
        messages, catalogue, book = self._books(version)
        composer = Composer(messages, version)
        safe = understanding.intent == "confirm_safe"
        if context.is_emergency and not safe:
            return Outcome((self._stay_careful(composer, messages),), context)
        if safe and (context.is_emergency or not understanding.candidates) and not _asks(understanding):
            reply = composer.plain(messages("careful.safe_again"), (HELP,), self._starting_points())
            return Outcome((reply,), replace(context, is_emergency=False))
        context = replace(context, is_emergency=False)
        stated = book.stated(understanding.text)
        added = tuple(condition for condition in stated if condition not in context.conditions)
        context = replace(context, conditions=(*context.conditions, *added))
        understanding = replace(understanding, about_person=bool(stated))
        decision: Decision | None = resolve(understanding, context, catalogue)
        if understanding.intent == "report_condition" and added and not _asks(understanding):
            decision = None
        lead = "\n".join(part for part in (self._visit_soon(understanding.care), book.acknowledgement(added, messages)) if part)
        return self._act(decision, understanding.text, context, composer, messages, book, lead)

    def _act(
        self,
        decision: Decision | None,
        text: str,
        context: Context,
        composer: Composer,
        messages: Messages,
        book: ConditionBook,
        lead: str,
    ) -> Outcome:
        if isinstance(decision, Answer):
            topics = [topic for topic in map(self._repository.topic, decision.topics) if topic]
            if topics:
                return self._answer(decision, topics, context, composer, messages, book, lead)
        if decision is None:
            reply = composer.plain(lead, (HELP,), self._starting_points(), conditions=book.chips(context.conditions))
            return Outcome((reply,), replace(context, options=()))
        if isinstance(decision, Clarify):
            names = self._names(decision.options)
            options = tuple(name.id for name in names)
            asked = "\n".join(part for part in (lead, messages("clarify.ask")) if part)
            reply = composer.plain(asked, (CLARIFY,), map(choice_button, names), options=list(options))
            return Outcome((reply,), replace(context, options=options))
        if isinstance(decision, AskWhatAbout):
            asked = "\n".join(part for part in (lead, messages("follow_up.about_what")) if part)
            return Outcome((composer.plain(asked, (HELP,), self._starting_points()),), replace(context, options=()))
        if is_foreign(text):
            return Outcome((composer.plain(messages("language.english_only"), (OUT_OF_SCOPE,)),), replace(context, options=()))
        near = decision.near if isinstance(decision, OutOfScope) else ()
        return Outcome((self._out_of_scope(near, composer, messages, lead),), replace(context, options=()))

    def _answer(
        self,
        decision: Answer,
        topics: Sequence[Topic],
        context: Context,
        composer: Composer,
        messages: Messages,
        book: ConditionBook,
        lead: str,
    ) -> Outcome:
        declined = messages("advice.decline") if decision.advice else ""
        reply = composer.answer(
            topics,
            condition_lines=[book.lines(context.conditions, topic.name.column) for topic in topics],
            lead="\n".join(part for part in (lead, declined) if part),
            lead_topics=(PERSONAL_ADVICE,) if decision.advice else (),
            rest=decision.rest,
            extra_buttons=(Button(messages("see_doctor.button"), payload("ask_topic", topic="safety/see-doctor")),)
            if decision.advice
            else (),
            conditions=book.chips(context.conditions),
        )
        return Outcome((reply,), replace(context, topics=tuple(topic.id for topic in topics), options=(), is_advice=decision.advice))

    def _out_of_scope(self, near: Sequence[str], composer: Composer, messages: Messages, lead: str) -> Reply:
        names = self._names(near)
        parts = [lead, messages("out_of_scope.sorry")]
        parts += [messages("out_of_scope.near")] if names else [messages("out_of_scope.person")]
        buttons = [topic_button(name) for name in names] or [Button(messages("help.button"), "/ask_help")]
        return composer.plain("\n".join(part for part in parts if part), (OUT_OF_SCOPE,), buttons)

    def _names(self, topics: Sequence[str]) -> list[TopicName]:
        found = [self._repository.topic(topic) for topic in topics]
        return [topic.name for topic in found if topic]

    def _starting_points(self) -> list[Button]:
        return [topic_button(name) for name in self._names(STARTING_POINTS)]

    def _visit_soon(self, reply_id: str | None) -> str:
        """Returns the words for a sign that a doctor should see soon; the question is answered after them."""
        if reply_id is None:
            return ""
        replies = self._repository.document("red_flags/replies")["replies"]
        return next((" ".join(reply["text"].split()) for reply in replies if reply["id"] == reply_id), "")

    def _stay_careful(self, composer: Composer, messages: Messages) -> Reply:
        """Returns the reply that gives no tip as long as an emergency stands."""
        safe = Button(messages("careful.safe_button"), "/confirm_safe")
        return composer.plain(messages("careful.still"), (EMERGENCY,), (safe,))

    def sources(self, context: Context) -> Outcome:
        """Names the article and the sources that most answers rest on."""
        version = self._repository.version()
        messages, _, _ = self._books(version)
        main = self._repository.sources_of(self._repository.document("messages/answers")["sources"]["main"])
        lines = [f"{source.title} ({source.publisher}, {source.year or messages('labels.no_year')})" for source in main]
        text = "\n".join([messages("sources.intro"), *lines])
        reply = Composer(messages, version).plain(text, (ABOUT_BOT,), (Button(messages("corrections.button"), "/ask_corrections"),))
        return Outcome((reply,), replace(context, options=()))

    def accuracy(self, context: Context) -> Outcome:
        """Says how often the bot is right; the figures come from `make evaluate`, never from this code."""
        version = self._repository.version()
        messages, _, _ = self._books(version)
        measured = self._repository.documents("messages/").get("messages/accuracy", {}).get("measured", ())
        lines = [messages("accuracy.line", **figure) for figure in measured]
        text = "\n".join([messages("accuracy.intro"), *lines]) if lines else messages("accuracy.not_measured")
        return Outcome((Composer(messages, version).plain(text, (ABOUT_BOT,)),), replace(context, options=()))

    def forget_conditions(self, context: Context, named: Sequence[str] = ()) -> Outcome:
        """Drops what the person said applies to them.

        Args:
            context: of the session.
            named: ids of the conditions to drop; all if none is named.
        """
        version = self._repository.version()
        messages, _, book = self._books(version)
        kept = tuple(condition for condition in context.conditions if named and condition not in named)
        key = "conditions.nothing" if not context.conditions else "conditions.forgotten_one" if kept else "conditions.forgotten"
        reply = Composer(messages, version).plain(messages(key), (HELP,), conditions=book.chips(kept))
        return Outcome((reply,), replace(context, conditions=kept, options=()))

    def corrections(self, context: Context) -> Outcome:
        """Lists where the article is corrected: what it says, what is known."""
        version = self._repository.version()
        messages, _, _ = self._books(version)
        composer = Composer(messages, version)
        evidence = self._repository.topic("evidence/general")
        replies = composer.corrections(self._repository.corrections(), evidence) if evidence else []
        return Outcome(tuple(replies), replace(context, options=()))


def _asks(understanding: Understanding) -> bool:
    return "?" in understanding.text or len(understanding.questions) > 1
