"""The sentence encoder: the right weights, the right numbers."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from bot.nlu.encoder import SentenceEncoder, onnx_graph
from bot.nlu.encoder import weights as weights_files
from bot.nlu.encoder.sentence_encoder import LARGEST_BATCH, VECTOR_SIZE, batches
from bot.nlu.encoder.vocabulary import english_words
from bot.nlu.encoder.weights import TOKENIZER_FILE, WEIGHTS_FILE, WeightsError, model_folder, verify


@pytest.fixture(scope="module")
def encoder():
    return SentenceEncoder.shared()


@pytest.fixture(scope="module")
def exact(encoder):
    """The graph before it is quantised: text in, vector out."""
    model = onnx_graph.build(load_file(model_folder() / WEIGHTS_FILE))
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(model_folder() / TOKENIZER_FILE))
    tokenizer.no_padding()

    def encode(text):
        ids = np.asarray([tokenizer.encode(text).ids], dtype=np.int64)
        return session.run(["embedding"], {"input_ids": ids})[0][0]

    return encode


@pytest.mark.parametrize(
    ("text", "cosine"), [("That is a happy dog", 0.6946), ("That is a very happy person", 0.9429), ("Today is a sunny day", 0.2569)]
)
def test_cosine_of_the_reference_sentences_is_the_published_one(exact, text, cosine):
    last = slice(0, VECTOR_SIZE // 2)  # the published vector; the middle layer stands behind it
    first, second = exact("That is a happy person"), exact(text)
    assert float(first[last] @ second[last]) * 2 == pytest.approx(cosine, abs=4e-4)


def test_quantised_vectors_are_nearly_the_exact_ones(encoder, exact):
    texts = ["That is a happy person", "does magnesium help?", "woke up at 3 with my calf like a rock, how do i stop it", "soap"]
    for text, vector in zip(texts, encoder.encode(texts), strict=True):
        assert float(vector @ exact(text)) > 0.97


def test_vectors_have_length_one(encoder):
    vectors = encoder.encode(["one", "two words", "a few words more", ""])
    assert vectors.shape == (4, VECTOR_SIZE)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(4), abs=1e-5)


def test_vectors_of_many_sentences_are_nearly_those_of_each_alone(encoder):
    texts = ["short", "a sentence that is a good deal longer than the others", "middle one here", "short one"] * 15
    together = encoder.encode(texts)
    assert together.shape == (60, VECTOR_SIZE)
    for row in (0, 1, 2, 3, 58):
        assert float(together[row] @ encoder.encode([texts[row]])[0]) > 0.97


def test_batches_hold_every_text_once_and_only_texts_of_one_length():
    ids = [[number, number + 1][: 1 + number % 2] for number in range(200)]
    found = batches(ids)
    assert sorted(row for batch in found for row in batch) == list(range(200))
    assert all(len({len(ids[row]) for row in batch}) == 1 for batch in found)
    assert 15 < len(found) < 120


def test_new_text_changes_only_the_batches_around_it():
    ids = [[number] for number in range(300)]
    before = {frozenset(batch) for batch in batches(ids)}
    after = {frozenset(batch) for batch in batches([*ids, [300]])}
    assert len(before - after) <= 3


def test_batches_of_the_same_text_over_and_over_stay_small():
    assert max(map(len, batches([[1, 2, 3]] * 500))) <= LARGEST_BATCH


@pytest.mark.parametrize("cores", [1, 2])
def test_a_few_texts_come_back_in_their_order(encoder, monkeypatch, cores):
    monkeypatch.setattr("bot.nlu.encoder.sentence_encoder._CORES", cores)
    texts = ["is it safe?", "is magnesium safe?", "why", "does quinine help", "soap"]
    for count in range(1, 6):
        assert encoder.encode(texts[:count]) == pytest.approx(np.concatenate([encoder.encode([text]) for text in texts[:count]]), abs=1e-4)


def test_long_text_is_cut_and_not_refused(encoder):
    long = "cramp " * 2000
    assert encoder.encode([long])[0] == pytest.approx(encoder.encode([long + "and more"])[0], abs=1e-5)


def test_no_texts_give_no_vectors(encoder):
    assert encoder.encode([]).shape == (0, VECTOR_SIZE)


def test_installed_weights_are_the_tested_ones():
    assert verify(model_folder() / WEIGHTS_FILE) == weights_files.WEIGHTS_SHA256


def test_other_weights_are_refused(tmp_path):
    other = tmp_path / WEIGHTS_FILE
    other.write_bytes(b"not the weights")
    with pytest.raises(WeightsError, match="not the file this bot was tested with"):
        verify(other)


def test_changed_weights_are_refused_before_anything_is_encoded(tmp_path, monkeypatch):
    (tmp_path / WEIGHTS_FILE).write_bytes(b"x")
    monkeypatch.setattr(weights_files, "model_folder", lambda: tmp_path)
    with pytest.raises(WeightsError, match="sha256"):
        SentenceEncoder.shared.__wrapped__(SentenceEncoder)


def test_missing_weights_say_what_to_do(tmp_path, monkeypatch):
    with pytest.raises(WeightsError, match="make install"):
        verify(tmp_path / "nothing")
    monkeypatch.setattr(weights_files, "PACKAGE", "no_such_package_anywhere")
    with pytest.raises(WeightsError, match="make install"):
        model_folder()


def test_english_words_are_whole_words():
    words = english_words()
    assert {"water", "night", "magnesium"} <= words
    assert all(word.isalpha() for word in words)
