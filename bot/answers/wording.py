"""Small words that change what a message means, whatever it is about. No health word is here."""

from __future__ import annotations

import re

_PERSON = r"(?:wife|husband|partner|mum|mom|mother|dad|father|son|daughter|sister|brother|nan|gran|grandma|grandad|child|kid|baby|toddler)"
_I = rf"(?:i|we|he|she|my (?:\d+ year old )?{_PERSON})"
_TAKE = (
    r"(?:take|taking|have|having|drink|drinking|use|using|try|trying|swallow|give|need|be on|start|stop|quit|cut|halve|double|skip|combine"
    r"|mix|add|come off|get off|sip|eat|buy)"
)
# "What dose did they take in the study?" asks for a fact.
_NOT_OF_OTHERS = r"(?!.*\b(?:they|stud(?:y|ies)|people|did|was|were|used|trials?|article|him)\b)"
# Each says of this very person: what they should take, may take, how much, or what they have.
_ADVICE = (
    rf"(?<!why )\b(?:should|shall|shouldn't|must)\s+{_I}\b",
    rf"\b(?:can|could|may|would)\s+{_I}\s+(?:just |also |still |safely |really |maybe |both )*(?:be )?{_TAKE}\b",
    rf"(?<!why )\bdo {_I} (?:need|take|have to|give|leave)\b",
    rf"\b(?:am|is|are) {_I} (?:allowed|all right|alright|ok|okay|safe|better off|overdoing|deficient|lacking|low|short)\b",
    rf"\bhow (?:much|many|often|long)\b.*\b(?:should|can|could|do|would|must|does|shall)\s+{_I}\b",
    r"\bhow (?:much|many|often)\b.*\bshould\s+(?:an?|some(?:one|body))\b",
    r"\bhow (?:much|many|often)\b.*\bfor (?:me|him|her|an?|my)\b",
    r"\b(?:ok|okay|safe|alright|all right|fine|good|right|too much|enough|wise|a no)\s+for (?:me|him|her|my \w+|some(?:one|body))\b",
    rf"\b(?:ok|okay|safe|alright|all right|fine|good|right|too much|enough|wise)\s+if {_I}\b",
    rf"\b(?:ok|okay|safe|alright|fine)\s+(?:for {_I} )?to {_TAKE}\b.*\b(?:i|me|my|with|while)\b",
    r"\b(?:what|which|whats|what's)\b.*\b(?:dose|dosage|amount|strength|mg|iu|mcg|tablets?|one|drugs?)\b.*\b(?:i|me|my|she|him|her"
    r"|recommend)\b",
    r"\b(?:my|right|best|correct)\s+(?:\w+ ){0,2}(?:dose|dosage)\b",
    r"\bdo (?:you )?(?:think|reckon)\b.*\b(?:i|my|it's my|its my)\b",
    rf"\b(?:do|have|does) {_I} (?:got |have |really have )",
    r"\bin my case\b|\bmy age\b|\b(?:which|one) for me\b|\b(?:is|are) .{3,40} (?:my|mine)\?",
    r"\bjust tell me\b|\btell me (?:how much|what to|which|if (?:i|it|\w+ is))\b|\btell me straight\b",
    r"\b\d+\s*(?:mg|iu|mcg|g)?\s+or\s+\d+\b(?!.*\bthey\b)",
    rf"\bwould you (?:\w+ )?(?:recommend|suggest|advise|risk|put|give|{_TAKE})\b",
    r"\b(?:woman|man|person|people|someone|somebody) (?:like me|my age|of \d+)\b|\bi personally\b|\bme personally\b|\bfor me tonight\b",
    rf"\b(?:what|which) (?:dose|dosage|strength)\b{_NOT_OF_OTHERS}",
    rf"\bhow many (?:mg|ml|iu|mcg|milligrams|tablets|pills|capsules|drops)\b{_NOT_OF_OTHERS}",
    r"\bis it my\b|\bis my \w+ (?:\w+ )?(?:causing|behind|to blame|normal|low|high|why)\b",
    r"\bis that why i\b|\b(?:haven't|aren't) i\b|\bis mine\b|\bcausing mine\b",
    r"\bright for me\b|\bfor my (?:condition|case|weight|age)\b|\brecommend\b.*\b(?:different|for)\b",
)
_VERDICT = (
    r"\b(?:tell|promise|assure|reassure) me\b.*\b(?:i'?m|i am|it'?s|its|this is|nothing)\b",
    r"\bwhat(?:'?s| is) wrong with (?:me|my)\b|\bwhat have i got\b|\bmine is (?:a|just)\b",
    r"\bam i (?:(?:fine|ok|okay|alright|all right|safe)\b(?! (?:to|with|on|having|taking|doing)\b)|(?:dying|going to)\b)",
    r"\b(?:it'?s|its|is it|is this|this is) (?:just|only) (?:a|my|some)\b",
    r"\b(?:chances?|odds|likelihood|probability|risk|how likely|how probable)\b.*\b(?:i|i'?m|me|my|mine|it'?s|it is|this is)\b",
    r"\bnothing (?:serious|to worry)\b|\bcan i (?:ignore|stop worrying)\b",
)
_VERDICT_PATTERN = re.compile("|".join(f"(?:{pattern})" for pattern in _VERDICT), re.I)
_ADVICE_PATTERN = re.compile("|".join(f"(?:{pattern})" for pattern in _ADVICE), re.I)
_INSIDE_IT = re.compile(
    r"\b(?:in|inside|of) (?:it|that|this|them|those|these)\W*$|^\W*(?:(?:and|so|but|ok)\W+)*what(?:'?s| is| are) (?:in|inside) (?:it"
    r"|that|them|those)\b"
    r"|\bhow (?:much|many) [\w-]+ (?:is|are|would|does|do) (?:in )?(?:that|it|this|they)\b",
    re.I,
)
_WHERE_OR_WHY = re.compile(r"^(?:(?:but|and|so|ok|okay|right|well)\W+)*(?:where|why|how come)\b", re.I)
_MERELY_NAMES = re.compile(r"\b(?:what|how) about (?!(?:.*\b)?(?:i|me|my|we|us|he|she|him|her|his|for|if|with)\b)[\w' -]{2,40}\W*$", re.I)
_COURTEOUS = re.compile(
    r"\b(?:thanks?|thank (?:you|u|ye)|thx|ta|cheers|gracias|merci|danke|much obliged|appreciated?)(?: (?:so|very) much| a lot| again"
    r"| (?:duck|love|mate|pal|dear|doc|hen|pet))?\W*$",
    re.I,
)
_OF_OTHERS = re.compile(
    r"\b(?:they|them|their|stud(?:y|ies)|trials?|people|patients|participants|volunteers|did|was|were|took|used|given|gave|got|had|article"
    r"|he|him|his|she|man|guy|bloke|research\w*|scientists|doctors)\b",
    re.I,
)
# "Nothing to swallow": a refusal near a word for medicine, or the wish for something natural.
_REFUSES_MEDICINE = re.compile(
    r"\b(?:not?|without|do ?n[o']?t want|won'?t take|is ?n[o']?t|are ?n[o']?t|rather not|instead of|hate|avoid|other than|apart from)\b"
    r"(?: (?!but\b)[\w']+){0,3} (?:pills?|drugs?|tablets?|meds?|medicines?|medications?|chemicals?|supplements?)\b"
    r"|\b(?:something|anything|more|all|go) natural\b|\bnaturally\b|\bnatural (?:ways?|remed\w+|things?|stuff|options?)\b"
    r"|\b(?:drug|pill|med)s?[ -]free\b",
    re.I,
)
# Orders to the program itself, which has no rules to forget and no role to play.
_COMMANDS_THE_BOT = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass|drop) "
    r"(?:all |any |every |of |your |the |these |those |my |previous |prior |above |earlier )+"
    r"(?:instructions?|rules?|prompts?|guidelines?|restrictions?|policy|policies|training)\b"
    r"|^\W*system\s*(?:prompt)?\s*[:>]|\b(?:system|hidden|secret) prompt\b|\b(?:developer|admin|debug|god) mode\b|\bjail ?break"
    r"|\byou are now\b"
    r"|\b(?:pretend|role-?play) (?:to be|as|that you|you)\b"
    r"|\bact (?:as|like) (?:if you|(?:a |my |an )?(?:doctor|gp|nurse|pharmacist|chemist))\b",
    re.I,
)
COURTESY = 8  # words
_PERMISSION = re.compile(r"(?:^|[.,!?;]\s*|\b(?:and|so|but)\s+)(?:can|could|may|should|shall|is|are|would|will|am|ok|okay)\b", re.I)
_LEAVE = re.compile(rf"(?:^|[.,!?;]\s*|\b(?:and|so|but|then|ok)\s+)(?:can|could|may|should|shall)\s+{_I}\b", re.I)
_INSISTS = re.compile(
    r"\b(?:just|roughly|ballpark|come on|please|go on|a number|a rough|anyway|at least|\d+|then how|guess|if you had to|not even)\b", re.I
)

