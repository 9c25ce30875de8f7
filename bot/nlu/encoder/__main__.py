"""`python -m bot.nlu.encoder`: builds the encoder's graph if this machine has none yet. Training starts it beside its own first steps."""

from __future__ import annotations

from bot.nlu.encoder import SentenceEncoder

if __name__ == "__main__":
    SentenceEncoder.shared()
