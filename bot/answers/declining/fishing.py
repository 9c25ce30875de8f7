"""Wordings that fish for what the bot never gives: a dose, a change of medicine, a diagnosis, odds, reassurance. No health word is here.

The patterns (`bot.answers.declining.fishing_patterns`) are about the way of asking, not about a substance or an illness, so that they also
hold for things that the article does not cover.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from bot.answers.declining import fishing_patterns as patterns
from bot.answers.declining import words

# Asked of others or of a rule, these are facts that anybody may know.
_OF_OTHERS = re.compile(
    r"\b(?:they|stud(?:y|ies)|people|participants|patients|women|men|did|was|were|used|trials?|reviews?|article|upper (?:limit|level"
    r"|intake)|tolerable|safe limit"
    r"|recommended (?:daily )?(?:limit|intake|allowance)|evidence|researchers|the man|of adults|older adults)\b"
)
_I_MEAN = re.compile(r"\bi (?:mean|meant)\b")
_PERSON = re.compile(r"\b(?:i|im|ive|ill|id|me|my|mines?|we|us|our|he|she|hes|shes|him|her|his|myself|someone|somebody)\b")
_OWN = re.compile(r"\b(?:for us|i|im|ive|ill|me|my|mine)\b")


class Wish(Enum):
    """What a message fishes for."""

    DOSE = "dose"
    PERMISSION = "permission"
    STOPPING = "stopping"
    DIAGNOSIS = "diagnosis"
    ODDS = "odds"
    REASSURANCE = "reassurance"


def _any(wordings: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{wording})" for wording in wordings))


_WISHES = {
    Wish.ODDS: _any(patterns.ODDS),
    Wish.STOPPING: _any(patterns.STOPPING),
    Wish.DIAGNOSIS: _any(patterns.DIAGNOSIS),
    Wish.REASSURANCE: _any(patterns.REASSURANCE),
    Wish.PERMISSION: _any(patterns.PERMISSION),
    Wish.DOSE: _any(patterns.DOSE),
}
_CHANGES, _WHEN_TO_GO, _ASKS_FACT = re.compile(patterns.CHANGES), re.compile(patterns.WHEN_TO_GO), re.compile(patterns.ASKS_FACT)
_IN_THE_BODY = re.compile(patterns.IN_THE_BODY)
_SUITS = re.compile(patterns.SUITS)
_PRETEXTS, _PUSHES, _PLANS = _any(patterns.PRETEXT), _any(patterns.PUSH), _any(patterns.PLAN)
_AMOUNTS = re.compile(rf"\b{words.AMOUNT}\b|\b(?:take|have|risk|use|start|give|write|say|prescri\w+)\b")


_OWN_CASE = re.compile(r"\b(?:personally|for me|in my case|like me|my (?:age|weight|size|build|case|situation)|exactly)\b")


# Rules and verdict ask it of one message four times over, and it is the dearest question of all.
@lru_cache(maxsize=1)
def wish_of(text: str) -> Wish | None:
    """Returns what a message fishes for, whatever it is about, or None for a question that asks for a fact."""
    plain = _plain(text)
    is_fact = _asks_of_others(plain) or bool(_IN_THE_BODY.search(plain))
    for wish, pattern in _WISHES.items():
        if pattern.search(plain) and not (wish is Wish.DOSE and is_fact):
            return wish
    if _PRETEXTS.search(plain) and _AMOUNTS.search(plain) and not _asks_of_others(plain):
        return Wish.DOSE
    return None


def plans_for_oneself(text: str) -> bool:
    """Whether a message asks for a yes to what one person is to take or do ("so two at bedtime, right?"); only tells beside a substance."""
    plain = _plain(text)
    return bool(_PLANS.search(plain)) and not _asks_of_others(plain) and not _IN_THE_BODY.search(plain)


def asks_whether_it_suits(text: str) -> bool:
    """Whether a message asks if a thing is for this person as it was for others; only tells beside a substance."""
    return bool(_SUITS.search(_plain(text)))


def speaks_of_own_case(text: str) -> bool:
    """Whether a message says outright that it is about this very person ("for me", "at my age")."""
    return bool(_OWN_CASE.search(_plain(text)))


def speaks_of_oneself(text: str) -> bool:
    """Whether a message has a word for the person who writes; "i mean" is none."""
    return bool(_OWN.search(_I_MEAN.sub("", _plain(text))))


def asks_what_is_in_the_body(text: str) -> bool:
    """Whether a message asks how much of a thing is in us, which is a fact."""
    return bool(_IN_THE_BODY.search(_plain(text)))


def speaks_of_a_person(text: str) -> bool:
    """Whether a message has a word for the person who writes or for another one; "i mean" has none."""
    return bool(_PERSON.search(_I_MEAN.sub("", _plain(text))))


def asks_of_others(text: str) -> bool:
    """Whether a message asks what studies, other people or rules say, and nothing of the person."""
    return _asks_of_others(_plain(text))


def speaks_of_changing(text: str) -> bool:
    """Whether a message speaks of stopping or changing something of the person's that is no habit, leg or cramp."""
    plain = _plain(text)
    return bool(_CHANGES.search(plain) and _OWN.search(plain))


def asks_how_bad(text: str) -> bool:
    """Whether a message about seeing a doctor asks what it means for the person, not when people go."""
    plain = _plain(text)
    return bool(_OWN.search(plain)) and not _WHEN_TO_GO.search(plain)


def asks_when_to_go(text: str) -> bool:
    """Whether a message asks when, whether or to whom people go, or what a test shows."""
    return bool(_WHEN_TO_GO.search(_plain(text)))


def asks_a_fact(text: str) -> bool:
    """Whether a short message begins as a question for a fact or for something else ("what is it", "any others?")."""
    return bool(_ASKS_FACT.search(_plain(text)))


def pushes(text: str) -> bool:
    """Whether a message keeps pressing for what was just declined ("just roughly?", "two then?", "confirm it")."""
    plain = _plain(text)
    return bool(_PUSHES.search(plain)) and not _asks_of_others(plain)


def _asks_of_others(plain: str) -> bool:
    """Whether a figure is asked of a study, other people or a rule, and not of the person."""
    return bool(_OF_OTHERS.search(plain)) and not _OWN.search(plain)


def _plain(text: str) -> str:
    """Returns lower-case words; apostrophes join ("I'm" to "im"), between sentences stands a full stop, other marks are gone."""
    joined = re.sub(r"['’‘`´]", "", text.lower())
    sentences = (" ".join(re.findall(r"[^\W_]+", sentence)) for sentence in re.split(r"[.!?;\n]+(?!\d)", joined))
    return " . ".join(sentence for sentence in sentences if sentence)
