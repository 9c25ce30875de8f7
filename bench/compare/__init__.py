"""`make bench`: our bot beside stock Rasa bots, in one run."""
