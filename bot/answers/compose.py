"""Puts records in order: the answer in one line, detail, what is known today, the caution, the source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.answers.buttons import topic_buttons
from bot.answers.messages import Messages
from bot.answers.reply import MAX_BUTTONS, Button, Reply, Statement
from bot.knowledge.records import Claim, Correction, Source, Topic

# A topic's further claims are added to the main one as long as the answer stays easy to read on a phone.
COMFORTABLE_LENGTH = 1500
MAX_LENGTH = 3800


class Composer:
    """Writes replies from the records of one edition."""

    def __init__(self, messages: Messages, content_version: str) -> None:
        self._messages = messages
        self._version = content_version

    def answer(
        self,
        topics: Sequence[Topic],
        *,
        condition_lines: Sequence[Sequence[str]] = (),
        lead: str = "",
        lead_topics: Sequence[str] = (),
        rest: bool = False,
        extra_buttons: Sequence[Button] = (),
        **extra: object,
    ) -> Reply:
        """Answers questions, each with its caution beside it.

        Args:
            topics: what was asked, one for each question, at least one.
            condition_lines: for each topic the sentences for the person's own conditions.
            lead: words before the answer.
            lead_topics: contract topics that stand before the answered ones.
            rest: whether the further claims of the topic are wanted instead of the main one.
            extra_buttons: put before the usual ones.
            extra: further metadata.

        Returns:
            One message. Of several topics those are left out that no longer fit, never a caution.
        """
        blocks: list[str] = []
        statements: list[Statement] = []
        answered: list[Topic] = []
        for place, topic in enumerate(topics):
            lines = tuple(condition_lines[place]) if place < len(condition_lines) else ()
            chosen = self._choose(topic, lines, rest)
            block = self._block(chosen)
            if answered and len("\n".join([lead, *blocks, block])) > MAX_LENGTH:
                continue
            blocks.append(block)
            statements += chosen
            answered.append(topic)
        text = "\n".join(part for part in [lead, *blocks] if part)
        named = tuple(dict.fromkeys([*lead_topics, *(reported_topic(topic) for topic in answered)]))
        offered = {button.payload: button for button in (*extra_buttons, *topic_buttons(answered, self._messages))}
        buttons = tuple(offered.values())[:MAX_BUTTONS]
        return Reply(text, named, self._version, tuple(statements), buttons, {**self._extra(answered, statements), **extra})

    def plain(self, text: str, topics: Iterable[str], buttons: Iterable[Button] = (), **extra: object) -> Reply:
        """Says something that states no health fact."""
        return Reply(text, tuple(topics), self._version, (), tuple(buttons), extra)

    def corrections(self, corrections: Sequence[Correction], evidence: Topic) -> list[Reply]:
        """Lists corrections: what the article says beside what is known, in as few messages as fit.

        Args:
            corrections: of the whole article.
            evidence: the topic on how sure things are; each message carries its cautions.
        """
        statement = Statement(evidence.claims[0])
        cautions = [self._messages("corrections.caution"), *(caution.text for caution in statement.cautions)]
        closing = " ".join([self._messages("labels.caution"), *cautions, self._messages("labels.always")])
        pages: list[list[str]] = [[self._messages("corrections.intro")]]
        for number, item in enumerate(corrections, start=1):
            sources = "; ".join(self._source_name(source) for source in item.sources)
            text = f"{number}. {item.article_says} {self._messages('labels.known_today')} {item.known_today} ({sources})"
            line = " ".join(text.split())
            if len("\n".join([*pages[-1], line, closing])) > MAX_LENGTH:
                pages.append([])
            pages[-1].append(line)
        shown = [item.id for item in corrections]
        return [
            Reply("\n".join([*page, closing]), (evidence.id,), self._version, (statement,), (), {"corrections": shown}) for page in pages
        ]

    def _choose(self, topic: Topic, lines: tuple[str, ...], rest: bool) -> list[Statement]:
        main, further = topic.claims[:1], topic.claims[1:]
        if rest and further:
            main, further = further[:1], further[1:]
        chosen = [Statement(main[0], lines)]
        for claim in further:
            if len(self._block([*chosen, Statement(claim)])) > COMFORTABLE_LENGTH:
                break
            chosen.append(Statement(claim))
        return chosen

    def _block(self, statements: Sequence[Statement]) -> str:
        """Returns the text of one question's answer; the cautions stand directly under what they belong to."""
        lines = [*dict.fromkeys(line for statement in statements for line in statement.lines)]
        for statement in statements:
            claim = statement.claim
            lines += [claim.short, claim.detail]
        known = [correction.known_today for statement in statements for correction in statement.claim.corrections]
        if known:
            lines.append(" ".join([self._messages("labels.known_today"), *dict.fromkeys(known)]))
        cautions = [caution.text for statement in statements for caution in statement.cautions]
        lines.append(" ".join([self._messages("labels.caution"), *dict.fromkeys(cautions), self._messages("labels.always")]))
        lines.append(self._source_line([statement.claim for statement in statements]))
        return "\n".join(" ".join(line.split()) for line in lines if line.strip())

    def _source_line(self, claims: Sequence[Claim]) -> str:
        sources = {source.id: source for claim in claims for source in all_sources(claim)}
        names = "; ".join(dict.fromkeys(self._source_name(source) for source in sources.values()))
        certainty = self._messages(f"certainty.{claims[0].certainty}")
        return f"{self._messages('labels.source')} {names}. {self._messages('labels.certainty')} {certainty}."

    def _source_name(self, source: Source) -> str:
        if source.kind == "article":
            return self._messages("labels.article")
        return f"{source.publisher}, {source.year or self._messages('labels.no_year')}"

    def _extra(self, topics: Sequence[Topic], statements: Sequence[Statement]) -> dict[str, object]:
        """Returns what a screen needs to show the same answer in parts."""
        return {
            "title": topics[0].name.title,
            "parts": [self._part(statement) for statement in statements],
        }

    def _part(self, statement: Statement) -> dict[str, object]:
        claim = statement.claim
        return {
            "claim": claim.id,
            "for_you": list(statement.lines),
            "short": claim.short,
            "detail": claim.detail,
            "known_today": [correction.known_today for correction in claim.corrections],
            "cautions": [caution.text for caution in statement.cautions],
            "always": self._messages("labels.always"),
            "certainty": self._messages(f"certainty.{claim.certainty}"),
            "sources": [
                {"title": source.title, "publisher": source.publisher, "year": source.year, "url": source.url}
                for source in all_sources(claim)
            ],
            "terms": [{"name": term.name, "topic": term.topic_id} for term in claim.terms],
            "reviewed_on": claim.reviewed_on.isoformat(),
        }


def all_sources(claim: Claim) -> list[Source]:
    """Returns the sources of a claim and of its corrections, each once."""
    sources = [*claim.sources, *(source for correction in claim.corrections for source in correction.sources)]
    return list({source.id: source for source in sources}.values())


def reported_topic(topic: Topic) -> str:
    """Returns the id under which the answer contract knows a topic."""
    return topic.name.belongs_to or topic.id
