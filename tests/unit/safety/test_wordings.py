"""Classes of wordings that once failed, each with other wordings that would fail the same way."""

from __future__ import annotations

import pytest
from ruamel.yaml import YAML

from bot.settings import PROJECT

NLU = PROJECT / "data" / "nlu"

QUIET = {
    "a number that is no age": [
        "my legs have cramped for 4 yrs",
        "cramps since 3 years, always the left calf",
        "2 years of cramps in my calf",
        "why only one leg",
        "three cramps last week, one in the thigh",
        "on statins 5 years, a cramp now and then",
        "6 yrs of leg cramps and counting",
        "seven years with night cramps",
        "I get 5 cramps a week in one leg",
        "one leg cramps more than the other",
        "3 years ago the cramps began",
        "on my feet 7 hours and then cramp",
        "four nights running, same calf cramp",
        "1 cramp a month",
    ],
    "a baby that has no cramp": [
        "can leg cramps harm the baby",
        "baby on board and my calves cramp",
        "is it the baby weight that cramps my legs",
        "up with the baby and then a cramp",
        "trying for a baby, does magnesium help cramps",
        "second baby, first time with cramps",
        "we lost sleep to the baby and to my cramps",
        "baby oil for a cramped calf, any good",
        "cried like a baby when the cramp hit",
    ],
    "a time of day or a short cramp": [
        "calf seizes up at 3am",
        "leg seized up around 4 in the morning",
        "muscle seized up, gone in a minute",
        "foot seizes at 11 every night",
        "cramps between 2 and 5am",
        "my toes lock up at half past one",
        "cramp lasted 40 seconds",
        "it went after 3 minutes of walking",
        "cramp at 4.30 again",
        "still cramping at night despite bananas",
        "how long does a cramp last",
        "I cramp every 12 days",
    ],
    "pills that nobody took": [
        "too many tablets in the shops, which is for cramps",
        "too many pills out there to choose from",
        "too much of a wimp for tablets",
        "I'm on too many tablets already",
        "there are too many supplements around",
        "200 or 300 quinine, which is usual",
        "is 75 of thyroxine a lot",
        "would 400 magnesium suit me",
        "can I take 2 magnesium tablets",
        "I take 4 different tablets every morning",
        "lost count of the nights I had cramps",
        "lost track of how many remedies I tried",
        "I had 12 cramps this month, magnesium no help",
        "took magnesium for 30 days, nothing",
        "took a week's holiday and no cramps",
    ],
    "breath that is not short": [
        "took my breath away, that cramp",
        "these cramps take my breath away",
        "I try breathing slowly through the cramp",
        "shallow breathing and leg cramps, linked?",
        "does a breathing exercise help a cramp",
        "not breathing deeply enough at night, a cause?",
        "deep slow breathing for cramps",
        "winded after the stairs, unfit",
        "hold my breath when it cramps",
        "he takes a deep breath and it eases",
    ],
    "a question for information": [
        "what is autonomic dysreflexia",
        "can poison cause cramps",
        "when should you have a tetanus booster",
        "what does a hypo feel like",
        "is a cramp a kind of seizure",
        "what is a pulmonary embolism",
        "does quinine cause ringing in the ears",
        "is chest pain a side effect of verapamil",
        "can dialysis cramps be prevented",
        "what does sepsis mean",
        "can too much potassium be fatal",
        "are fits linked to low magnesium",
        "how common is rhabdomyolysis",
        "can a stroke cause leg cramps",
        "what are the effects of a benadryl overdose",
        "which drugs cause dark urine",
        "is it true that tonic water causes bruises",
        "does low calcium cause spasms of the jaw",
        "why do dialysis patients get cramps",
        "who should have a tetanus jab",
        "can leg cramps be a symptom of heart failure",
        "is slow breathing a sign of ghb",
    ],
    "denied or long past": [
        "I bruise easily but never had quinine",
        "never took quinine, is it any good",
        "my sister had a seizure as a toddler, none since",
        "had fits as a child, never since",
        "I had palpitations, they were checked and it's benign",
        "not pregnant, no kids, just cramps",
        "never drank tonic water, I do bruise",
        "no fits, no fainting, only cramps",
        "never missed a dialysis session",
        "tinnitus for twenty years, never had quinine",
        "the sore on my heel healed nicely",
    ],
    "a figure of speech": [
        "slept like the dead",
        "sleeping like the dead since I stretch",
        "I'd rather die than give up cheese",
        "I'd rather die than go running",
        "done with life in the fast lane, I garden now",
        "had a fit of giggles",
        "a coughing fit and then a cramp",
        "collapsed into bed",
        "I collapse on the sofa after work",
        "collapsed in a heap laughing",
        "my heart skips when I see him",
        "can't wake up in the mornings",
        "I can't wake up before noon after a bad night",
        "tired of life on the night shift",
        "the tent collapsed",
        "passed out of college in June",
        "I'm not going to hurt myself",
        "how many people die of cramps",
        "my calf keeps seizing",
        "muscles seizing up at night",
    ],
}
EMERGENCY = {
    "more than meant, by number or time": [
        "took a week's worth of verapamil by accident",
        "swallowed a month's worth of my heart tablets",
        "I took three days worth of diazepam",
        "had 5 verapamil and feel fine",
        "took 4 of my amlodipine by mistake",
        "swallowed 6 bisoprolol, ok?",
        "took 3 quinine instead of one",
        "how many magnesium pills are too many, i just had 30",
        "I've just taken 20, they were potassium tablets",
        "i just swallowed 25 of the potassium pills",
        "lost count of the sleeping pills I took",
        "kept taking unisom, lost track, maybe 12",
        "not sure how many valium I've taken",
        "he emptied the whole bottle of tablets",
        "took an extra verapamil",
        "I swallowed the whole strip",
        "forgot I had taken my tablets and took them again",
        "gave him twice the dose of codeine by mistake",
        "my daughter did the benadryl challenge",
        "took a fortnight of tablets in one go",
    ],
    "a very slow or fast pulse": [
        "pulse 36 and feeling faint",
        "heart rate 38, dizzy",
        "pulse is down to 34",
        "my pulse is only 39 and I feel weak",
        "hr 37 and clammy",
        "bpm 35 and light headed",
        "heart rate of 40 and nearly fainted",
        "pulse 41, confused",
        "pulse 170 at rest",
        "heart rate is 160 lying down",
    ],
    "blood after tonic or quinine": [
        "blood when I wipe, I drink tonic every night",
        "tonic water for cramps and now blood in the toilet",
        "black stools since taking quinine",
        "my poo is bloody since the quinine",
        "blood on the toilet paper, quinine tablets",
        "red spots on my shins since the tonic water",
    ],
    "a child under eight": [
        "my grandson is 5 and has leg cramps",
        "granddaughter (6) cries with leg pain",
        "he's only 4 and gets cramps",
        "my nephew is just 3, cramps in his calf",
        "little boy aged 6 has leg cramps",
        "our toddler wakes with cramp",
        "my 6 yr old son has charley horses",
        "she is 7 and her calves hurt at night",
        "daughter, 4, sobs with sore legs",
        "baby boy has leg cramps",
    ],
    "a fit": [
        "I had some sort of fit last night",
        "he had a kind of fit",
        "she's had a funny fit",
        "second fit today",
        "his third fit this week and he is limp",
        "had a big fit in his sleep",
        "arms and legs were jerking and he didn't know me",
        "she is seizing",
        "dad was seizing on the sofa",
        "woke with a bloody tongue and wet pyjamas",
    ],
    "weakness that spreads": [
        "toes tingled on monday, today my legs give way",
        "pins and needles in my feet since friday and now I can't stand",
        "numb feet yesterday, today I can barely walk",
        "tingling in both feet started sunday, now my knees buckle",
        "my hands tingle since tuesday and now I can't climb the stairs",
        "can't climb stairs since monday",
        "cannot get out of a chair since last week",
        "my knees buckle, worse every day",
        "so weak I can't lift my arms",
        "cramping and too weak to stand",
    ],
    "means at hand": [
        "the tablets are lined up in front of me",
        "I have the pills laid out on the bed",
        "pills counted out next to me",
        "I've said my goodbyes",
        "written my note and said goodbye to everyone",
        "the rope is ready to go",
        "how many tablets would it take to never wake up",
        "how many pills until I do not wake up",
        "enough pills to end it",
        "I've lined the tablets up on the table, my tablets lined up here",
    ],
    "no answer after a drug": [
        "she took ghb and isn't answering me",
        "gave him a sleeping pill and he won't answer",
        "he had valium and beer, no response",
        "can he sleep it off, he took ghb",
        "she's gone under after the G, ghb I mean",
        "mum had her zopiclone and is not responding",
        "took benadryl and he isn't coming round",
        "my mate did ghb and can't be roused",
        "husband took codeine and I get no response",
    ],
    "help is called for": [
        "I need an ambulance",
        "please send an ambulance",
        "I think I'm dying",
        "he is going downhill fast",
        "it's an emergency",
        "my body is shutting down",
    ],
}


