"""docs/reliability.md: the table of faults and what came of them, written by the test that made them."""

from __future__ import annotations

import datetime
import os
from collections.abc import Sequence
from dataclasses import dataclass
from string import Template

from bot.settings import PROJECT

FILE = PROJECT / "docs" / "reliability.md"
FRAME = PROJECT / "tests" / "cluster" / "reliability.template.md"


@dataclass(frozen=True)
class Row:
    """One fault.

    Attributes:
        fault: what was done.
        people, messages: conversations, and messages sent in them, with those sent again after an apology.
        sorry: messages that got an apology first.
        silent: messages that got nothing.
        longest_wait: seconds from the first sending of a message to its answer, the longest.
        stored, lost, doubled: events.
        emergency: how an emergency was answered while the fault lasted.
    """

    fault: str
    people: int
    messages: int
    sorry: int
    silent: int
    longest_wait: float
    stored: int
    lost: int
    doubled: int
    emergency: str

    def line(self) -> str:
        """Returns the row of the table."""
        cells = [
            self.fault,
            self.people,
            self.messages,
            self.sorry,
            self.silent,
            f"{self.longest_wait:.1f} s",
            self.stored,
            self.lost,
            self.doubled,
        ]
        return "| " + " | ".join(str(cell) for cell in [*cells, self.emergency]) + " |"


def is_wanted() -> bool:
    """Returns whether the file is to be written: `make cluster-test WRITE=1`."""
    return os.environ.get("WRITE") == "1"


def write(rows: Sequence[Row]) -> None:
    """Writes the document."""
    values = {"date": datetime.date.today().isoformat(), "cores": os.cpu_count(), "rows": "\n".join(row.line() for row in rows)}
    FILE.write_text(Template(FRAME.read_text(encoding="utf-8")).substitute(values), encoding="utf-8")
