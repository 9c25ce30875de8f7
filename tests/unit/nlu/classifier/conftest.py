"""A small data set of made-up sentences and vectors in which the classes are told apart by both."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from bot.nlu.classifier.model import Label

WORDS = {Label("a", "x"): "magnesium pills", Label("b"): "wall stretch", Label("c", "y"): "cold water"}


@dataclass
class Data:
    texts: list[str]
    vectors: np.ndarray
    labels: list[Label]


def unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture
def data() -> Data:
    random = np.random.default_rng(7)
    centres = unit(random.normal(size=(3, 16)))
    texts, rows, labels = [], [], []
    # The labels are mixed, as in a real file.
    for number in range(30):
        place = number % 3
        label = list(WORDS)[place]
        texts.append(f"{WORDS[label]} {number}")
        rows.append(centres[place] + random.normal(scale=0.15, size=16))
        labels.append(label)
    return Data(texts, unit(np.asarray(rows)), labels)
