"""The real content: complete, readable, exact, in our own words."""

from __future__ import annotations

import re
import statistics
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.knowledge.content import MAX_ANSWER, Content
from bot.settings import PROJECT
from scripts.content_wording import MAX_GRADE, MAX_MEDIAN_GRADE, all_claims, answer_text, copied_runs, grades

SHARED = PROJECT.parent / "shared"
OUTLINE = SHARED / "knowledge-outline.md"
# Urgent words come before facts: answered by bot.safety from content/red_flags, not by a claim.
WITHOUT_CLAIMS = {"safety/emergency", "safety/personal-advice"}

TOPICS = [
    "overview/definition",
    "overview/cause-unknown",
    "mechanism/nerve-signal",
    "mechanism/sleep",
    "cause/dehydration",
    "cause/leg-position",
    "cause/standing",
    "cause/bone-structure",
    "cause/exercise",
    "cause/inactivity",
    "cause/pregnancy",
    "cause/minerals",
    "cause/sweating",
    "cause/diuretics",
    "cause/dialysis",
    "cause/thyroid",
    "cause/diabetes",
    "cause/parkinsons",
    "cause/sudden-movement",
    "cause/breathing",
    "cause/dairy",
    "relief/general",
    "relief/wall-stretch",
    "relief/toe-pull",
    "relief/massage",
    "relief/warm-bath",
    "relief/ice",
    "relief/deep-breathing",
    "prevention/general",
    "prevention/bedtime-stretch",
    "prevention/heat",
    "prevention/exercise",
    "prevention/hydration",
    "prevention/foot-position",
    "prevention/soap",
    "supplement/general",
    "supplement/magnesium",
    "supplement/calcium",
    "supplement/potassium",
    "supplement/sodium",
    "supplement/calcium-magnesium-balance",
    "supplement/vitamin-e",
    "supplement/vitamin-d",
    "diet/dairy",
    "diet/tonic-water",
    "medication/general",
    "medication/diphenhydramine",
    "medication/meprobamate",
    "medication/verapamil",
    "medication/quinine",
    "medication/ghb",
    "glossary/nervous-system",
    "glossary/magnesium",
    "glossary/potassium",
    "glossary/calcium",
    "glossary/sodium",
    "glossary/diuretic",
    "glossary/dialysis",
    "glossary/thyroid",
    "glossary/diabetes",
    "glossary/minerals",
    "glossary/electrolyte",
    "glossary/parasomnia",
    "glossary/off-label",
    "glossary/iu",
    "glossary/investigational-new-drug",
    "glossary/sleep-apnoea",
    "glossary/myoclonus",
    "glossary/osmosis",
    "glossary/cation",
    "glossary/placebo",
    "glossary/randomised-trial",
    "glossary/deep-vein-thrombosis",
    "evidence/general",
    "safety/see-doctor",
]

