import pytest

from bot.evaluation.labels import LabelError, is_right, parse_labels


@pytest.mark.parametrize(
    ("labels", "topics", "right"),
    [
        ("a/x", [["a/x"]], True),
        ("a/x", [["b/y"]], False),
        ("a/x|b/y", [["b/y"]], True),
        ("a/x", [["b/y", "a/x"]], False),  # named, but not first
        ("a/x", [["b/y"], ["a/x"]], False),  # said, but in the second message
        ("a/x+b/y", [["a/x", "b/y"]], True),
        ("a/x+b/y", [["b/y"], ["a/x"]], True),
        ("a/x+b/y", [["a/x"]], False),
        ("a/x+b/y|c/z", [["c/z", "a/x"]], True),  # "+" binds looser than "|"
        ("a/x+b/y|c/z", [["c/z", "b/y"]], False),
        ("a/x", [], False),
        ("a/x", [[]], False),
        ("any", [["b/y"]], True),
        ("any", [["safety/emergency"]], False),
        ("any", [], False),
    ],
)
def test_is_right(labels, topics, right):
    assert is_right(parse_labels(labels), topics) is right


@pytest.mark.parametrize("text", ["", "a/x|", "+a/x", "A/x", "a/x, b/y", "a/x+any", "a//x"])
def test_parse_with_something_else_refuses(text):
    with pytest.raises(LabelError):
        parse_labels(text)


def test_labels_read_back_as_written():
    assert str(parse_labels("a/x|b/y+c/z")) == "a/x|b/y+c/z"