def is_emergency(rules, text: str) -> bool:
    return any(hit.level != "soon" for hit in rules.match(text))


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in QUIET.items() for text in texts])
def test_match_with_words_that_only_sound_alarming_keeps_quiet(rules, kind, text):
    assert not is_emergency(rules, text), kind


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in EMERGENCY.items() for text in texts])
def test_match_with_another_wording_of_an_emergency_fires(rules, kind, text):
    assert is_emergency(rules, text), kind


def kinds_of(name: str) -> list[tuple[str, list[str]]]:
    """The kinds of some files of training data that only the alarm learns from, each with its sentences."""
    blocks = [
        block for path in sorted(NLU.glob(f"{name}_*.yml")) for block in YAML(typ="safe").load(path.read_text(encoding="utf-8"))["nlu"]
    ]
    return [(block["metadata"]["kind"], [line.removeprefix("- ") for line in block["examples"].splitlines()]) for block in blocks]


@pytest.mark.parametrize(("kind", "texts"), kinds_of("alarm_ordinary"))
def test_match_with_ordinary_sentences_keeps_quiet(rules, kind, texts):
    assert [text for text in texts if is_emergency(rules, text)] == [], kind


@pytest.mark.parametrize(("kind", "texts"), kinds_of("alarm_emergencies"))
def test_match_with_emergencies_like_ordinary_sentences_fires(rules, kind, texts):
    assert [text for text in texts if not is_emergency(rules, text)] == [], kind
