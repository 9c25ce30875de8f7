"""`python -m bot.server.training --out FOLDER --name NAME`: what `rasa train --force --skip-validation` does, in a third of the time.

The model is the same. Rasa's own check of the data is a step of `make test` (`make validate`); it reads everything a second time.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from pathlib import Path

from bot.server import lean_imports, linear_algebra, quiet
from bot.settings import PROJECT


def main(arguments: list[str]) -> int:
    """Trains.

    Args:
        arguments: of the command line.

    Returns:
        The exit code: 0 when the model is there.
    """
    parser = argparse.ArgumentParser(prog="python -m bot.server.training", description="Trains the bot's model.")
    parser.add_argument("--out", type=Path, required=True, help="folder of the model")
    parser.add_argument("--name", required=True, help="the model file's name")
    chosen = parser.parse_args(arguments)
    quiet.silence_libraries()
    linear_algebra.use_this_processor()
    if os.environ.get("BOT_LEAN_IMPORTS", "1") != "0":
        lean_imports.install()
    quiet.configure_logging(level=logging.WARNING)
    from bot.server.training import encoder_ahead

    encoder_ahead.build()
    logging.getLogger("rasa.engine.training.hooks").setLevel(logging.INFO)  # which component is trained
    import rasa.model_training
    from rasa.shared.exceptions import RasaException

    from bot.server.patches import install_all
    from bot.server.training.patches import PATCHES

    install_all()
    for patch in PATCHES:
        patch.install()
    data = [str(PROJECT / "data")]
    try:
        result = rasa.model_training.train(
            str(PROJECT / "domain.yml"),
            str(PROJECT / "config.yml"),
            data,
            output=str(chosen.out),
            force_training=True,
            fixed_model_name=chosen.name,
        )
    except RasaException as error:
        sys.stderr.write(f"{error}\nRasa's own check of domain and data says more: make validate\n")
        return 1
    return result.code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
