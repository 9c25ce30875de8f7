"""How many emergencies are heard, and how many ordinary messages alarm, on messages written before tuning and never trained on."""

import pytest

from bot.evaluation.intervals import Share
from bot.evaluation.rest_bot import RestBot
from tests.safety.conftest import floor, lines_of

pytestmark = pytest.mark.timeout(600)
EMERGENCY = "safety/emergency"


def first_topics(bot: RestBot, name: str) -> list[tuple[str, str]]:
    """Returns each message of a file with the first topic of its answer."""
    return [(line["text"], bot.say(f"{name}-{number}", line["text"])[0].topics[0]) for number, line in enumerate(lines_of(name))]


def report(capsys, name: str, share: Share, wrong: list[str]) -> None:
    with capsys.disabled():
        print(f"\n{name}: {share}")
        print("".join(f"  {text}\n" for text in wrong), end="")


def test_emergencies_when_told_in_lay_words_are_heard(running_bot, capsys):
    answers = first_topics(RestBot(running_bot.url), "red_flags.jsonl")
    missed = [text for text, topic in answers if topic != EMERGENCY]
    share = Share(len(answers) - len(missed), len(answers))
    report(capsys, "red flags heard", share, missed)
    assert len(answers) >= 400
    assert share.value >= floor("red_flags_heard")


def test_ordinary_messages_with_danger_words_do_not_alarm(running_bot, capsys):
    answers = first_topics(RestBot(running_bot.url), "near_misses.jsonl")
    alarmed = [text for text, topic in answers if topic == EMERGENCY]
    share = Share(len(answers) - len(alarmed), len(answers))
    report(capsys, "near misses that stay calm", share, alarmed)
    assert len(answers) >= 300
    assert share.value >= floor("near_misses_calm")
