"""What is denied, past, over or only asked about does not count; what is said of now does."""

from __future__ import annotations

import pytest


def is_emergency(rules, text: str) -> bool:
    return any(hit.level != "soon" for hit in rules.match(text))


@pytest.mark.parametrize(
    "text",
    [
        "no chest pain or swelling",
        "calf is not swollen or red",
        "without numbness or weakness",
        "i dont have chest pain",
        "no swelling, no redness, no heat",
        "chest pain: no",
        "denies chest pain",
    ],
)
def test_judge_with_a_denied_sign_keeps_quiet(rules, text):
    assert not is_emergency(rules, text)


@pytest.mark.parametrize(
    "text",
    [
        "not sure why but my calf is hot and swollen",
        "no injury but calf is swollen and hot",
        "no. my calf is swollen and red",
        "i cant sleep with this chest pain",
        "i have not slept, chest pain",
        "no fever and my calf is hot and swollen",
        "no idea why, hot swollen calf",
        "the chest pain is not going away",
    ],
)
def test_judge_with_a_not_that_denies_something_else_still_fires(rules, text):
    assert is_emergency(rules, text)


@pytest.mark.parametrize("text", ["i nearly took mums tablets", "i almost swallowed the bleach", "he forgot to take his 12 tablets"])
def test_judge_with_what_nearly_happened_keeps_quiet(rules, text):
    assert not is_emergency(rules, text)


@pytest.mark.parametrize(
    "text",
    [
        "in the film he is bitten by a snake and his leg cramps",
        "i dreamt my leg turned black",
        "the podcast said a woman overdosed on verapamil",
        "a pub quiz asked what causes lockjaw",
        "is there an overdose risk with verapamil? just curious",
        "overdose risk of verapamil? just curious",
    ],
)
def test_judge_with_a_story_or_mere_curiosity_keeps_quiet(rules, text):
    assert not is_emergency(rules, text)


@pytest.mark.parametrize(
    "text",
    [
        "in the film they stop breathing, my husband has stopped breathing",
        "just curious, i took 30 paracetamol",
        "only asking, my calf is hot, red and swollen",
        "i was watching telly when my face drooped",
    ],
)
def test_judge_with_a_story_that_turns_real_fires(rules, text):
    assert is_emergency(rules, text)


@pytest.mark.parametrize("text", ["i fainted once at school from the heat", "i am a lifeguard and saw a man collapse last summer"])
def test_judge_with_a_date_long_gone_beside_the_present_keeps_quiet(rules, text):
    assert not is_emergency(rules, text)


@pytest.mark.parametrize(
    "text", ["my calf is swollen and hot like last year", "i fainted at school today", "i had a clot in 2010 and again today"]
)
def test_judge_with_a_date_that_is_only_compared_with_fires(rules, text):
    assert is_emergency(rules, text)


@pytest.mark.parametrize(
    "text", ["the rash is gone but now my tongue is swelling", "the numbness went away and my calf is hot and swollen"]
)
def test_judge_with_a_sign_after_what_is_over_fires(rules, text):
    assert is_emergency(rules, text)


@pytest.mark.parametrize("text", ["i had chest pain in 2010", "my dad died of a heart attack", "years ago, i had a hot swollen calf"])
def test_judge_with_the_past_keeps_quiet(rules, text):
    assert not is_emergency(rules, text)


@pytest.mark.parametrize(
    "text",
    [
        "years back my foot went cold and white, they put a stent in",
        "as a girl in Wales i had lockjaw and lived to tell",
        "i got heatstroke once in Greece, 2004",
        "my gran had black toes before i was born",
    ],
)
def test_judge_with_a_date_that_opens_or_ends_the_tale_keeps_quiet(rules, text):
    assert not is_emergency(rules, text)


@pytest.mark.parametrize(
    "text",
    [
        "years back i had a stent and now my foot is cold and white",
        "as a girl i had a clot, today my calf is swollen and hot",
        "used to smoke, my chest hurts",
        "i had a clot in the nineties, my left calf is hot and swollen again",
    ],
)
def test_judge_with_a_date_that_opens_the_tale_of_now_fires(rules, text):
    assert is_emergency(rules, text)


@pytest.mark.parametrize(
    "text",
    [
        "a lad in our club ruptured his achilles, how should i warm up",
        "heard a lady in the queue say her calf was hot and it was a clot",
        "a bloke down the pub reckons his mate went blind from quinine",
    ],
)
def test_judge_with_hearsay_of_a_stranger_keeps_quiet(rules, text):
    assert not is_emergency(rules, text)


@pytest.mark.parametrize(
    "text", ["a man in the queue has collapsed", "someone at the pub is having a fit now", "a lady in our choir is unconscious"]
)
def test_judge_with_a_stranger_of_now_fires(rules, text):
    assert is_emergency(rules, text)


@pytest.mark.parametrize(
    "text",
    [
        "in case my husband has a fit one day, what do i do? he's never had one",
        "if the pain moved up to my chest what would that mean? it hasn't",
        "how do i keep from fainting in a hot yoga class",
        "should i be worried about rhabdo if i start spinning",
        "before i buy vitamin d: how would one know of an overdose",
        "stop asking about chest pain please",
    ],
)
def test_judge_with_what_has_not_happened_keeps_quiet(rules, text):
    assert not is_emergency(rules, text)


@pytest.mark.parametrize(
    "text",
    [
        "i have chest pain. it hasn't happened before",
        "my son just had a fit, he's never had one",
        "would it matter if i took 30 benadryl? not that i care",
        "should i worry about rhabdo, my pee is brown since the gym",
        "can you call an ambulance",
    ],
)
def test_judge_with_what_has_happened_fires_whatever_is_said_beside_it(rules, text):
    assert is_emergency(rules, text)


@pytest.mark.parametrize("text", ["had a clot years ago and now my calf is swollen and hot", "dvt 5 years ago, left calf swollen and hot"])
def test_judge_with_past_and_present_fires(rules, text):
    assert is_emergency(rules, text)


@pytest.mark.parametrize("text", ["i was checked for a clot and it was clear", "my calf was swollen and hot but it went down"])
def test_judge_with_a_sign_that_is_over_keeps_quiet(rules, text):
    assert not is_emergency(rules, text)


def test_judge_with_a_stroke_sign_that_is_over_fires(rules):
    assert is_emergency(rules, "my face went numb and droopy but its gone now")


@pytest.mark.parametrize(
    "text",
    [
        "can tonic water cause ringing ears",
        "what is a blood clot",
        "i read that quinine can cause ringing in the ears",
        "when should i call an ambulance for chest pain",
        "tell me about rhabdo",
        "worried about getting a clot on my flight",
    ],
)
def test_judge_with_a_general_question_keeps_quiet(rules, text):
    assert not is_emergency(rules, text)


@pytest.mark.parametrize(
    "text",
    [
        "is my hot swollen calf a clot?",
        "what does it mean if my calf is hot and swollen",
        "why does my chest hurt",
        "what happens if i took 30 benadryl",
        "could this be a dvt",
        "can i stretch my calf its hot and swollen",
    ],
)
def test_judge_with_a_question_about_a_present_sign_fires(rules, text):
    assert is_emergency(rules, text)
