"""Compares what people saw with what is stored: no event lost, none doubled, none out of order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.cluster.people import ANSWERED, SORRY, Person


@dataclass(frozen=True)
class Books:
    """What was found.

    Attributes:
        stored: events in the conversations that were looked at.
        lost: answers that a person saw and the conversation does not hold.
        doubled: messages that are stored more often than they were sent, and answers stored more often than messages.
        disordered: conversations whose messages are stored in another order than they were sent in, or mixed with each other.
    """

    stored: int
    lost: tuple[str, ...]
    doubled: tuple[str, ...]
    disordered: tuple[str, ...]


@dataclass(frozen=True)
class Turn:
    """A stored message with what the bot said to it."""

    text: str
    said: tuple[str, ...]


def turns_of(events: Sequence[Mapping[str, Any]]) -> list[Turn]:
    """Returns a conversation's turns: each message with the bot's events up to the next one."""
    turns: list[tuple[str, list[str]]] = []
    for event in events:
        if event["event"] == "user":
            turns.append((event["text"], []))
        elif event["event"] == "bot" and turns:
            turns[-1][1].append(event["text"])
    return [Turn(text, tuple(said)) for text, said in turns]


def _is_whole(events: Sequence[Mapping[str, Any]]) -> bool:
    """Whether every turn is stored as one block: one session start, then a message, what followed, and the bot listening again."""
    names = [event.get("name") for event in events if event["event"] == "action"]
    starts = sum(event["event"] == "session_started" for event in events)
    listens = names.count("action_listen")
    users = sum(event["event"] == "user" for event in events)
    return starts == 1 and listens == users + 1 and events[-1].get("name") == "action_listen"


def check(people: Iterable[Person], stored: Mapping[str, Sequence[Mapping[str, Any]]]) -> Books:
    """Compares each person's tries with their conversation."""
    lost, doubled, disordered, count = [], [], [], 0
    for person in people:
        events = stored.get(person.sender, [])
        count += len(events)
        turns = turns_of(events)
        for one in person.tries:
            same = [turn for turn in turns if turn.text == one.text]
            if one.outcome == ANSWERED and not any(turn.said == one.replies for turn in same):
                lost.append(f"{person.sender}: {one.text}")
        for text in {one.text for one in person.tries}:
            answered = sum(one.text == text and one.outcome == ANSWERED for one in person.tries)
            sent = sum(one.text == text for one in person.tries)
            found = sum(turn.text == text for turn in turns)
            if found > sent or (sent == answered and found != answered):
                doubled.append(f"{person.sender}: {text} sent {sent} times, stored {found} times")
        in_order = list(dict.fromkeys(turn.text for turn in turns))
        if in_order != [text for text in (person.talk[0], person.talk[2]) if text in in_order] or (events and not _is_whole(events)):
            disordered.append(person.sender)
    return Books(count, tuple(lost), tuple(doubled), tuple(disordered))


def kept_context(person: Person) -> bool:
    """Whether both answers are about the subject that only the first message named."""
    first, second = person.answer_to(person.talk[0]), person.answer_to(person.talk[2])
    return bool(first and second and person.talk[1] in first.topics and person.talk[1] in second.topics)


def sorry_count(people: Iterable[Person]) -> int:
    """Returns how many tries ended in an apology."""
    return sum(one.outcome == SORRY for person in people for one in person.tries)
