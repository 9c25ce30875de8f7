"""Builds the sentence encoder's graph, which a machine's first training lacks, beside the imports and the reading of files."""

from __future__ import annotations

import subprocess
import sys

from bot.nlu.encoder.sentence_encoder import graph_path
from bot.settings import PROJECT, load_settings


def build() -> subprocess.Popen[bytes] | None:
    """Starts building, if there is anything to build. Nobody has to wait for it: who needs the graph sooner builds it as well."""
    if graph_path(load_settings().cache_folder).is_file():
        return None
    # What goes wrong is said by the training, when it needs the encoder.
    return subprocess.Popen([sys.executable, "-m", "bot.nlu.encoder"], cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
