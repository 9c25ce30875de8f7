"""People who write to the bot: each asks something and then something that only the conversation explains, and asks again when told sorry."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

ANSWERED, SORRY, SILENT = "answered", "sorry", "silent"
# A first question, its topic, and a second that names no subject.
TALKS = (
    ("does magnesium help with night cramps?", "supplement/magnesium", "is it safe?"),
    ("does vitamin e help?", "supplement/vitamin-e", "is it safe?"),
    ("does potassium help with cramps?", "supplement/potassium", "is it safe?"),
    ("what is a diuretic?", "glossary/diuretic", "tell me more about that"),
)
# Seconds. A person who was told sorry writes again after a moment.
PAUSE = 0.3
PATIENCE = 40.0
_numbers = itertools.count()


@dataclass(frozen=True)
class Try:
    """One message sent once.

    Attributes:
        sent, ended: by the monotonic clock, in seconds.
        outcome: ANSWERED, SORRY (an apology from the bot or from nginx) or SILENT (nothing that could be read).
        replies: texts that came back.
        topics: of the replies.
    """

    text: str
    sent: float
    ended: float
    outcome: str
    replies: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass
class Person:
    """One conversation as its person saw it."""

    talk: tuple[str, str, str]
    sender: str = field(default_factory=lambda: f"cluster-{next(_numbers)}")
    tries: list[Try] = field(default_factory=list)

    def answer_to(self, text: str) -> Try | None:
        """Returns the try that was answered."""
        return next((one for one in self.tries if one.text == text and one.outcome == ANSWERED), None)

    def longest_wait(self) -> float:
        """Returns the seconds from the first time a message was sent to its answer, for the slowest message."""
        waits = []
        for text in dict.fromkeys(one.text for one in self.tries):
            answered = self.answer_to(text)
            first = next(one for one in self.tries if one.text == text)
            waits.append((answered or self.tries[-1]).ended - first.sent)
        return max(waits, default=0.0)


async def send(client: httpx.AsyncClient, url: str, sender: str, text: str) -> Try:
    """Sends a message once over REST, to nginx or to a Rasa process."""
    begun = time.monotonic()
    try:
        answer = await client.post(f"{url}/webhooks/rest/webhook?session={sender}", json={"sender": sender, "message": text})
        body = answer.json()
    except (httpx.TransportError, ValueError):
        return Try(text, begun, time.monotonic(), SILENT)
    return Try(text, begun, time.monotonic(), *_read(answer.status_code, body))


def _read(status: int, body: Any) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    if not isinstance(body, list) or not body or not all(isinstance(said, Mapping) and said.get("text") for said in body):
        return SILENT, (), ()
    topics = tuple(topic for said in body for topic in said["metadata"]["topics"])
    is_answer = status == 200 and topics != ("chat/help",)
    return ANSWERED if is_answer else SORRY, tuple(said["text"] for said in body), topics


async def converse(client: httpx.AsyncClient, urls: Sequence[str], person: Person) -> Person:
    """Has the whole conversation; the n-th message goes to the n-th address, going round."""
    addresses = itertools.cycle(urls)
    for text in (person.talk[0], person.talk[2]):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            person.tries.append(await send(client, next(addresses), person.sender, text))
            if person.tries[-1].outcome == ANSWERED:
                break
            await asyncio.sleep(PAUSE)
    return person


def people(count: int) -> Iterator[Person]:
    """Makes people who have not written before."""
    return (Person(TALKS[number % len(TALKS)]) for number in range(count))


def new_client() -> httpx.AsyncClient:
    """Returns a client that waits longer than anybody should have to."""
    limits = httpx.Limits(max_connections=400, max_keepalive_connections=50)
    return httpx.AsyncClient(timeout=45, limits=limits, trust_env=False)


async def crowd(urls: Sequence[Sequence[str]], count: int, at_once: int) -> list[Person]:
    """Lets people converse.

    Args:
        urls: each person takes the next list of addresses.
        count: of people.
        at_once: how many converse at the same time.
    """
    room = asyncio.Semaphore(at_once)
    async with new_client() as client:

        async def come(number: int, person: Person) -> Person:
            async with room:
                return await converse(client, urls[number % len(urls)], person)

        return await asyncio.gather(*(come(number, person) for number, person in enumerate(people(count))))


async def crowd_until(url: str, done: asyncio.Event, at_once: int) -> list[Person]:
    """Lets people come and converse, one after the other in each of `at_once` places, until told to stop; then all finish."""
    found: list[Person] = []
    async with new_client() as client:

        async def place(number: int) -> None:
            turns = itertools.count(number)
            while not done.is_set():
                person = Person(TALKS[next(turns) % len(TALKS)])
                found.append(person)
                await converse(client, [url], person)

        await asyncio.gather(*(place(number) for number in range(at_once)))
    return found
