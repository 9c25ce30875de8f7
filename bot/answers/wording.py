"""Small words that change what a message means, whatever it is about. No health word is here."""

from __future__ import annotations

import re

_I = r"(?:i|we|my (?:wife|husband|partner|mum|mom|mother|dad|father|son|daughter|nan|gran|grandma|grandad|child|kid|baby)|he|she|they)"
_TAKE = r"(?:take|taking|have|having|drink|drinking|use|using|try|trying|swallow|give|need|be on|start|stop|quit|cut|halve|double|skip|combine|mix|add|come off|get off)"
_ADVICE = (
    rf"\b(?:should|can|could|may|shall|must|would)\s+{_I}\s+(?:just |also |still |safely |really |maybe |both )*(?:be )?{_TAKE}\b",
    rf"\bhow (?:much|many|often)\b.*\b(?:should|can|could|do|would|must)\s+{_I}\b",
    rf"\b(?:ok|okay|safe|alright|all right|fine|good|bad|right|too much|enough|wise)\s+(?:for (?:me|him|her|them|my \w+)|if {_I}|to {_TAKE} (?:with|while|if) )",
    rf"\b(?:ok|okay|safe|alright|fine)\s+(?:for {_I} )?to {_TAKE}\b.*\b(?:{_I}|my|with)\b",
    r"\b(?:what|which|whats|what's)\b.*\b(?:dose|dosage|amount|strength|mg|iu|mcg|tablet|tablets)\b.*\b(?:i|me|my|he|she|him|her)\b",
    r"\b(?:my|right|best|correct|safe)\s+(?:daily )?(?:dose|dosage)\b",
    rf"\bdo (?:you )?(?:think|reckon)\b.*\b(?:i|my|it's my|its my)\b",
    r"\b(?:do|have|does) (?:i|he|she|my \w+) (?:got |have |really have )",
    r"\bjust tell me\b|\btell me (?:how much|what|which|if i)\b.*\b(?:take|dose|have)\b",
    r"\b\d+\s*(?:mg|iu|mcg|g)?\s+or\s+\d+\b",
    rf"\bwould you (?:recommend|suggest|advise|{_TAKE})\b.*\b(?:me|my|i)\b",
    r"\bright for me\b|\bfor my (?:condition|case|weight|age)\b",
    rf"\brecommend\b.*\bdifferent\b|\binstead\b.*\bshould {_I}\b",
)
_ADVICE_PATTERN = re.compile("|".join(f"(?:{pattern})" for pattern in _ADVICE), re.I)
_POINTS_BACK = re.compile(r"\b(?:it|its|it's|that|that's|thats|this|these|those|them|they|he|she|his|her|one|ones|there|then)\b", re.I)
_CARRIES_ON = re.compile(r"^(?:and|but|or|so|ok|okay|what about|how about|what if|then|also|no|nope|sorry|i meant|i mean|actually|not)\b", re.I)
_CORRECTS = re.compile(r"\b(?:i meant|i mean|meant to (?:say|ask)|no,? (?:not )?|rather|instead of)\b", re.I)


def asks_for_advice(text: str) -> bool:
    """Whether a message asks what this very person should take, change or has."""
    return bool(_ADVICE_PATTERN.search(text))


def points_back(text: str) -> bool:
    """Whether a message has a word that stands for something said before."""
    return bool(_POINTS_BACK.search(text))


def carries_on(text: str) -> bool:
    """Whether a message begins as the continuation of another ("and …", "what about …", "no, …")."""
    return bool(_CARRIES_ON.match(text.strip()))


def corrects(text: str) -> bool:
    """Whether a message takes back what was understood ("no, I meant …")."""
    return bool(_CORRECTS.search(text))
