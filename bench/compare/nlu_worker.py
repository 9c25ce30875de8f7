"""Understands messages with one model on one core, and says how long each took. Knows nothing of ours: stock Rasa runs it too.

Usage: python nlu_worker.py MODEL [MODULE]; the module's `install_all` is called first, as that bot's own server does. Each line of the
input is a JSON list of texts, each line of the output a JSON list of milliseconds.
"""

import asyncio
import importlib
import json
import logging
import os
import sys
import time


def serve(model, module=None):
    """Loads a model and answers until the input ends."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    for name in ("OMP_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"):
        os.environ[name] = "1"
    output = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what libraries print is no answer
    if module:
        importlib.import_module(module).install_all()
    from rasa.core.agent import Agent
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.ERROR)
    logging.disable(logging.WARNING)
    agent = Agent.load(model)
    loop = asyncio.new_event_loop()

    def milliseconds(text):
        begun = time.perf_counter()
        parsed = loop.run_until_complete(agent.parse_message(text))
        took = 1000 * (time.perf_counter() - begun)
        if not (parsed.get("intent") or {}).get("name"):
            raise SystemExit(f"no intent in {text!r}")
        return took

    for line in sys.stdin:
        output.write(json.dumps([milliseconds(text) for text in json.loads(line)]) + "\n")
        output.flush()


if __name__ == "__main__":
    serve(*sys.argv[1:])
