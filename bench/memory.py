"""How much memory a bot's processes hold."""

from __future__ import annotations

from dataclasses import dataclass

import psutil

MIB = 1024 * 1024


@dataclass(frozen=True)
class Memory:
    """Memory in MiB.

    Attributes:
        rss: resident pages; those that processes share count in each of them.
        pss: the same, with shared pages split between those that share them: what the machine really gives.
        rasa: `pss` of the Rasa process alone.
    """

    rss: float
    pss: float
    rasa: float


def measure(pids: list[int]) -> Memory:
    """Returns the memory of processes and of everything below them.

    Args:
        pids: of the programs that were started.
    """
    tree: dict[int, psutil.Process] = {}
    for pid in pids:
        parent = psutil.Process(pid)
        tree.update({process.pid: process for process in [parent, *parent.children(recursive=True)]})
    rss = pss = rasa = 0.0
    for process in tree.values():
        try:
            found, command = process.memory_full_info(), process.cmdline()
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
        rss += found.rss / MIB
        pss += found.pss / MIB
        if is_rasa(command):
            rasa += found.pss / MIB
    return Memory(round(rss, 1), round(pss, 1), round(rasa, 1))


def is_rasa(command: list[str]) -> bool:
    """Whether a command line is Rasa's server, and not the action server or a program that started it."""
    if not command or "python" not in command[0].rpartition("/")[2]:
        return False
    text = " ".join(command)
    return "-m bot.server" in text or ("rasa run" in text and "rasa run actions" not in text)
