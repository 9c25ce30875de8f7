"""Understanding alone, ours beside stock, on one core: the same texts go to both models by turns."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.compare.targets import HELLO, OURS
from bench.stock.environment import PYTHON
from bot.settings import PROJECT

WORKER = Path(__file__).with_name("nlu_worker.py")
# People's own words, in all lengths; looked at here only as text to be read.
TEXTS = PROJECT / "tests" / "nlu" / "heldout" / "questions.jsonl"

# What `make run` serves with; the plain `rasa` command plans its graph anew for every message (docs/decisions/0014).
PATCHES = "bot.server.patches"


def texts(count: int) -> list[str]:
    """Returns that many held-out questions, spread over all of them."""
    lines = TEXTS.read_text(encoding="utf-8").splitlines()
    step = max(1, len(lines) // count)
    return [json.loads(line)["text"] for line in lines[::step][:count]]


class Worker:
    """A process that understands with one model."""

    def __init__(self, python: Path, model: Path, folder: Path, path: str, *prepared: str) -> None:
        """Starts it; `path` is its PYTHONPATH, `prepared` the module of a server's own that is installed before Rasa."""
        environment = {**os.environ, "PYTHONPATH": path, "PYTHONWARNINGS": "ignore", "TF_CPP_MIN_LOG_LEVEL": "3", "OMP_NUM_THREADS": "1"}
        self._process = subprocess.Popen(
            [str(python), str(WORKER), str(model), *prepared],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def parse(self, said: Sequence[str]) -> list[float]:
        """Returns the milliseconds that each text took.

        Raises:
            RuntimeError: if the worker has died.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(list(said)) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"understanding failed: {self._process.args}")
        return json.loads(line)

    def stop(self) -> None:
        """Ends it."""
        self._process.kill()
        self._process.wait()


def measure(our_model: Path, stock_model: Path, count: int, batch: int = 20) -> dict[str, list[float]]:
    """Returns by bot the seconds of each text; the workers take turns, batch by batch, so both see the same machine."""
    workers = {
        OURS: Worker(Path(sys.executable), our_model, PROJECT, str(PROJECT), PATCHES),
        HELLO: Worker(PYTHON, stock_model, stock_model.parent.parent, ""),
    }
    said = texts(count)
    found: dict[str, list[float]] = {name: [] for name in workers}
    try:
        for worker in workers.values():
            worker.parse(said[:batch])  # warm
        for start in range(0, len(said), batch):
            for name, worker in workers.items():
                found[name] += [took / 1000 for took in worker.parse(said[start : start + batch])]
    finally:
        for worker in workers.values():
            worker.stop()
    return found
