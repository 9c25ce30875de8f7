"""What a follow-up wants to know of the thing spoken of, by its wording: what it is, whether to be tested. No health word is here."""

from __future__ import annotations

import re

_BE = r"(?:is|are|was|were|does|did|do|can|could|has|have)"
_IT = r"(?:it|they|that|this|those|these|them|one|he|she)"
# Of an illness or a gland, these ask what it is in itself, and not what it has to do with the rest.
_THE_THING = re.compile(
    rf"\b(?:signs?|symptoms?|warning signs?)\b(?! (?:of|that|to|for|i|you)\b)|\b(?:signs?|symptoms?) (?:of|for) {_IT}\b"
    r"|\b(?:two|both|different|many|several|other|more than one) (?:types?|kinds?|sorts?|forms?)\b|\bbetween (?:the two|them|those)\b"
    rf"|\bwhat(?:'?s| {_BE})? {_IT} (?:actually |even |really |exactly )?(?:do|does|for|exactly)\b|\bwhat {_BE} {_IT}(?: exactly"
    rf"| then| again)?\W*$"
    rf"|\bwhere(?:'?s| {_BE}) {_IT}\b",
    re.I,
)
_IN_THE_BODY = re.compile(
    r"\b(?:in|for|to) (?:the|your|our|my) (?:body|bodies|cells|bones?|blood)\b|\bdo(?:es)? in (?:you|us|me|there)\b", re.I
)
_TEST = re.compile(r"\b(?:tests?|tested|blood count)\b", re.I)
_WANTS_TEST = re.compile(r"\b(?:need|get|have|book|ask for|want)\b(?: \w+){0,3} (?:tests?|tested)\b", re.I)
_ASKING = re.compile(
    r"\?|^\W*so\b|\bthen\W*$|\b(?:suggest|recommend|choose|decide|pick|torn|between|what|whats|which|who|how|hows|why|when|where|can"
    r"|could|should|shall|may|might|would|will|do|does|did|am i|is it|is that"
    r"|is this|are they|are these|ok|okay|alright|safe|right|please|pls|tell|give|say|confirm|need|want|reckon|think(?:ing)?|tempted"
    r"|wonder(?:ing)?|going to|gonna|about to|planning|yes or no|or not|advice|advise|much|many|dose|sounds? like)\b",
    re.I,
)
_MEANING = re.compile(r"\b(?:mean(?:s|ing)?|define|definition|explain|tell me about|(?:what|who)(?:'?s|\s+(?:is|are))|wots?)\b", re.I)
_ORDER = re.compile(r"\bbefore or (?:after|during)\b|\bafter or (?:before|during)\b", re.I)
_WHOM = re.compile(
    r"\b(?:who|whom|which doctor|what (?:kind|sort) of doctor)\b.{0,12}\b(?:do|should|would|can|could|shall) (?:i|we|he|she|you)\b.{0,10}"
    r"\b(?:ask|ring|call|see|tell|phone|contact|speak|talk|go)\b|\bwho (?:to|can) (?:ask|ring|call|see|tell|phone|contact)\b",
    re.I,
)
_DAILY = re.compile(r"\bhow (?:much|many)(?: \w+){0,3} (?:a|per|each|every) (?:day|night|week|time|go)\b", re.I)
_LOOKS_BACK = re.compile(
    r"\b(?:earlier|before that|at the (?:start|beginning)|a while ago|go(?:ing)? back to|back to|you (?:said|mentioned|told me))\b",
    re.I,
)
_PROPOSES_DOING = re.compile(r"\b(?:what|how) about (?:just )?\w+ing\b", re.I)
_ACTS = re.compile(r"\b(?:does|do|did|can|could|will|would) (?:it|they|that|this|those|these) (?!be\b|have\b|mean\b)\w+ \w+", re.I)
_REMEDY = re.compile(
    r"\bhow (?:do|does|can|could|would|should) (?:i|you|we|he|she|they|people|one) (?:\w+ )?(?:stop|avoid|prevent|help|fix|treat|ease"
    r"|get rid of|sort)\b"
    r"|\bwhat (?:helps|stops|can be done|do you do about|can (?:i|you|he|she|they) do about)\b",
    re.I,
)
_STATE = re.compile(
    r"\b(?:my|his|her) (?:\w+ ){1,3}?(?:is|are|feels?|looks?)\b|\bi(?:'?m|'?ve| am| have| had)\b|\b(?:he|she)(?:'?s| is| has| had)\b", re.I
)
_MINE = re.compile(r"\b(?:mine|hers)\b", re.I)
_MAY = re.compile(r"\b(?:ok|okay|safe|alright|all right|fine|allowed)\W*$", re.I)


def asks_what_it_is(text: str) -> bool:
    """Whether a message asks what the thing spoken of is by itself ("what signs does it have", "is there more than one kind")."""
    return bool(_THE_THING.search(text))


def asks_what_it_does_in_the_body(text: str) -> bool:
    """Whether a message asks what a thing does in the body, be it a remedy or not."""
    return bool(_IN_THE_BODY.search(text))


def asks_about_a_test(text: str) -> bool:
    """Whether a message asks about being tested ("do i need a test first")."""
    return bool(_TEST.search(text))


def wants_a_test(text: str) -> bool:
    """Whether what a message asks for is a test, which is no dose and no verdict."""
    return bool(_WANTS_TEST.search(text))


def asks_meaning(text: str) -> bool:
    """Whether a message asks what a word means or what something is."""
    return bool(_MEANING.search(text))


def asks_before_or_after(text: str) -> bool:
    """Whether a message asks what comes first of two things that one does."""
    return bool(_ORDER.search(text))


def asks_whom_to_ask(text: str) -> bool:
    """Whether a message asks to whom one should turn."""
    return bool(_WHOM.search(text))


def asks_a_daily_amount(text: str) -> bool:
    """Whether a message asks how much of a thing is for one day."""
    return bool(_DAILY.search(text))


def asks_what_it_acts_on(text: str) -> bool:
    """Whether a message asks what the thing spoken of does to another ("does it wash out potassium")."""
    return bool(_ACTS.search(text))


def asks_for_remedy(text: str) -> bool:
    """Whether a message asks what is done against a thing, whatever that is."""
    return bool(_REMEDY.search(text))


def only_tells(text: str) -> bool:
    """Whether a message says something and has no word that asks, wishes or doubts ("she's on tablets if that matters")."""
    return bool(text.strip()) and not _ASKING.search(text)


def only_tells_of_somebody(text: str) -> bool:
    """Whether a message does nothing but say how somebody is ("mine come once a month"); "one pill tonight" may well ask for leave."""
    return only_tells(text) and bool(_STATE.search(text) or _MINE.search(text))


def asks_if_it_may_be(text: str) -> bool:
    """Whether a message tells how somebody is and asks if a thing is all right then ("my feet are numb so is a hot bath ok")."""
    return bool(_STATE.search(text)) and bool(_MAY.search(text))


def looks_back(text: str) -> bool:
    """Whether a message speaks of what was said some time before in the talk."""
    return bool(_LOOKS_BACK.search(text))


def proposes_doing(text: str) -> bool:
    """Whether a message brings up something else to do ("what about stretching it")."""
    return bool(_PROPOSES_DOING.search(text))
