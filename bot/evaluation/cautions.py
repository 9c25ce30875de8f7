"""Whether what is said about health leaves with its caution."""

from __future__ import annotations

from collections.abc import Mapping

from bot.evaluation.replies import Reply

# Topics of the answer contract that state no fact.
_WITHOUT_FACTS = ("chat/", "safety/", "out-of-scope", "clarify")


def owes_caution(reply: Reply) -> bool:
    """Whether a message is about a knowledge topic, or states a fact under any other."""
    first = reply.topics[0] if reply.topics else ""
    return bool(reply.claims) or bool(first and not first.startswith(_WITHOUT_FACTS))


def carries_caution(reply: Reply, texts: Mapping[str, str]) -> bool:
    """Whether a message names a claim, a caution and a source, and each caution's text stands in it.

    Args:
        reply: the message.
        texts: of the cautions, by id, from the content's files: the bot's own word is not proof.
    """
    said = _plain(reply.text)
    named = bool(reply.claims and reply.cautions and reply.sources)
    return named and all(caution in texts and _plain(texts[caution]) in said for caution in reply.cautions)


def _plain(text: str) -> str:
    return " ".join(text.split())
