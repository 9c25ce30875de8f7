"""One turn of a conversation, from what was understood to what is said and remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from bot.answers.buttons import choice_button, payload, topic_button
from bot.answers.catalogue import Catalogue, group
from bot.answers.compose import Composer
from bot.answers.conditions import ConditionBook
from bot.answers.decision import Acknowledge, Answer, AskWhatAbout, Clarify, OutOfScope
from bot.answers.declining.fishing import wish_of
from bot.answers.declining.verdict import with_verdict
from bot.answers.language import is_foreign
from bot.answers.messages import Messages
from bot.answers.reply import Button, Reply
from bot.answers.resolve import WAY_GROUPS, resolve
from bot.answers.understanding import Context, Understanding
from bot.answers.wording import asks_for_advice
from bot.knowledge.records import Topic, TopicName
from bot.knowledge.repository import Repository

PERSONAL_ADVICE = "safety/personal-advice"
SEE_DOCTOR = "safety/see-doctor"
EMERGENCY = "safety/emergency"
OUT_OF_SCOPE = "out-of-scope"
CLARIFY = "clarify"
HELP = "chat/help"
FEEDBACK = "chat/feedback"
THANKS = "chat/thanks"
ABOUT_BOT = "chat/bot"
EVIDENCE = "evidence/general"
# Offered when a follow-up has nothing to follow.
STARTING_POINTS = ("relief/general", "overview/cause-unknown", "prevention/general", "supplement/general")


@dataclass(frozen=True)
class Outcome:
    """What to say, and what to remember."""

    replies: tuple[Reply, ...]
    context: Context


@dataclass(frozen=True)
class Shelf:
    """What is made once of a whole edition of the content."""

    version: str
    messages: Messages
    catalogue: Catalogue
    book: ConditionBook


class Turn:
    """Answers one message within a session."""

    def __init__(self, repository: Repository, shelf: Shelf, context: Context) -> None:
        self._repository = repository
        self._messages = shelf.messages
        self._catalogue = shelf.catalogue
        self._book = shelf.book
        self._composer = Composer(shelf.messages, shelf.version)
        self._context = context
        self._names_said: tuple[str, ...] = ()

    def respond(self, understanding: Understanding) -> Outcome:
        """Answers a message; gives no tip as long as an emergency stands."""
        self._names_said = understanding.names
        safe = understanding.intent == "confirm_safe"
        if self._context.is_emergency and not safe:
            return self._stay_careful()
        if safe and (self._context.is_emergency or not understanding.candidates) and not _asks(understanding):
            self._context = replace(self._context, is_emergency=False)
            return self._say(self._composer.plain(self._messages("careful.safe_again"), (HELP,), self._starting_points()))
        stated = self._book.stated(understanding.text)
        added = tuple(condition for condition in stated if condition not in self._context.conditions)
        self._context = replace(self._context, is_emergency=False, conditions=(*self._context.conditions, *added))
        lead = _lines(self._visit_soon(understanding.care), self._book.acknowledgement(added, self._messages))
        if understanding.intent == "report_condition" and added and not _asks(understanding):
            return self._note(lead)
        understanding = replace(understanding, about_person=bool(stated))
        plain = resolve(understanding, self._context, self._catalogue)
        decision = with_verdict(plain, understanding, self._context, self._catalogue)
        if isinstance(decision, Answer):
            return self._answer(decision, lead)
        if isinstance(decision, Clarify):
            return self._clarify(decision, lead)
        if isinstance(decision, AskWhatAbout):
            asked = _lines(lead, self._messages("follow_up.about_what"))
            topics = (FEEDBACK, HELP) if decision.complains else (HELP,)
            return self._say(self._composer.plain(asked, topics, self._starting_points()))
        if isinstance(decision, Acknowledge):
            return self._say(self._composer.plain(_lines(lead, self._messages("follow_up.acknowledged")), (THANKS,)))
        if is_foreign(understanding.text):
            return self._say(self._composer.plain(self._messages("language.english_only"), (OUT_OF_SCOPE,)))
        return self._out_of_scope(decision, lead)

    def _note(self, lead: str) -> Outcome:
        """Says what was noted; after an answer about something to do or take, says that again as it reads for this person;
        else what is known of the thing that was named.
        """
        ways = [topic for topics in (self._context.topics, self._context.trail) for topic in topics[:1] if group(topic) in WAY_GROUPS]
        is_one = bool(ways) and ways[0] in self._context.topics and not self._catalogue.is_general(ways[0])
        said_again = (ways[0] if is_one else None) or self._named_as_cause() or next(iter(ways), None)
        if said_again:
            return self._answer(Answer((said_again,)), lead)
        chips = self._book.chips(self._context.conditions)
        return self._say(self._composer.plain(lead, (HELP,), self._starting_points(), conditions=chips))

    def _named_as_cause(self) -> str | None:
        """Returns what a message within a talk names as something of the person's that may bring cramps on."""
        names = self._names_said if self._context.topics else ()
        known = (self._catalogue.same_thing(name, "cause") or self._catalogue.parents.get(name, name) for name in names)
        return next((topic for topic in known if group(topic) == "cause"), None)

    def sources(self) -> Outcome:
        """Names the article and the sources that most answers rest on."""
        main = self._repository.sources_of(self._repository.document("messages/answers")["sources"]["main"])
        no_year = self._messages("labels.no_year")
        lines = [f"{source.title} ({source.publisher}, {source.year or no_year})" for source in main]
        button = Button(self._messages("corrections.button"), "/ask_corrections")
        text = _lines(self._messages("sources.intro"), *lines)
        return self._unless_emergency(lambda: [self._composer.plain(text, (ABOUT_BOT,), (button,))])

    def corrections(self) -> Outcome:
        """Lists where the article is corrected: what it says, what is known."""
        evidence = self._repository.topic(EVIDENCE)
        listed = self._repository.corrections()
        return self._unless_emergency(lambda: self._composer.corrections(listed, evidence) if evidence else [])

    def accuracy(self) -> Outcome:
        """Says how often the bot is right, as `make accuracy` measured it."""
        measured = self._repository.documents("messages/").get("messages/accuracy", {}).get("measured", ())
        lines = [self._messages("accuracy.line", **figure) for figure in measured]
        text = _lines(self._messages("accuracy.intro"), *lines) if lines else self._messages("accuracy.not_measured")
        return self._unless_emergency(lambda: [self._composer.plain(text, (ABOUT_BOT,))])

    def forget_conditions(self, named: Sequence[str], understanding: Understanding | None = None) -> Outcome:
        """Drops the conditions named by id or in the message, or all if none is named.

        With nothing noted, "can I forget about it then?" wishes to hear that all is well, and "im not pregnant now" speaks of a thing:
        they are answered as such. And who tells of a condition that was not noted yet wants it noted, whatever the message was taken for.
        """
        before = self._context.conditions
        is_other = not before and (wish_of(understanding.text) or understanding.names) if understanding else False
        if understanding and (is_other or set(self._book.stated(understanding.text)) - set(before)):
            return self.respond(understanding)
        named = named or (self._book.mentioned(understanding.text) if understanding else ())
        kept = tuple(condition for condition in before if named and condition not in named)
        if before and kept == before:
            key = "conditions.not_noted"
        else:
            key = "conditions.nothing" if not before else "conditions.forgotten_one" if kept else "conditions.forgotten"
        self._context = replace(self._context, conditions=kept)
        return self._say(self._composer.plain(self._messages(key), (HELP,), conditions=self._book.chips(kept)))

    def _say(self, *replies: Reply, options: tuple[str, ...] = ()) -> Outcome:
        """Returns replies after which nothing is offered to choose from but `options`."""
        return Outcome(replies, replace(self._context, options=options))

    def _unless_emergency(self, replies: Callable[[], Iterable[Reply]]) -> Outcome:
        return self._stay_careful() if self._context.is_emergency else self._say(*replies())

    def _stay_careful(self) -> Outcome:
        safe = Button(self._messages("careful.safe_button"), "/confirm_safe")
        return Outcome((self._composer.plain(self._messages("careful.still"), (EMERGENCY,), (safe,)),), self._context)

    def _answer(self, decision: Answer, lead: str) -> Outcome:
        topics = [topic for topic in map(self._repository.topic, decision.topics) if topic]
        if not topics:
            return self._out_of_scope(OutOfScope(), lead)
        conditions = self._context.conditions
        see_doctor = Button(self._messages("see_doctor.button"), payload("ask_topic", topic=SEE_DOCTOR))
        reply = self._composer.answer(
            topics,
            condition_lines=[self._book.lines(conditions, topic.name.column) for topic in topics],
            lead=_lines(lead, self._messages("advice.decline") if decision.advice else ""),
            lead_topics=(PERSONAL_ADVICE,) if decision.advice else (),
            rest=decision.rest,
            extra_buttons=(see_doctor,) if decision.advice else (),
            conditions=self._book.chips(conditions),
        )
        self._context = self._context.after(_ids(topics), is_advice=decision.advice, names=self._names_said)
        return self._say(reply)

    def _clarify(self, decision: Clarify, lead: str) -> Outcome:
        names = self._names(decision.options)
        options = tuple(name.id for name in names)
        text = _lines(lead, self._messages("clarify.ask"))
        reply = self._composer.plain(text, (CLARIFY,), map(choice_button, names), options=list(options))
        return self._say(reply, options=options)

    def _out_of_scope(self, decision: OutOfScope, lead: str) -> Outcome:
        names = self._names(decision.near)
        closing = self._messages("out_of_scope.near" if names else "out_of_scope.person")
        buttons = [topic_button(name) for name in names] or [Button(self._messages("help.button"), "/ask_help")]
        text = _lines(lead, self._messages("out_of_scope.sorry"), closing)
        return self._say(self._composer.plain(text, (OUT_OF_SCOPE,), buttons))

    def _names(self, topics: Sequence[str]) -> list[TopicName]:
        return [topic.name for topic in map(self._repository.topic, topics) if topic]

    def _starting_points(self) -> list[Button]:
        return [topic_button(name) for name in self._names(STARTING_POINTS)]

    def _visit_soon(self, reply_id: str | None) -> str:
        """Returns the words for a sign that a doctor should see soon; the question is answered after them."""
        if reply_id is None:
            return ""
        replies = self._repository.document("red_flags/replies")["replies"]
        return next((" ".join(reply["text"].split()) for reply in replies if reply["id"] == reply_id), "")


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _ids(topics: Sequence[Topic]) -> tuple[str, ...]:
    return tuple(topic.id for topic in topics)


def _asks(understanding: Understanding) -> bool:
    text = understanding.text
    return "?" in text or len(understanding.questions) > 1 or wish_of(text) is not None or asks_for_advice(text)
