"""Is a phrase said of now and of someone real, or is it negated, past, over, asked about or only heard of?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.safety.reading import Reading, Span

NEGATED = "negated"
PAST = "past"
OVER = "over"
QUESTION = "question"
REASONS = frozenset({NEGATED, PAST, OVER, QUESTION})

CUE_GROUPS = (
    "negation",
    "negation_after",
    "not_a_negation",
    "negation_stops",
    "negation_list",
    "past",
    "long_ago",
    "long_standing",
    "lasting",
    "present",
    "present_strong",
    "over",
    "turns",
    "story",
    "hearsay",
    "happening",
    "unreal",
    "supposing",
    "averted",
    "about",
    "about_unless_personal",
    "personal",
    "still_real",
    "only_asking",
    "asks",
    "reports",
)
# What a message does, and the cue groups that show it.
SPEECH_GROUPS = ("asks", "reports", "still_real")
SPEECH_ASKS, SPEECH_REPORTS, SPEECH_NEITHER = "asks", "reports", "neither"
CUE_PREFIX = "context:"
NEGATION_REACH = 6
SHORT_CLAUSE = 4
DATE_REACH = 8  # words from what happened to the date that puts it long ago

Found = Mapping[str, tuple[Span, ...]]


def cue(name: str) -> str:
    """The name under which a cue group of the context file is indexed."""
    return f"{CUE_PREFIX}{name}"


class ContextJudge:
    """In: a reading, everything found in it and the names of the rule groups. Out: `reasons(span)`."""

    def __init__(self, reading: Reading, found: Found) -> None:
        self._reading = reading
        self._cues: dict[str, tuple[Span, ...]] = {name: found.get(cue(name), ()) for name in CUE_GROUPS}
        self._cues["over"] = tuple(span for span in self._cues["over"] if reading.runs[span.start] == reading.runs[span.end - 1])
        self._phrases = [
            span for name, spans in found.items() if not name.startswith(CUE_PREFIX) for span in spans if span.end - span.start > 1
        ]
        self._negations = [span for span in self._cues["negation"] if not self._is_used_up(span)]
        self._cues["over"] = tuple(span for span in self._cues["over"] if not self._is_just_denied(span))
        self._asking = _asking_sentences(reading, found)
        self._known: dict[Span, frozenset[str]] = {}

    def reasons(self, span: Span) -> frozenset[str]:
        """Why the phrase at this place should not count; empty when it should."""
        if span not in self._known:
            self._known[span] = frozenset(
                reason
                for reason, holds in (
                    (NEGATED, self._is_negated(span)),
                    (PAST, self._is_past(span)),
                    (OVER, self._is_over(span)),
                    (QUESTION, self._is_question(span)),
                )
                if holds
            )
        return self._known[span]

    def _is_used_up(self, negation: Span) -> bool:
        """A 'not' that belongs to a longer phrase ('not breathing', 'not sure') denies nothing else."""
        return any(phrase.overlaps(negation) and phrase.end > negation.end for phrase in (*self._phrases, *self._cues["not_a_negation"]))

    def _is_negated(self, span: Span) -> bool:
        if any(near.overlaps(span) or (near.end <= span.start and self._reaches(near, span)) for near in self._cues["averted"]):
            return True
        if any(negation.end <= span.start and self._reaches(negation, span) for negation in self._negations):
            return True
        return any(after.start == span.end and self._ends_run(after) for after in self._cues["negation_after"])

    def _reaches(self, negation: Span, span: Span) -> bool:
        words, clauses, sentences = self._reading.words, self._reading.clauses, self._reading.sentences
        if sentences[negation.start] != sentences[span.start]:
            return False
        if self._any_between(self._cues["negation_stops"], negation.end, span.start):
            return False
        if clauses[negation.start] == clauses[span.start]:
            return span.start - negation.end <= NEGATION_REACH
        return self._is_list(negation, span) and words[negation.start] in self._list_openers()

    def _list_openers(self) -> frozenset[str]:
        return frozenset(self._reading.words[span.start] for span in self._cues["negation_list"])

    def _is_list(self, negation: Span, span: Span) -> bool:
        """'no fever, redness or swelling': short items without a new statement, up to this one."""
        clauses, sentences = self._reading.clauses, self._reading.sentences
        last = clauses[span.start]
        tail = [i for i in range(negation.end, len(clauses)) if sentences[i] == sentences[span.start]]
        items = [[i for i in tail if clauses[i] == clause] for clause in sorted({clauses[i] for i in tail})]
        items = [item for item in items if clauses[item[0]] <= last or "or" in self._words_at(item)]
        if any(self._any_between(self._cues["present"], item[0], item[-1] + 1) for item in items):
            return False
        has_or = any(self._words_at(item)[0] in ("or", "nor") or "or" in self._words_at(item) for item in items)
        return all(len(item) <= (SHORT_CLAUSE if has_or else 2) for item in items)

    def _words_at(self, positions: Iterable[int]) -> list[str]:
        return [self._reading.words[i] for i in positions]

    def _is_past(self, span: Span) -> bool:
        """A past cue in the same clause, or one that is the whole of the clause beside it ('years ago, ...')."""
        clause = self._reading.clauses[span.start]
        stays = any(mark.overlaps(span) for mark in self._cues["lasting"])
        if self._is_long_ago(span, clause) and not stays:
            return True
        if self._in_clause(self._cues["present"], clause):
            return False
        for mark in self._cues["past"]:
            if stays and any(since.overlaps(mark) for since in self._cues["long_standing"]):
                continue
            marked = self._reading.clauses[mark.start]
            is_beside = abs(marked - clause) == 1 and self._same(mark, span)
            if marked == clause or (is_beside and self._size(marked) == mark.end - mark.start):
                return True
        return not stays and self._is_dated_before(span, clause)

    def _is_dated_before(self, span: Span, clause: int) -> bool:
        """A date long gone opens the clause before ('as a boy in Malta I had lockjaw'), and nothing in either is of now."""
        return any(
            self._reading.clauses[mark.start] == clause - 1
            and self._same(mark, span)
            and self._reading.clauses.index(clause - 1) == mark.start
            and not self._in_clause(self._cues["present"], clause - 1)
            for mark in self._cues["long_ago"]
        )

    def _is_long_ago(self, span: Span, clause: int) -> bool:
        """A date long gone after the phrase ('fainted once at school'), in its clause or alone in the next, and nothing of now."""
        if self._in_clause(self._cues["present_strong"], clause):
            return False
        return any(
            0 <= mark.start - span.end <= DATE_REACH
            and (self._reading.clauses[mark.start] == clause or (self._same(mark, span) and self._is_whole_next(mark, clause)))
            for mark in self._cues["long_ago"]
        )

    def _is_whole_next(self, mark: Span, clause: int) -> bool:
        marked = self._reading.clauses[mark.start]
        return marked == clause + 1 and self._size(marked) == mark.end - mark.start

    def _is_over(self, span: Span) -> bool:
        """Said to be over after the phrase in its sentence, or before it in its clause: 'the rash is gone and my calf is hot'."""
        return any(
            self._same(over, span)
            and (over.start >= span.start or self._reading.clauses[over.start] == self._reading.clauses[span.start])
            and not self._any_between(self._cues["turns"], over.end, span.start)
            for over in self._cues["over"]
        )

    def _same(self, one: Span, other: Span) -> bool:
        return self._reading.sentences[one.start] == self._reading.sentences[other.start]

    def _size(self, clause: int) -> int:
        return self._reading.clauses.count(clause)

    def _is_just_denied(self, span: Span) -> bool:
        """'has not healed' is not over, though the 'not' belongs to a phrase of the rules."""
        return self._is_negated(span) or any(span.start - 1 <= negation.end <= span.start for negation in self._cues["negation"])

    def _is_question(self, span: Span) -> bool:
        if self._reading.sentences[span.start] in self._asking:
            return True
        if any(self._is_told(mark, span) for mark in self._cues["story"]):
            return not self._in_sentence(self._cues["still_real"], span)
        if self._is_hearsay(span) or (self._cues["unreal"] and self._in_sentence(self._cues["supposing"], span)):
            return not self._in_sentence(self._cues["still_real"], span)
        if any(self._covers(mark, span) for mark in self._cues["about"]):
            return not self._in_sentence(self._cues["still_real"], span)
        if any(self._covers(mark, span) for mark in self._cues["about_unless_personal"]):
            return not (self._in_sentence(self._cues["personal"], span) or self._in_sentence(self._cues["still_real"], span))
        return False

    def _is_hearsay(self, span: Span) -> bool:
        """Told of a stranger, in a sentence that says nothing of now."""
        if self._in_sentence(self._cues["present"], span) or self._in_sentence(self._cues["happening"], span):
            return False
        return any(self._is_told(mark, span) for mark in self._cues["hearsay"])

    def _is_told(self, mark: Span, span: Span) -> bool:
        """The phrase follows the cue of a story in its sentence, with no turn between them."""
        return mark.start <= span.start and self._same(mark, span) and not self._any_between(self._cues["turns"], mark.start, span.start)

    def _covers(self, mark: Span, span: Span) -> bool:
        """The cue stands before the phrase in the same clause, or opens a list the phrase is an item of."""
        if mark.start > span.start or not self._same(mark, span):
            return False
        opened, clause = self._reading.clauses[mark.start], self._reading.clauses[span.start]
        if opened == clause:
            return True
        sentence = [i for i, other in enumerate(self._reading.sentences) if other == self._reading.sentences[span.start]]
        if not {"or", "and", "nor"} & set(self._words_at(i for i in sentence if self._reading.clauses[i] > opened)):
            return False
        return all(
            self._size(between) <= SHORT_CLAUSE and not self._in_clause(self._cues["present"], between)
            for between in range(opened + 1, clause + 1)
        )

    def _in_clause(self, cues: Iterable[Span], clause: int) -> bool:
        return any(self._reading.clauses[mark.start] == clause for mark in cues)

    def _in_sentence(self, cues: Iterable[Span], span: Span) -> bool:
        return any(self._same(mark, span) for mark in cues)

    def _any_between(self, cues: Iterable[Span], start: int, end: int) -> bool:
        return any(start <= mark.start < end for mark in cues)

    def _ends_run(self, span: Span) -> bool:
        """Nothing follows before the next comma or full stop: 'fever: no', 'bruises none, cramps came back'."""
        runs = self._reading.runs
        return span.end >= len(runs) or runs[span.end] != runs[span.start]


def _asking_sentences(reading: Reading, found: Found) -> frozenset[int]:
    """The sentences that ask about a subject and report nothing: 'is a cramp a kind of seizure'."""
    reporting = _sentences_of(reading, found.get(cue("reports"), ())) | _sentences_of(reading, found.get(cue("still_real"), ()))
    opening = [span for span in found.get(cue("asks"), ()) if span.start == 0 or reading.runs[span.start - 1] != reading.runs[span.start]]
    asking = frozenset(reading.sentences) if found.get(cue("only_asking")) else _sentences_of(reading, opening)
    return asking - reporting


def _sentences_of(reading: Reading, spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(reading.sentences[span.start] for span in spans)


def speech_of(reading: Reading, found: Found) -> str:
    """What a message does: report something of a person and of now, ask about a subject and report nothing, or neither."""
    if found.get(cue("reports")) or found.get(cue("still_real")):
        return SPEECH_REPORTS
    return SPEECH_ASKS if _asking_sentences(reading, found) else SPEECH_NEITHER
