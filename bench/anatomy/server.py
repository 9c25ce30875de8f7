"""`python -m bench.anatomy.server FILE --model …`: our Rasa server with a stopwatch.

SIGUSR1 forgets what was measured, SIGUSR2 writes it to FILE. The stopwatch costs about 2 microseconds for each part.
"""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path

from bench.anatomy.stopwatch import Stopwatch


def main(arguments: list[str]) -> int:
    """Serves until it is stopped."""
    file, *rest = arguments
    watch = Stopwatch()
    _answer_signals(watch, Path(file))
    from bot.server import __main__ as server
    from bot.server import app

    load = app.load_agent

    def load_measured(model: Path, settings: object) -> object:
        from bench.anatomy import parts
        from bot.server.patches import install_all

        # Under our patches, and before a model takes its components' functions.
        install_all()
        parts.install(watch)
        return load(model, settings)

    app.load_agent = load_measured
    return server.main(rest)


def _answer_signals(watch: Stopwatch, file: Path) -> None:
    def write(_number: int, _frame: object) -> None:
        partial = file.with_suffix(".part")
        partial.write_text(json.dumps({"turns": watch.turns, "seconds": watch.seconds}), encoding="utf-8")
        partial.replace(file)

    signal.signal(signal.SIGUSR1, lambda _number, _frame: watch.clear())
    signal.signal(signal.SIGUSR2, write)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
