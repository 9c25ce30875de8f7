"""How alike two sentences are."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.char_ngrams import CharNgrams
from bot.nlu.classifier.kernel import KernelWeights, SentenceKernel, blocks
from bot.nlu.classifier.scaler import Scaler
from bot.nlu.classifier.sign_table import SignTable

WEIGHTS = KernelWeights(sharpness=2.0, spelling=0.5, signs=0.4)


def _signs(count):
    return [["swollen", "hot"] if number % 2 else [] for number in range(count)]


@pytest.fixture
def kernel(data):
    return SentenceKernel(CharNgrams.learn(data.texts), SignTable.learn(_signs(len(data.texts))), Scaler.learn(data.vectors), WEIGHTS)


@pytest.fixture
def batch(kernel, data):
    return kernel.batch(data.texts, data.vectors, _signs(len(data.texts)))


def _whole(gram):
    return np.triu(gram) + np.triu(gram, 1).T


def _gram_with_signs(kernel, batch):
    return kernel.between(batch, batch)


def test_gram_is_greatest_with_itself(kernel, batch):
    gram = _gram_with_signs(kernel, batch)
    assert np.diag(gram)[::2] == pytest.approx(np.full(15, 1.5), abs=1e-5)
    assert (gram <= np.diag(gram)[:, None] + 1e-5).all()


def _by_hand(batch, one, other):
    return (
        np.exp(2.0 * (batch.vectors[one] @ batch.vectors[other] - 1))
        + 0.5 * (batch.ngrams[one] @ batch.ngrams[other].T).toarray()[0, 0]
        + 0.4 * (batch.signs[one] @ batch.signs[other].T).toarray()[0, 0]
    )


def test_gram_holds_meaning_spelling_and_signs(kernel, batch):
    gram = _gram_with_signs(kernel, batch)
    assert gram[0, 4] == pytest.approx(_by_hand(batch, 0, 4), abs=1e-6)
    assert gram[1, 5] == pytest.approx(_by_hand(batch, 1, 5), abs=1e-6)
    assert (batch.signs[1] @ batch.signs[5].T).toarray()[0, 0] > 0


def test_gram_is_the_kernel_between_the_sentences_without_the_signs(kernel, batch):
    signs = 0.4 * (batch.signs @ batch.signs.T).toarray()
    assert _whole(kernel.gram(batch)) == pytest.approx(kernel.between(batch, batch) - signs, abs=1e-5)


@pytest.mark.parametrize("common", [0.0, 0.2, 1.0])
def test_gram_is_the_same_wherever_common_ngrams_begin(kernel, batch, monkeypatch, common):
    expected = _whole(kernel.gram(batch))
    monkeypatch.setattr("bot.nlu.classifier.kernel.COMMON", common)
    assert _whole(kernel.gram(batch)) == pytest.approx(expected, abs=1e-6)


def test_folded_parts_score_as_the_kernel_does(kernel, batch, data):
    weights = np.random.default_rng(2).normal(size=(30, 3)).astype(np.float32)
    cosines = batch.vectors @ batch.vectors.T
    folded = kernel.fold(batch, weights)
    rows = [folded.scores(*kernel.rows(text, signs)) for text, signs in zip(data.texts, _signs(30), strict=True)]
    scores = kernel.meaning(cosines) @ weights + rows
    assert scores[:, :-1] == pytest.approx(_whole(kernel.gram(batch)) @ weights[:, :-1], abs=1e-4)
    assert scores[:, -1] == pytest.approx(_gram_with_signs(kernel, batch) @ weights[:, -1], abs=1e-4)


def test_meaning_fades_with_the_angle(kernel):
    assert kernel.meaning(np.asarray([1.0, 0.5, 0.0])) == pytest.approx([1.0, np.exp(-1), np.exp(-2)])


def test_gram_of_many_sentences_is_the_same_in_every_block(kernel, data):
    """More sentences than one row block holds."""
    texts, vectors = data.texts * 40, np.tile(data.vectors, (40, 1))
    gram = _whole(kernel.gram(kernel.batch(texts, vectors, _signs(len(texts)))))
    assert len(gram) > 1024
    assert gram[:30, :30] == pytest.approx(gram[-30:, -30:], abs=1e-5)


def test_blocks_cover_every_row_once():
    assert [row for block in blocks(2500) for row in range(block.start, block.stop)] == list(range(2500))