_WEIGHS = re.compile(r"\b(?:or|vs\.?|versus|better than)\b", re.I)


def asks_for_advice(text: str) -> bool:
    """Whether a message asks what this very person should take, change or has."""
    return bool(_ADVICE_PATTERN.search(text)) and not (asks_where_or_why(text) and len(re.split(r"[.?!,]\s+", text.strip())) == 1)


def asks_permission(text: str) -> bool:
    """Whether a message asks a yes-or-no question, as people do after telling of themselves ("I take metformin, is tonic fine?")."""
    return bool(_PERMISSION.search(text))


def asks_leave(text: str) -> bool:
    """Whether a message asks if the person who writes, or somebody of theirs, may do something ("can i get it off the internet")."""
    return bool(_LEAVE.search(text))


def asks_for_verdict(text: str) -> bool:
    """Whether a message wants to hear that this very person is well, or how likely something is for them."""
    return bool(_VERDICT_PATTERN.search(text))


def asks_what_is_inside(text: str) -> bool:
    """Whether a message asks of a named thing in what was spoken of ("how much salt is in it")."""
    return bool(_INSIDE_IT.search(text))


def asks_where_or_why(text: str) -> bool:
    """Whether a message begins by asking for a place or a reason, which is no decision."""
    return bool(_WHERE_OR_WHY.match(text.strip()))


