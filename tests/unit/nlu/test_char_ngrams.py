"""Character n-grams."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.char_ngrams import CharNgrams, ngrams


def test_ngrams_mark_the_ends_of_their_word():
    assert set(ngrams("ab")) == {" a", "ab", "b ", " ab", "ab ", " ab "}


def test_ngrams_stay_within_words():
    assert not any("b c" in gram for gram in CharNgrams.learn(["ab cd", "ab cd"]).vocabulary)


def test_capitals_do_not_matter():
    known = CharNgrams.learn(["Water", "water"])
    assert list(known.row("WATER")[0]) == list(known.row("water")[0])


def test_word_too_long_to_be_remembered_has_its_ngrams_all_the_same():
    known = CharNgrams.learn(["water", "water"])
    assert len(known.row("water" * 20)[0]) > 0


def test_matrix_rows_have_length_one_or_zero():
    known = CharNgrams.learn(["magnesium pills", "magnesium water", "water pills"])
    matrix = known.matrix(["magnesium", "zzzz", ""])
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1))).ravel()
    assert lengths == pytest.approx([1, 0, 0])
    assert matrix.shape == (3, len(known.vocabulary))
    assert matrix.dtype == np.float32


def test_ngrams_of_too_few_texts_are_dropped():
    assert all(gram in " water " for gram in CharNgrams.learn(["water x", "water y"]).vocabulary)


def test_misspelt_word_is_nearer_to_its_word_than_to_another():
    known = CharNgrams.learn(["magnesium", "magnesium", "potassium", "potassium"])
    typed, right, wrong = known.matrix(["magnesim", "magnesium", "potassium"]).toarray()
    assert typed @ right > typed @ wrong


def test_values_agree_with_scikit_learn():
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = ["does magnesium help", "magnesium at night", "water at night", "help me at night"]
    theirs = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True).fit(texts)
    ours = CharNgrams.learn(texts)
    assert set(ours.vocabulary) == set(theirs.vocabulary_)
    queries = ["does magnesium help at night", "magnesim"]
    expected, found = theirs.transform(queries).toarray(), ours.matrix(queries).toarray()
    for gram, column in ours.vocabulary.items():
        assert found[:, column] == pytest.approx(expected[:, theirs.vocabulary_[gram]], abs=1e-6)


def test_matrix_of_no_texts_is_empty():
    assert CharNgrams.learn(["ab", "ab"]).matrix([]).shape[0] == 0
