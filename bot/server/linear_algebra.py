"""Tells OpenBLAS, which NumPy and SciPy compute with, about this machine. To be called before either is imported.

The release that Rasa's NumPy brings is of 2022. On a processor that is newer it falls back to instructions of 2004: solving for 15,300
sentences took 24 s instead of 10 on such a machine (docs/decisions/0016).
"""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

KERNELS, THREADS = "OPENBLAS_CORETYPE", "OPENBLAS_NUM_THREADS"
_CPU_INFO = Path("/proc/cpuinfo")
# Kernels by OpenBLAS's names, the best first, with all the instructions that they use, by Linux's names.
_NEEDS = (
    ("SkylakeX", frozenset({"avx512f", "avx512dq", "avx512bw", "avx512vl", "avx512cd", "avx2", "fma"})),
    ("Haswell", frozenset({"avx2", "fma"})),
)


def kernels_for(flags: Collection[str]) -> str | None:
    """Returns the kernels for a processor with these instructions, None to leave the choice to OpenBLAS."""
    return next((name for name, needed in _NEEDS if needed <= set(flags)), None)


def use_this_processor() -> None:
    """Chooses the kernels by what the processor can do, not by its model's number. What the environment says already stays."""
    try:
        lines = _CPU_INFO.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:  # not Linux
        return
    flags = next((line.partition(":")[2].split() for line in lines if line.startswith("flags")), [])
    if chosen := kernels_for(flags):
        os.environ.setdefault(KERNELS, chosen)


def use_one_thread() -> None:
    """Lets a server compute in one thread: a message is too little for two, and the second would spin on a core that others need."""
    os.environ.setdefault(THREADS, "1")