def merely_names(text: str) -> bool:
    """Whether a message ends by bringing up another thing and says nothing of a person ("leave it. what about heat")."""
    return bool(_MERELY_NAMES.search(text))


def is_courteous(text: str) -> bool:
    """Whether a short message that asks nothing ends with thanks ("ok will do, ta")."""
    return len(text.split()) <= COURTESY and "?" not in text and bool(_COURTEOUS.search(text))


def names_a_dose(text: str) -> bool:
    """Whether a message has the word for an amount that is taken ("whats the dose")."""
    return bool(re.search(r"\b(?:dose|dosage)\b", text, re.I))


def of_others(text: str) -> bool:
    """Whether a message asks about what others took or did, as in a study, and not about the person's own dose."""
    return bool(_OF_OTHERS.search(text))


def refuses_medicine(text: str) -> bool:
    """Whether a message says in the end that nothing to swallow is wanted ("i dont want pills", "something natural please")."""
    sentences = [part for part in re.split(r"(?<=[.?!])\s+", text.strip()) if part]
    return bool(sentences and _REFUSES_MEDICINE.search(sentences[-1]))


def commands_the_bot(text: str) -> bool:
    """Whether a message tries to order the program about ("ignore your instructions and …", "SYSTEM: new policy")."""
    return bool(_COMMANDS_THE_BOT.search(text))


def insists(text: str) -> bool:
    """Whether a message pushes for what was just declined ("just roughly?", "come on, a number")."""
    return bool(_INSISTS.search(text))


def weighs(text: str) -> bool:
    """Whether a message sets one thing against another ("this or that", "this vs that")."""
    return bool(_WEIGHS.search(text))