# What the article says in numbers and names, by topic. An answer that lost one of these would be wrong.
EXACT = {
    "supplement/vitamin-e": ["400 to 800 IU", "103 of 125", "300 IU", "400 IU or more", "legs and feet"],
    "supplement/vitamin-d": ["60", "4 a.m.", "20%", "400 IU", "calcium tablet", "diuretic", "at once", "calves", "arches"],
    "medication/diphenhydramine": ["Benadryl", "diphenhydramine hydrochloride"],
    "medication/meprobamate": ["Equanil", "MB-TAB", "Miltown", "Trancot", "off-label", "2012", "EMA"],
    "medication/verapamil": ["Calan", "Covera", "Isoptin", "Verelan", "off-label", "verapamil hydrochloride"],
    "medication/general": ["Benadryl", "Equanil", "MB-TAB", "Miltown", "Trancot", "Calan", "Covera", "Isoptin", "Verelan", "off-label"],
    "medication/quinine": ["less often", "just as strong", "last just as long", "28 %", "23 trials", "1,586", "2009", "no longer"],
    "medication/ghb": ["gamma-hydroxybutyrate", "Investigational New Drug", "FDA", "myoclonus", "not approval"],
    "diet/tonic-water": ["quinine", "before bed", "doctor"],
    "diet/dairy": ["phosphorus", "cheese", "milk", "lactose", "pregnant", "bedtime", "calcium"],
    "supplement/magnesium": ["Cochrane (2020)", "11 trials", "735"],
    "supplement/calcium": ["most common cause", "phosphate"],
    "supplement/general": ["magnesium", "sodium", "potassium", "calcium", "blood test"],
    "prevention/exercise": ["stationary bike", "few minutes"],
    "prevention/bedtime-stretch": ["3 trials", "201 people"],
    "prevention/heat": ["after"],
    "prevention/soap": ["between the sheets", "results vary"],
    "relief/wall-stretch": ["wall", "flat on the floor", "straighten", "across the back of the calf"],
    "relief/toe-pull": ["ball of your foot", "against the cramp", "lets go"],
    "relief/deep-breathing": ["first sign", "oxygen"],
    "mechanism/sleep": ["dream", "rhythmic movement disorder", "sleep starts", "sleep talking"],
    "mechanism/nerve-signal": ["unlikely", "dream", "block"],
    "cause/inactivity": ["electric wheelchair"],
    "cause/diuretics": ["sodium, potassium and water", "Do not stop"],
    "cause/pregnancy": ["weight gain"],
    "cause/standing": ["hard floors"],
    "cause/minerals": ["magnesium", "potassium", "calcium", "sodium", "normal levels"],
    "overview/definition": ["below the knee", "calf", "foot", "Older people", "sudden, painful", "very common"],
    "overview/cause-unknown": ["Past night cramps"],
    "glossary/nervous-system": ["brain", "spinal cord", "nerves", "ganglia", "receptor organs", "effector organs"],
    "glossary/magnesium": ["one ounce", "fifth", "70 %", "ATP", "DNA", "enzymes", "carbohydrate"],
    "glossary/potassium": ["9 oz", "4 oz", "98 %", "more than twice", "cation", "calcification"],
    "glossary/calcium": ["bones and teeth", "cell division", "iron", "ground substance", "membranes"],
    "glossary/sodium": ["100 grams", "A third", "10 %", "57 %", "cation", "oedema", "relative dehydration", "osmotic", "potassium"],
    "glossary/diuretic": ["sodium, potassium and water"],
    "glossary/dialysis": ["artificial", "kidneys"],
    "glossary/thyroid": ["front of the neck", "iodine", "many veins", "metabolism", "growth hormone", "tone"],
    "glossary/diabetes": [
        *("insulin-dependent", "juvenile onset", "non-insulin-dependent", "adult onset", "thirst", "urine", "weight", "fatigue", "nausea"),
        *("vomiting", "infections", "blurred vision", "impotence", "bad breath", "missed periods", "less full", "bleeding gums", "ears"),
        *("diarrhoea", "depression", "confusion"),
    ],
    "glossary/minerals": ["catalysts", "electrolytes", "hormones", "skeleton"],
    "evidence/general": ["weak or unproven", "strong or generally accepted", "may do some good", "likely to help", "GRADE"],
}


def text_of_topic(content: Content, topic: str) -> str:
    return "\n".join(answer_text(content, claim) for claim in all_claims(content) if claim.topic == topic)


def test_topics_when_counted_then_every_one_of_the_outline_has_a_claim(content: Content) -> None:
    assert set(TOPICS) <= {claim.topic for claim in all_claims(content)}


def test_topics_when_the_outline_is_here_then_our_list_of_it_is_complete() -> None:
    if not OUTLINE.exists():
        pytest.skip(f"the outline is not here: {OUTLINE}")
    text = OUTLINE.read_text(encoding="utf-8")
    groups = "overview|mechanism|cause|relief|prevention|supplement|diet|medication|glossary|evidence|safety"
    named = set(re.findall(rf"`((?:{groups})/[a-z-]+)`", text))
    assert len(named) > 50
    assert named - WITHOUT_CLAIMS <= set(TOPICS)


