"""The topics that a message after an answer may be about."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answers.follow_ups.talk import Talk

OUT_OF_SCOPE = "out-of-scope"
# Asked about in every talk, whatever it is about.
ALWAYS = ("safety/see-doctor", "evidence/general", OUT_OF_SCOPE)
LIKELIEST = 6  # of each reading as many topics are weighed
EARLIER = 2  # of as many earlier topics the lists are weighed as well


def candidates(talk: Talk) -> tuple[str, ...]:
    """Returns the topics to choose from, each once, those spoken of first; for some 99 of 100 messages the right one is among them."""
    known = talk.catalogue.topics
    return tuple(dict.fromkeys(topic for topic in _all(talk) if topic in known or topic == OUT_OF_SCOPE))


def _all(talk: Talk) -> Iterator[str]:
    catalogue, context = talk.catalogue, talk.context
    yield from (*context.topics, *context.trail, *context.options)
    yield from list(talk.by_itself)[:LIKELIEST]
    yield from list(talk.in_talk)[:LIKELIEST]
    yield from talk.of_parts
    for name in talk.said.names:
        yield from (name, *catalogue.same_things(name))
    yield from (*talk.family, *talk.terms, *talk.offered, talk.own_list)
    yield from map(catalogue.overview_of, context.trail[:EARLIER])
    found = (talk.definition, talk.list_named, talk.described_of_kind, talk.described_at_hand, talk.counted, talk.alone)
    yield from (topic for topic in found if topic)
    yield from ALWAYS
