"""How alike two sentences are."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.char_ngrams import CharNgrams
from bot.nlu.classifier.kernel import DIRECTIONS, PROJECTED_FROM, Scaler, SentenceKernel, blocks


@pytest.fixture
def kernel(data):
    return SentenceKernel(CharNgrams.learn(data.texts), Scaler.learn(data.vectors), sharpness=2.0, spelling=0.5)


def test_gram_is_symmetric_and_greatest_with_itself(kernel, data):
    gram = kernel.gram(kernel.batch(data.texts, data.vectors))
    assert gram == pytest.approx(gram.T, abs=1e-6)
    assert np.diag(gram) == pytest.approx(np.full(len(gram), 1.5), abs=1e-5)
    assert (gram <= np.diag(gram)[:, None] + 1e-5).all()


def test_gram_holds_meaning_and_spelling(kernel, data):
    batch = kernel.batch(data.texts, data.vectors)
    gram = kernel.gram(batch)
    expected = np.exp(2.0 * (batch.vectors[0] @ batch.vectors[4] - 1)) + 0.5 * (batch.ngrams[0] @ batch.ngrams[4].T).toarray()[0, 0]
    assert gram[0, 4] == pytest.approx(expected, abs=1e-6)


def test_meaning_fades_with_the_angle(kernel):
    assert kernel.meaning(np.asarray([1.0, 0.5, 0.0])) == pytest.approx([1.0, np.exp(-1), np.exp(-2)])


def test_gram_of_many_sentences_is_the_same_in_every_block(data):
    """More sentences than one row block holds."""
    kernel = SentenceKernel(CharNgrams.learn(data.texts), Scaler.learn(data.vectors), sharpness=2.0, spelling=0.5)
    texts, vectors = data.texts * 40, np.tile(data.vectors, (40, 1))
    gram = kernel.gram(kernel.batch(texts, vectors))
    assert len(gram) > 1024
    assert gram[:30, :30] == pytest.approx(gram[-30:, -30:], abs=1e-5)


def test_scaler_takes_away_what_all_sentences_share():
    shared = np.zeros(8, dtype=np.float32)
    shared[0] = 5.0
    random = np.random.default_rng(3)
    vectors = (random.normal(size=(200, 8)) + shared).astype(np.float32)
    scaled = Scaler.learn(vectors)(vectors)
    assert np.linalg.norm(scaled, axis=1) == pytest.approx(np.ones(200), abs=1e-5)
    assert np.abs(scaled.mean(axis=0)).max() < 0.1


def test_scaler_of_equal_sentences_divides_by_nothing():
    vectors = np.ones((5, 4), dtype=np.float32)
    assert np.isfinite(Scaler.learn(vectors)(vectors)).all()


def test_blocks_cover_every_row_once():
    assert [row for block in blocks(2500) for row in range(block.start, block.stop)] == list(range(2500))


def test_scaler_of_many_sentences_keeps_the_directions_that_tell_them_apart():
    random = np.random.default_rng(4)
    hidden = random.normal(size=(PROJECTED_FROM, 20)) @ random.normal(size=(20, 2 * DIRECTIONS))
    vectors = (hidden + random.normal(scale=0.05, size=hidden.shape)).astype(np.float32)
    scaler = Scaler.learn(vectors)
    whole = Scaler(scaler.center, scaler.scale, scaler.directions[:, :0])
    few, all_of_them = scaler(vectors[:50]), whole(vectors[:50])
    assert few.shape == (50, DIRECTIONS)
    assert few @ few.T == pytest.approx(all_of_them @ all_of_them.T, abs=0.01)


def test_scaler_of_few_sentences_keeps_the_vectors_whole(data):
    assert Scaler.learn(data.vectors)(data.vectors).shape == data.vectors.shape


def test_scaler_comes_back_from_its_arrays(data):
    scaler = Scaler.learn(data.vectors)
    assert Scaler.of({**scaler.arrays(), "other": data.vectors})(data.vectors) == pytest.approx(scaler(data.vectors))
