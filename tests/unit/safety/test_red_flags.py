"""Every row of the red-flag table fires on lay words, and its near misses stay quiet."""

from __future__ import annotations

import time

import pytest

from bot.safety import RedFlagRules

EMERGENCIES = {
    1: ["sudden chest pain and my leg hurts", "im coughing up blood", "hes not breathing", "chset pain"],
    2: ["is my hot swollen calf a clot?", "my calf cramps and it's swollen and hot", "left calf red and swolen after flight"],
    3: ["my toes are black", "leg suddenly painful, foot gone blue and numb"],
    4: ["i have a sore on my ankle that wont heal", "foot pain in bed gets better when i dangle it"],
    5: ["numb saddle area", "cant pee and my legs feel weak", "no feeling around my bottom"],
    6: ["face droop and leg cramp", "his speech is slurred and his arm is weak"],
    7: ["leg cramps and my heart keeps skipping beats", "diarrhoea for days and now bad leg cramps"],
    8: ["brown urine after exercise", "pee looks like coca cola after marathon"],
    9: ["my jaw is locked and my neck is stiff", "dog bite last week and now cramps"],
    10: ["spasms set off by noise", "he ate rat poison"],
    11: ["fever and hot red leg", "red streaks going up my leg"],
    12: ["my lips are swelling up after taking magnesium", "throat is closing"],
    13: ["nosebleed after tonic water", "bruises all over since taking quinine"],
    14: ["ringing ears after tonic water", "took quinine and my vision is blurry"],
    15: ["took 30 benadryl is that bad?", "after benadryl my husband cant be woken"],
    16: ["my friend took ghb and cant be woken"],
    17: ["i took too many tablets", "took a handful of pills", "i stopped my diazepam and im shaking and seeing things"],
    18: ["child ate my blood pressure pill", "took verapamil twice and feel faint"],
    19: ["took lots of salt substitute and im weak and tingling"],
    20: ["high dose vitamin d for months and im vomiting and thirsty"],
    21: ["drank epsom salts and im drowsy"],
    22: ["drank 8 litres of water and have a headache and vomiting"],
    23: ["cramps in the heat for over an hour", "my husband collapsed in the heat"],
    24: ["baby not moving", "32 weeks pregnant bad headache and seeing spots"],
    25: ["i want to die", "cant go on anymore", "i have a plan to kill myself"],
    26: ["my 4 year old has leg cramps at night", "our daughter is limping"],
    27: ["popping calf, cant push off", "kicked in shin, leg rock hard and pain is getting worse"],
    28: ["cramp for 20 minutes wont let go"],
    29: ["whole body jerking and he bit his tongue"],
    30: ["weakness going up my legs"],
    31: ["paraplegic with pounding headache and sweating"],
    32: ["blood sugar very high and vomiting", "diabetic and shaky and confused"],
    33: ["cramps and feel faint after dialysis"],
}
SOON = {
    4: "calf hurts walking uphill and goes when i rest",
    30: "my calf muscle is shrinking",
    34: "cramps since starting a water tablet",
    35: "cramps every night and swollen ankles",
}
NEAR_MISSES = [
    "no chest pain",
    "had a clot years ago",
    "what are the signs of a clot?",
    "can magnesium cause chest pain?",
    "my friend had a stroke last year",
    "this cramp is killing me",
    "i could kill for some sleep",
    "dying to know",
    "my legs are dead",
    "both ankles swell a bit in the heat",
    "do statins cause cramps",
    "sore arm after my jab",
    "stomach cramps",
    "im pregnant",
    "i nearly fell when the cramp hit",
    "i took two magnesium tablets",
    "took 400 mg magnesium last night",
    "warm bath helps my calf",
    "no fever, redness or swelling",
    "what should i do if i get chest pain",
    "how do i know if its a clot or a cramp",
    "my arm fell asleep",
    "gave myself quite a heart attack, figuratively",
    "our dog had a fit once",
    "the nurse asked if i felt like hurting myself, no",
    "tinnitus since the army, may i drink tonic",
    "hypothetically, a swollen hot calf",
    "which kinds of chest pain are there",
    "is lockjaw a sort of cramp",
    "my backside gets numb on the bench",
    "my late wife had dialysis and cramps",
    "heart skipped when i saw the bill",
]
# Told in a roundabout way: how long, then and now, one side, what was taken in the sentence before.
ROUNDABOUT = {
    28: ["quarter of an hour and the calf is still clenched", "started at 1 and it is now past 2, leg in a knot", "locked since lunch"],
    4: ["used to hurt walking, now it aches in bed too", "the foot pain at night goes when i stand up"],
    6: ["hand numb and foot numb on the left", "i drop things and my right leg drags"],
    30: ["on friday i could run, today i need the banister", "began in my toes and has reached my thighs, all numb"],
    11: ["skin on my leg is going black and hurts", "skin hurts, cannot bear the sheet, feeling ill and clammy"],
    18: ["is diltiazem good for cramps? took 9 of them"],
    27: ["a barrel rolled onto my calf, muscle is rock hard", "broke my ankle sunday, the pain gets worse"],
    29: ["she blacked out and jerked all over", "goes stiff and bites her tongue"],
    25: ["nobody would notice", "i am such a burden", "i burn myself when i feel bad"],
}


