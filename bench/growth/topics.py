"""A knowledge base with thousands of topics, made of copies of the real ones. Never written into content/."""

from __future__ import annotations

from bot.knowledge.content import Content

GROUPS = ("supplement", "medication", "diet", "cause", "relief", "prevention")


def enlarge(content: Content, topics: int) -> Content:
    """Returns content with that many topics: the real ones, and copies with all that belongs to them under ids of their own.

    Args:
        content: the real one; it stays as it is.
        topics: how many there shall be.
    """
    copied = [claim for claim in content.claims.values() if claim.topic.partition("/")[0] in GROUPS]
    large = Content(**{**content.__dict__, "topics": dict(content.topics), "claims": dict(content.claims)})
    number = 0
    while len(large.topics) < topics:
        claim = copied[number % len(copied)]
        topic = content.topics[claim.topic]
        new = topic.copy(update={"id": f"{topic.id.partition('/')[0]}/copy-{number}", "title": f"Copy {number}", "belongs_to": None})
        large.topics[new.id] = new
        large.claims[f"copy-{number}"] = claim.copy(update={"id": f"copy-{number}", "topic": new.id})
        number += 1
    large.version, large.digest = f"{content.version}-{topics}", f"{content.digest}-{topics}"
    return large
