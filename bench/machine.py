"""On what a measurement was made."""

from __future__ import annotations

import os
import platform
from datetime import date
from pathlib import Path

import psutil


def describe() -> dict[str, object]:
    """Returns processor, cores, memory in GiB, system and the load just now."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return {
        "processor": names[0] if names else platform.machine(),
        "cores": os.cpu_count(),
        "memory_gib": round(psutil.virtual_memory().total / 1024**3),
        "system": platform.platform(),
        "load": [round(value, 1) for value in os.getloadavg()],
    }


def today() -> str:
    """Returns the date as documents write it."""
    return date.today().isoformat()
