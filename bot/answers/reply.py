"""What the bot says: text, buttons and the machine-readable account of it (shared/answer-contract.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.knowledge.records import Caution, Claim

MAX_BUTTONS = 4


class UnsafeReply(ValueError):
    """A reply was about to leave with a claim but without that claim's caution."""


@dataclass(frozen=True)
class Button:
    """A quick reply: `title` is shown, `payload` is sent."""

    title: str
    payload: str


@dataclass(frozen=True)
class Statement:
    """A claim and the cautions that go out with it. It cannot be made without a caution of the claim.

    Attributes:
        claim: what is said.
        lines: sentences for the person's own conditions; they stand before the claim's cautions.
        cautions: the claim's cautions, all of them.
    """

    claim: Claim
    lines: tuple[str, ...] = ()
    cautions: tuple[Caution, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "cautions", self.claim.cautions)


@dataclass(frozen=True)
class Reply:
    """One message of the bot.

    Attributes:
        text: all of it, caution included, without blank lines: Rasa's channels would cut it there.
        topics: ids, the one that answers the question first.
        statements: what was said from the knowledge base; empty for small talk.
        buttons: at most MAX_BUTTONS, more only where the reply is a choice.
        extra: further metadata, such as `options`.
    """

    text: str
    topics: tuple[str, ...]
    content_version: str
    statements: tuple[Statement, ...] = ()
    buttons: tuple[Button, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for statement in self.statements:
            for caution in statement.cautions:
                if caution.text not in self.text:
                    raise UnsafeReply(f"the claim {statement.claim.id} would leave without its caution {caution.id}")
        if "\n\n" in self.text:
            raise UnsafeReply("a blank line would tear the reply apart")

    def metadata(self) -> dict[str, Any]:
        """Returns the account of this message, as the answer contract has it."""
        claims = [statement.claim for statement in self.statements]
        sources = [source.id for claim in claims for source in claim.sources]
        sources += [source.id for claim in claims for correction in claim.corrections for source in correction.sources]
        account: dict[str, Any] = {
            "topics": list(self.topics),
            "claims": [claim.id for claim in claims],
            "cautions": list(dict.fromkeys(caution.id for statement in self.statements for caution in statement.cautions)),
            "sources": list(dict.fromkeys(sources)),
            "content_version": self.content_version,
        }
        if claims:
            account["certainty"] = claims[0].certainty
        return {**account, **self.extra}
