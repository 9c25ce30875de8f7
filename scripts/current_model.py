"""Prints the path of the current model, for commands of Rasa's that want one by name."""

import sys

from bot.launcher.preparing import MODELS
from bot.launcher.staleness import read_current

if __name__ == "__main__":
    current = read_current(MODELS)
    if current is None:
        sys.exit("There is no trained model; run 'make train'.")
    print(current.path)
