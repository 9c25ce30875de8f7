"""Sentence vectors from all-MiniLM-L6-v2, run on onnxruntime without torch and without a network."""

from bot.nlu.encoder.sentence_encoder import SentenceEncoder

__all__ = ["SentenceEncoder"]
