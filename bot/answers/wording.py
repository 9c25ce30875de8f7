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
_VERDICT = (
    r"\b(?:tell|promise|assure|reassure) me\b.*\b(?:i'?m|i am|it'?s|its|this is|nothing)\b",
    r"\bam i (?:fine|ok|okay|alright|all right|safe|dying|going to)\b",
    r"\b(?:it'?s|its|is it|is this|this is) (?:just|only) (?:a|my|some)\b",
    r"\b(?:what are|whats|what's|what is) (?:the|my) (?:chances?|odds|likelihood|probability|risk that)\b|\bhow likely\b|\bhow probable\b",
    r"\bnothing (?:serious|to worry)\b|\bcan i (?:ignore|stop worrying)\b",
)
_VERDICT_PATTERN = re.compile("|".join(f"(?:{pattern})" for pattern in _VERDICT), re.I)
_ADVICE_PATTERN = re.compile("|".join(f"(?:{pattern})" for pattern in _ADVICE), re.I)
_POINTS_BACK = re.compile(r"\b(?:it|its|it's|that|that's|thats|these|those|them|they|he|his|one|ones|mine|both|same|either)\b", re.I)
_ORDINALS = (re.compile(r"\b(?:first|former)\b", re.I), re.compile(r"\b(?:second|latter|other one|other)\b", re.I))
_CARRIES_ON = re.compile(r"^(?:and|but|or|so|ok|okay|what about|how about|what if|then|also|no|nope|sorry|i meant|i mean|actually|not)\b", re.I)
_CORRECTS = re.compile(r"\b(?:i meant|i mean|meant to (?:say|ask)|no,? (?:not )?|rather|instead of)\b", re.I)


def asks_for_advice(text: str) -> bool:
    """Whether a message asks what this very person should take, change or has."""
    return bool(_ADVICE_PATTERN.search(text))


def asks_for_verdict(text: str) -> bool:
    """Whether a message wants to hear that this very person is well, or how likely something is for them."""
    return bool(_VERDICT_PATTERN.search(text))


def points_back(text: str) -> bool:
    """Whether a message has a word that stands for something said before."""
    return bool(_POINTS_BACK.search(text))


def carries_on(text: str) -> bool:
    """Whether a message begins as the continuation of another ("and …", "what about …", "no, …")."""
    return bool(_CARRIES_ON.match(text.strip()))


def corrects(text: str) -> bool:
    """Whether a message takes back what was understood ("no, I meant …")."""
    return bool(_CORRECTS.search(text))


def ordinal(text: str) -> int | None:
    """Returns which of several things a message means ("the second one": 1), or None if it does not count."""
    return next((place for place, pattern in enumerate(_ORDINALS) if pattern.search(text)), None)