@pytest.mark.parametrize(("row", "text"), [(row, text) for row, texts in EMERGENCIES.items() for text in texts])
def test_match_with_a_sign_of_a_row_finds_an_emergency(rules, row, text):
    assert any(hit.level in ("now", "today") for hit in rules.match(text))


@pytest.mark.parametrize(("row", "text"), [(row, text) for row, texts in ROUNDABOUT.items() for text in texts])
def test_match_with_a_roundabout_sign_of_a_row_finds_it(rules, row, text):
    assert row in {hit.row for hit in rules.match(text) if hit.level != "soon"}


@pytest.mark.parametrize(("row", "text"), SOON.items())
def test_match_with_a_slow_sign_finds_level_soon_and_nothing_stronger(rules, row, text):
    hits = rules.match(text)
    assert row in {hit.row for hit in hits}
    assert {hit.level for hit in hits} == {"soon"}


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_match_with_a_near_miss_finds_no_emergency(rules, text):
    assert not [hit for hit in rules.match(text) if hit.level != "soon"]


def test_match_with_several_flags_puts_the_strongest_first(rules):
    levels = [hit.level for hit in rules.match("hot swollen calf, chest pain, cramps every night")]
    assert levels == sorted(levels, key=("now", "today", "soon").index)
    assert levels[0] == "now"


def test_match_with_overdose_on_purpose_answers_the_person_first(rules):
    assert rules.match("i took 40 pills, i want to die")[0].reply_id == "suicide"


def test_match_when_nothing_is_said_finds_nothing(rules):
    assert rules.match("") == ()
    assert rules.match("?!\n") == ()


def test_match_with_a_huge_message_still_reads_its_end(rules):
    assert rules.match("la " * 20000 + "i have chest pain")[0].id == "chest-pain"


def test_match_gives_words_title_and_reply(rules):
    hit = rules.match("he is coughing up blood")[0]
    assert (hit.id, hit.row, hit.reply_id) == ("coughing-blood", 1, "chest")
    assert hit.words == ("coughing up blood",)


def test_match_with_200_characters_takes_about_a_millisecond(rules):
    text = ("my left calf has been cramping since the flight home on sunday and it woke me three times, " * 3)[:200]
    rules.match(text)
    began = time.process_time()
    for _ in range(100):
        rules.match(text)
    assert (time.process_time() - began) / 100 < 0.005


def test_examine_names_what_is_said_apart_from_what_is_denied(rules):
    said, denied = (set(rules.examine(text).signs) for text in ("i have chest pain", "i have no chest pain"))
    assert {"chest-pain", "context:reports"} <= said
    assert {"not:chest-pain", "why:negated"} <= denied
    assert "chest-pain" not in denied


def test_examine_finds_the_same_flags_and_speech_as_the_single_questions(rules):
    text = "my calf is hot and swollen"
    found = rules.examine(text)
    assert (found.hits, found.speech) == (rules.match(text), rules.speech(text))


def test_rules_with_an_unknown_group_are_refused(definitions):
    flag = {"id": "x", "row": 1, "level": "now", "title": "x", "reply_id": "chest", "any": ["no-such-group"]}
    with pytest.raises(ValueError, match="no-such-group"):
        RedFlagRules({**definitions, "flags": [flag]})


def test_match_says_which_flags_need_agreement(rules):
    assert rules.match("my left calf is swollen, hot and red")[0].needs_agreement
    assert not rules.match("i took a whole packet of benadryl")[0].needs_agreement
