from __future__ import annotations


def test_rewrite_with_a_contraction_and_a_filler_gives_the_one_form(rewriter):
    assert rewriter.rewrite(["the", "can't"]) == ["cannot"]


def test_rewrite_with_a_number_in_words_gives_digits(rewriter):
    assert rewriter.rewrite(["twenty", "two"]) == ["22"]


def test_is_mere_filler_with_only_fillers_is_true(rewriter):
    assert rewriter.is_mere_filler("very the")
    assert not rewriter.is_mere_filler("very hot")
