"""What people say of themselves is noticed, and what they do not say is not made up."""

import pytest
from ruamel.yaml import YAML

from bot.answers.conditions import ConditionBook
from bot.evaluation.intervals import Share
from bot.settings import PROJECT
from tests.safety.conftest import floor, lines_of


@pytest.fixture(scope="module")
def book() -> ConditionBook:
    def read(path):
        return YAML(typ="safe").load(path.read_text(encoding="utf-8"))

    folder = PROJECT / "content"
    documents = {path.stem: read(path) for path in sorted((folder / "conditions").glob("*.yml"))}
    return ConditionBook(documents, read(folder / "red_flags" / "context.yml"))


@pytest.fixture(scope="module")
def judged(book) -> list[tuple[str, list[str], tuple[str, ...]]]:
    return [(line["text"], line["conditions"], book.stated(line["text"])) for line in lines_of("conditions.jsonl")]


def _report(capsys, name: str, share: Share) -> None:
    # Not which: whoever reads the held-out misses begins to tune on them. tests/safety/dev is there for that.
    with capsys.disabled():
        print(f"\n{name}: {share}")


def test_conditions_when_stated_are_noticed(judged, capsys):
    stated = [(text, wanted, found) for text, wanted, found in judged if wanted]
    wrong = [item for item in stated if not set(item[1]) <= set(item[2])]
    share = Share(len(stated) - len(wrong), len(stated))
    _report(capsys, "conditions noticed", share)
    assert share.value >= floor("conditions_noticed")


def test_conditions_when_several_might_be_meant_are_noted_exactly(judged, capsys):
    wrong = [item for item in judged if set(item[1]) != set(item[2])]
    share = Share(len(judged) - len(wrong), len(judged))
    _report(capsys, "conditions noted exactly", share)
    assert share.value >= floor("conditions_exact")


def test_conditions_when_only_talked_about_are_not_noted(judged, capsys):
    silent = [(text, wanted, found) for text, wanted, found in judged if not wanted]
    wrong = [item for item in silent if item[2]]
    share = Share(len(silent) - len(wrong), len(silent))
    _report(capsys, "nothing made up", share)
    assert share.value >= floor("conditions_not_made_up")