@pytest.mark.parametrize("topic", EXACT)
def test_figures_and_names_when_the_article_gives_them_then_the_answer_has_them_exactly(content: Content, topic: str) -> None:
    text = " ".join(text_of_topic(content, topic).split())
    # A number must not be the tail or the head of a longer one.
    missing = [exact for exact in EXACT[topic] if not re.search(rf"(?<![\d.,]){re.escape(exact)}(?!\d)", text, re.IGNORECASE)]
    assert missing == []


def test_answers_when_measured_then_each_reads_at_grade_eight_or_lower_and_half_at_six(content: Content) -> None:
    of_claims = grades(content)
    assert {name: grade for name, grade in of_claims.items() if grade > MAX_GRADE} == {}
    assert statistics.median(of_claims.values()) <= MAX_MEDIAN_GRADE


def test_answers_when_measured_then_each_fits_a_message(content: Content) -> None:
    long = {
        claim.id: len(answer_text(content, claim)) for claim in all_claims(content) if len(answer_text(content, claim)) > MAX_ANSWER - 500
    }
    assert long == {}


def test_reviews_when_no_clinician_has_looked_then_every_item_says_so(content: Content) -> None:
    assert {claim.review_status for claim in all_claims(content)} == {"not-reviewed-by-clinician"}


def test_corrections_when_they_contradict_the_article_then_they_rest_on_more_than_the_article(content: Content) -> None:
    # It says only that one family's story is no proof; no study of it was found.
    story = "dairy-hidden-lactose"
    bare = {item.id for item in content.corrections.values() if all(content.sources[source].kind == "article" for source in item.sources)}
    assert bare <= {story}


def test_claims_when_the_article_makes_them_then_they_name_the_part_of_it(content: Content) -> None:
    without = {claim.topic for claim in content.claims.values() if not any(source.startswith("article#") for source in claim.sources)}
    assert without <= {"safety/see-doctor", "evidence/general"}


def test_corrections_when_written_then_an_answer_shows_each(content: Content) -> None:
    shown = {correction for claim in all_claims(content) for correction in claim.corrections}
    assert set(content.corrections) - shown == set()


def test_cautions_when_written_then_an_answer_shows_each(content: Content) -> None:
    shown = {caution for claim in all_claims(content) for caution in claim.cautions}
    assert set(content.cautions) - shown == set()


@pytest.mark.parametrize("word", ["stop taking", "you are fine", "just a cramp", "miracle", "fact check", "cure", "cures", "tip", "tips"])
def test_answers_when_read_then_none_has_a_forbidden_word(content: Content, word: str) -> None:
    assert [claim.id for claim in all_claims(content) if re.search(rf"\b{word}\b", answer_text(content, claim).lower())] == []


@pytest.mark.parametrize("name", ["article.txt", "knowledge-outline.md", "reference/safety.md"])
def test_wording_when_compared_with_what_it_is_drawn_from_then_no_eight_words_in_a_row_are_copied(content: Content, name: str) -> None:
    path = Path(SHARED / name)
    if not path.exists():
        pytest.skip(f"the text to compare with is not here: {path}")
    assert list(copied_runs(content, path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("folder", ["red_flags", "conditions"])
def test_sources_when_urgent_replies_and_conditions_name_them_then_they_exist(content: Content, folder: str) -> None:
    named: set[str] = set()

    def collect(value: object) -> None:
        if isinstance(value, dict):
            named.update(map(str, value.get("sources") or []))
            value = list(value.values())
        if isinstance(value, list):
            for item in value:
                collect(item)

    for path in (PROJECT / "content" / folder).rglob("*.yml"):
        collect(YAML(typ="safe").load(path.read_text(encoding="utf-8")))
    assert named
    assert named - set(content.sources) == set()
