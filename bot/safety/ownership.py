"""Whose is a condition that a message mentions: the person's own, somebody's in a story, or nobody's."""

from __future__ import annotations

from collections.abc import Mapping

from bot.safety.context import cue
from bot.safety.reading import Reading, Span

OWNER_REACH = 6  # words from "I have" to what is had
REMARK_REACH = 3  # words from a mention to what marks it as the person's own ("warfarin, 5 mg daily")
WELL_REACH = 4  # words from a mention to what says that nothing is wrong there ("my kidneys are fine")
ENDED_REACH = 2  # words from what says that it is over to the mention ("came off my antidepressants")
LONGEST_HEADING = 6  # words of a part that only names what the person has ("type 2 diabetic, …")

ASKING = (*(cue(name) for name in ("asks", "about", "about_unless_personal")), "owner:asking")

Found = Mapping[str, tuple[Span, ...]]


class Ownership:
    """In: a reading and what was found in it, with the cue groups of `content/conditions/owners.yml` under `owner:`."""

    def __init__(self, reading: Reading, found: Found) -> None:
        self._reading = reading
        self._found = found

    def is_elsewhere(self, span: Span) -> bool:
        """Whether the mention is of a story or of somebody long gone, or says that it is over or that nothing is wrong."""
        told = any(self._same_sentence(mark, span) for mark in self._cues("elsewhere"))
        ended = any(0 <= span.start - mark.end <= ENDED_REACH and self._same_run(mark, span) for mark in self._cues("ended"))
        well = any(0 <= mark.start - span.end <= WELL_REACH and self._same_run(mark, span) for mark in self._cues("well"))
        return told or ended or well or any(self._same_sentence(mark, span) for mark in self._cues("all-well"))

    def is_asked_about(self, span: Span) -> bool:
        """Whether the mention stands within the words of the question, not beside it."""
        return any(mark.start <= span.start and self._same_run(mark, span) for mark in self._questions())

    def is_asked_of_nobody(self, span: Span) -> bool:
        """Whether the mention is part of a question in which no person of the message stands ("can a kidney patient …")."""
        return self.is_asked_about(span) and not any(self._same_run(person, span) for person in self._cues("person"))

    def is_alone(self, span: Span) -> bool:
        """Whether the mention is all there is between two commas ("74, cramps nightly")."""
        return self.is_heading(span) and self._reading.runs.count(self._reading.runs[span.start]) == span.end - span.start

    def is_a_persons(self, span: Span) -> bool:
        """A state opens the message ("pregnant, cramps every night") or shares its sentence with a person."""
        return span.start == 0 or any(self._same_sentence(person, span) for person in self._cues("person"))

    def has_owner(self, span: Span, kind: str) -> bool:
        """Whether one of the cues of a kind ("has", "takes") stands shortly before the mention, with no question between."""
        return any(
            owner.start <= span.start
            and span.start - owner.end <= OWNER_REACH
            and self._same_sentence(owner, span)
            and not self._is_asked_between(owner, span)
            for owner in self._cues(kind)
        )

    def has_remark(self, span: Span, kind: str) -> bool:
        """Whether a cue after the mention makes it the person's own ("BPH sufferer", "citalopram 20 mg daily")."""
        return any(0 <= mark.start - span.end <= REMARK_REACH and self._same_sentence(mark, span) for mark in self._cues(kind))

    def is_heading(self, span: Span) -> bool:
        """Whether the mention stands among short parts that come before the question: "70, grand mal epilepsy, is a hot bath ok?"."""
        runs = self._reading.runs
        length = runs.count(runs[span.start])
        if runs[span.start] == runs[-1] or length > LONGEST_HEADING or self._cues("inquiry"):
            return False
        return not any(mark.start < span.start for mark in self._questions())

    def _questions(self) -> list[Span]:
        return [mark for name in ASKING for mark in self._found.get(name, ())]

    def _is_asked_between(self, owner: Span, span: Span) -> bool:
        return any(owner.end <= mark.start < span.start for mark in self._cues("asking"))

    def _cues(self, kind: str) -> tuple[Span, ...]:
        return self._found.get(f"owner:{kind}", ())

    def _same_run(self, one: Span, other: Span) -> bool:
        return self._reading.runs[one.start] == self._reading.runs[other.start]

    def _same_sentence(self, one: Span, other: Span) -> bool:
        return self._reading.sentences[one.start] == self._reading.sentences[other.start]
